import { Answer, SyntheticRibbon, useQuery, useSay } from '@yinqiao/kernel/web'
import type { Words } from '@yinqiao/kernel/contract'
import { GetBoard, ListMeasures } from '@yinqiao/plan/contract'
import { useNavigate } from '@tanstack/react-router'
import { type ComponentType, useCallback, useEffect, useState } from 'react'
import { TargetLine } from './BoardCard.tsx'
import { inUnit } from '../rules/in-unit.ts'
import { type Board, everything, type MeasureRow, type Result, useBoardWords, useNumber } from './board-words.ts'
import { MeasureNumber } from './MeasureNumber.tsx'
import { type Opened, RowsDrawer } from './MeasureRows.tsx'
import { StateMark } from './StateMark.tsx'
import { useClock } from './use-clock.ts'
import { type TownMapProps, WallTowns } from './WallTowns.tsx'
import './board.css'
import './wall.css'

/** A page that another room lays on the wall; the roof hands it in, for the plan imports no room. */
export interface WallPage {
  readonly code: string
  readonly title: Words
  readonly View: ComponentType
}

interface WallProps {
  readonly district: string
  readonly map: ComponentType<TownMapProps>
  readonly more?: readonly WallPage[]
}

const pages = ['targets', 'towns', 'live'] as const

/** The wall: targets, towns, what moved last. Every figure opens its rows; nothing is shown that has none. Arrows turn the page, Esc leaves. */
export function WallScreen({ district, map, more = [] }: WallProps) {
  const say = useBoardWords()
  const told = useSay()
  const navigate = useNavigate()
  const { time, day } = useClock()
  const [page, setPage] = useState(0)
  const [opened, setOpened] = useState<Opened>()
  const board = useQuery(GetBoard, {}, { refreshSeconds: 15 })
  const here = pages[page] ?? 'other'
  const other = more[page - pages.length]
  const count = pages.length + more.length
  useEffect(() => {
    document.title = `${say('wall')} · 银桥`
  }, [say])
  useEffect(() => {
    const turn = (event: KeyboardEvent) => {
      if (opened) return
      if (event.key === 'ArrowRight' || event.key === 'PageDown') setPage((now) => (now + 1) % count)
      else if (event.key === 'ArrowLeft' || event.key === 'PageUp') setPage((now) => (now + count - 1) % count)
      else if (event.key === 'Escape') void navigate({ to: '/plan/board' })
    }
    window.addEventListener('keydown', turn)
    return () => window.removeEventListener('keydown', turn)
  }, [navigate, opened, count])
  const open = useCallback(
    (result: Result) =>
      setOpened({ code: result.code, title: result.title.zh, question: { ...everything, scope: result.scope, day: result.to } }),
    [],
  )
  return (
    <main id="main" className="yq-screen" data-page={other?.code ?? here}>
      <header className="yq-screen-roof">
        <strong>{district}</strong>
        <h1>{say('wallTitle')}</h1>
        <nav aria-label={say('view')}>
          {pages.map((name, at) => (
            <button key={name} type="button" aria-current={at === page ? 'page' : undefined} onClick={() => setPage(at)}>
              {say(`wall_${name}`)}
            </button>
          ))}
          {more.map(({ code, title }, at) => (
            <button
              key={code}
              type="button"
              aria-current={at + pages.length === page ? 'page' : undefined}
              onClick={() => setPage(at + pages.length)}
            >
              {told(title)}
            </button>
          ))}
        </nav>
        <time>
          <span>{time}</span>
          <small>{day}</small>
        </time>
      </header>
      {board.data?.synthetic ? <SyntheticRibbon /> : null}
      {other ? <other.View /> : null}
      <Answer of={board} lines={10}>
        {(data) =>
          other ? null : data.phases.length === 0 ? (
            <p className="yq-screen-empty">{say('noBoard')}</p>
          ) : here === 'targets' ? (
            <Targets board={data} onOpen={open} />
          ) : here === 'towns' ? (
            <WallTowns board={data} map={map} onOpen={setOpened} />
          ) : (
            <Live onOpen={open} />
          )
        }
      </Answer>
      <footer className="yq-screen-foot">
        <span>{say('wallKeys')}</span>
      </footer>
      <RowsDrawer opened={opened} onClose={() => setOpened(undefined)} />
    </main>
  )
}

function Targets({ board, onOpen }: { readonly board: Board; readonly onOpen: (result: Result) => void }) {
  return (
    <div className="yq-screen-phases">
      {board.phases.map((phase) => (
        <section key={phase.phase}>
          <h2>{phase.title}</h2>
          <ul>
            {phase.targets.map((target) => (
              <li
                key={target.clauseId ?? target.rowCode}
                data-judgement={target.judgement}
                data-over={phase.to !== null && phase.to < board.validAt}
              >
                <h3>{target.name}</h3>
                <StateMark
                  state={target.state}
                  why={target.why}
                  judgement={target.judgement}
                  over={phase.to !== null && phase.to < board.validAt}
                />
                {target.result ? <MeasureNumber big result={target.result} onOpen={() => target.result && onOpen(target.result)} /> : null}
                <TargetLine target={target.target} unit={target.result?.unit ?? null} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

/** The numbers whose sources spoke last, newest first: what is alive in the district now. */
function Live({ onOpen }: { readonly onOpen: (result: Result) => void }) {
  const say = useBoardWords()
  const told = useSay()
  const number = useNumber()
  const answer = useQuery(ListMeasures, {}, { refreshSeconds: 15 })
  const spoke = (row: MeasureRow) => row.result?.newest ?? ''
  return (
    <Answer of={answer} lines={8}>
      {({ rows }) => {
        const alive = rows
          .filter(
            ({ carries, result }) => carries.length > 0 && result !== null && result.state === '正常' && !result.hidden && result.rows > 0,
          )
          .toSorted((a, b) => (spoke(a) < spoke(b) ? 1 : -1))
          .slice(0, 18)
        if (alive.length === 0) return <p className="yq-screen-empty">{say('wallQuiet')}</p>
        return (
          <ul className="yq-screen-live">
            {alive.map(({ code, title, result }) =>
              result ? (
                <li key={code}>
                  <button type="button" onClick={() => onOpen(result)}>
                    <span>{told(title)}</span>
                    <strong>{result.value === null ? say('nothing') : number(inUnit(result.value, result.unit))}</strong>
                    <em>{told(result.unit)}</em>
                    <small>{say('rowsBehind', { n: result.rows })}</small>
                  </button>
                </li>
              ) : null,
            )}
          </ul>
        )
      }}
    </Answer>
  )
}
