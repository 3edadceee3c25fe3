import { Answer, Empty, PageFrame, Sheet, useCommand, useDays, useKept, useMay, useQuery, useTell } from '@yinqiao/kernel/web'
import { GetBoard, RecountMeasures } from '@yinqiao/plan/contract'
import { Link } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { decidePlan, readMeasures } from '../contract/permissions.ts'
import { BoardCard } from './BoardCard.tsx'
import { BoardMatrix } from './BoardMatrix.tsx'
import { type Board, type BoardTarget, everything, inputOf, type Question, useBoardWords } from './board-words.ts'
import { type Opened, RowsDrawer } from './MeasureRows.tsx'
import { OwnerForm } from './OwnerForm.tsx'
import { ScopeBar } from './ScopeBar.tsx'
import { StateMark } from './StateMark.tsx'
import './board.css'

/** Every target of every phase with its number and state, for the district, a town or a unit, on any day and as known on any day. */
export function BoardScreen() {
  const say = useBoardWords()
  const [question, setQuestion] = useKept<Question>('board-question', everything)
  const [view, setView] = useKept<'cards' | 'matrix'>('board-view', 'cards')
  const [opened, setOpened] = useState<Opened>()
  const answer = useQuery(GetBoard, inputOf(question))
  return (
    <PageFrame
      wide
      title={say('board')}
      lead={say('boardLead')}
      acts={
        <>
          <Link to="/wall">{say('wall')}</Link>
          <Segmented
            aria-label={say('view')}
            value={view}
            onChange={(next) => setView(next === 'matrix' ? 'matrix' : 'cards')}
            options={[
              { value: 'cards', label: say('asCards') },
              { value: 'matrix', label: say('asMatrix') },
            ]}
          />
        </>
      }
    >
      <ScopeBar question={question} onChange={setQuestion} />
      <Answer of={answer} lines={12}>
        {(board) =>
          board.phases.length === 0 ? (
            <Sheet>
              <Empty title={say('noBoard')} hint={say('noBoardHint')} />
            </Sheet>
          ) : (
            <div className={answer.isPlaceholderData ? 'yq-stale' : undefined}>
              <Summary board={board} />
              <Unowned board={board} />
              {view === 'matrix' ? (
                <BoardMatrix board={board} question={question} onOpen={setOpened} />
              ) : (
                board.phases.map((phase) => (
                  <section key={phase.phase} className="yq-board-phase" aria-label={phase.title}>
                    <h2>
                      {phase.title}{' '}
                      <span className="yq-faint">{phase.from ? `${phase.from.slice(0, 4)}–${phase.to?.slice(0, 4) ?? ''}` : ''}</span>
                    </h2>
                    <div className="yq-board-cards">
                      {phase.targets.map((target) => (
                        <BoardCard
                          key={target.clauseId ?? target.rowCode}
                          target={target}
                          over={phase.to !== null && phase.to < board.validAt}
                          onOpen={(result) =>
                            setOpened({ code: result.code, title: result.title.zh, question: { ...question, day: result.to } })
                          }
                        />
                      ))}
                    </div>
                  </section>
                ))
              )}
            </div>
          )
        }
      </Answer>
      <RowsDrawer opened={opened} onClose={() => setOpened(undefined)} />
    </PageFrame>
  )
}

/** The states with their counts, how much is bound, and when all was last recounted. */
function Summary({ board }: { readonly board: Board }) {
  const say = useBoardWords()
  const may = useMay()
  const tell = useTell()
  const { moment } = useDays()
  const recount = useCommand(RecountMeasures, { onDone: (done) => tell.done(say('recounted', { ...done })) })
  const total = Object.values(board.counts).reduce((sum, count) => sum + count, 0)
  return (
    <div className="yq-board-summary">
      <div className="yq-board-states" role="group" aria-label={say('targetsOf', { n: total })}>
        {board.phases
          .flatMap(({ targets }) => targets.map(({ state }) => state))
          .filter((state, at, all) => all.indexOf(state) === at)
          .map((state) => (
            <span key={state}>
              <strong>{board.counts[state] ?? 0}</strong> <StateMark state={state} />
            </span>
          ))}
      </div>
      <Link to="/plan/cover">{say('boundRows', { bound: board.bound, rows: board.rows })}</Link>
      <span className="yq-list-space" />
      <span className={board.lastRecount && board.lastRecount.different > 0 ? 'yq-tone-alert' : 'yq-faint'}>
        {board.lastRecount
          ? say('lastRecount', { at: moment(board.lastRecount.at), asked: board.lastRecount.asked, different: board.lastRecount.different })
          : say('noRecount')}
      </span>
      {may(readMeasures.code) ? (
        <Button size="small" loading={recount.busy} onClick={() => void recount.send({}).catch(tell.failed)}>
          {say('recount')}
        </Button>
      ) : null}
    </div>
  )
}

/** Targets nobody leads yet, on top: the plan names no unit for any of its targets. */
function Unowned({ board }: { readonly board: Board }) {
  const say = useBoardWords()
  const may = useMay()
  const [naming, setNaming] = useState<BoardTarget>()
  const unowned = board.phases.flatMap(({ targets }) => targets).filter(({ owned }) => !owned)
  if (unowned.length === 0) return null
  return (
    <details className="yq-unowned" open>
      <summary>
        <strong>{unowned.length}</strong> {say('unowned')} <span className="yq-faint">{say('unownedHint')}</span>{' '}
        <span className="yq-unowned-lead">
          <em>{say('suggested')}</em>
        </span>
      </summary>
      <ul>
        {unowned.map((target) => (
          <li key={target.clauseId ?? target.rowCode}>
            <span className="yq-figures">{target.rowCode}</span>{' '}
            {may(decidePlan.code) && target.clauseId ? (
              <button type="button" className="yq-link" title={say('nameOwner')} onClick={() => setNaming(target)}>
                {target.name}
              </button>
            ) : (
              <span>{target.name}</span>
            )}
            <span className="yq-unowned-lead">
              {target.leadProposed ? <em title={say('suggested')}>{target.leadProposed}</em> : say('noSuggestion')}
            </span>
          </li>
        ))}
      </ul>
      {naming?.clauseId ? <OwnerForm clauseId={naming.clauseId} title={naming.name} onClose={() => setNaming(undefined)} /> : null}
    </details>
  )
}
