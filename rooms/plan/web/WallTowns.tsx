import { useQuery, useNames, useSay } from '@yinqiao/kernel/web'
import { ListSlices } from '@yinqiao/plan/contract'
import { type ComponentType, useState } from 'react'
import { inUnit } from '../rules/in-unit.ts'
import { type Board, everything, speaks, useBoardWords, useNumber } from './board-words.ts'
import type { Opened } from './MeasureRows.tsx'

/** The district's towns on a map; the plan knows no places, the roof hands it in. */
export interface TownMapProps {
  readonly values: ReadonlyMap<string, number | null>
  readonly chosen: string | null
  readonly onChoose: (town: string) => void
}

interface WallTownsProps {
  readonly board: Board
  readonly map: ComponentType<TownMapProps>
  readonly onOpen: (opened: Opened) => void
}

/** A chosen number by town: on the map and as a list with bars; hidden and unknown ones say so. */
export function WallTowns({ board, map: TownMap, onOpen }: WallTownsProps) {
  const say = useBoardWords()
  const told = useSay()
  const number = useNumber()
  const nameOf = useNames().division
  const offered = board.phases.flatMap(({ targets }) =>
    targets.flatMap(({ name, state, result }) => (result && speaks.has(state) ? [{ name, result }] : [])),
  )
  const [code, setCode] = useState<string | null>(null)
  const [town, setTown] = useState<string | null>(null)
  const chosen = offered.find(({ result }) => result.code === code) ?? offered.toSorted((a, b) => b.result.rows - a.result.rows)[0]
  const answer = useQuery(
    ListSlices,
    { code: chosen?.result.code ?? '', validAt: chosen?.result.to ?? null },
    { enabled: chosen !== undefined, refreshSeconds: 15 },
  )
  if (!chosen) return <p className="yq-screen-empty">{say('wallNoTowns')}</p>
  const { result } = chosen
  const rows = (answer.data?.rows ?? []).map((row) => ({ ...row, shown: row.value === null ? null : inUnit(row.value, result.unit) }))
  const most = Math.max(0, ...rows.map(({ shown }) => shown ?? 0))
  return (
    <div className="yq-screen-towns">
      <nav aria-label={say('measures')}>
        {offered.map((one) => (
          <button key={one.result.code} type="button" aria-pressed={one === chosen} onClick={() => setCode(one.result.code)}>
            {one.name}
          </button>
        ))}
      </nav>
      <TownMap
        values={new Map(rows.flatMap((row) => (row.town === null ? [] : [[row.town, row.shown] as const])))}
        chosen={town}
        onChoose={setTown}
      />
      <section aria-label={chosen.name}>
        <h2>
          {chosen.name} <small>{told(result.unit)}</small>
        </h2>
        <ol>
          {rows
            .toSorted((a, b) => (b.shown ?? -1) - (a.shown ?? -1))
            .map((row) => (
              <li key={row.town ?? ''} data-chosen={row.town !== null && row.town === town}>
                <button
                  type="button"
                  disabled={row.town === null || row.hidden}
                  onFocus={() => setTown(row.town)}
                  onClick={() =>
                    row.town !== null &&
                    onOpen({
                      code: result.code,
                      title: chosen.name,
                      question: { ...everything, scope: { kind: 'town', code: row.town }, day: result.to },
                    })
                  }
                >
                  <span>{row.town === null ? say('unknownTown') : (nameOf(row.town) ?? row.town)}</span>
                  <i style={{ width: `${most === 0 ? 0 : ((row.shown ?? 0) / most) * 100}%` }} />
                  <strong>{row.hidden ? say('notShown') : row.shown === null ? say('nothing') : number(row.shown)}</strong>
                </button>
              </li>
            ))}
        </ol>
        {answer.data && rows.length === 0 ? <p className="yq-faint">{say('noTowns')}</p> : null}
      </section>
    </div>
  )
}
