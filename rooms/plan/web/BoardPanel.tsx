import { Answer, onDemand, Sheet, useQuery } from '@yinqiao/kernel/web'
import { GetBoard } from '@yinqiao/plan/contract'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useBoardWords } from './board-words.ts'
import { MeasureNumber } from './MeasureNumber.tsx'
import type { Opened } from './MeasureRows.tsx'
import { everything } from './board-words.ts'
import { StateMark } from './StateMark.tsx'
import './board.css'

/** Comes with the first number that is opened: the first page does not carry the list and its drawer. */
const RowsDrawer = onDemand(async () => (await import('./MeasureRows.tsx')).RowsDrawer)

/** On arrival: the targets with their numbers and states in one line each phase. */
export function BoardPanel() {
  const say = useBoardWords()
  const answer = useQuery(GetBoard, {})
  const [opened, setOpened] = useState<Opened>()
  return (
    <Sheet title={say('panelBoard')} aside={<Link to="/plan/board">{say('seeAll')}</Link>}>
      <Answer of={answer} lines={3}>
        {({ phases, validAt }) => (
          <div className="yq-board-panel">
            {phases.map((phase) => (
              <section key={phase.phase} aria-label={phase.title}>
                <h3>{phase.title}</h3>
                <ul>
                  {phase.targets.map((target) => {
                    const { result } = target
                    return (
                      <li key={target.clauseId ?? target.rowCode}>
                        <span>{target.name}</span>
                        {result && target.state !== '口径未定' && target.state !== '未到期' && target.state !== '无数据' ? (
                          <MeasureNumber
                            result={result}
                            onOpen={() => setOpened({ code: result.code, title: target.name, question: { ...everything, day: result.to } })}
                          />
                        ) : null}
                        <StateMark
                          state={target.state}
                          why={target.why}
                          judgement={target.judgement}
                          over={phase.to !== null && phase.to < validAt}
                        />
                      </li>
                    )
                  })}
                </ul>
              </section>
            ))}
          </div>
        )}
      </Answer>
      {opened === undefined ? null : <RowsDrawer opened={opened} onClose={() => setOpened(undefined)} />}
    </Sheet>
  )
}
