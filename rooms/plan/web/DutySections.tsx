import { Sheet, todayHere, useDays, useQuery } from '@yinqiao/kernel/web'
import { GetBoard, ListDutyMeasures } from '@yinqiao/plan/contract'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useBoardWords } from './board-words.ts'
import { Duty } from './Duty.tsx'
import { DutyMeasures, HelpButton } from './DutyMeasures.tsx'
import { type DutyMeasure, dutyOrder, endsSoon, placeOf } from './duty-order.ts'
import { type Opened, RowsDrawer } from './MeasureRows.tsx'
import type { DutyRow } from './plan-words.ts'
import './board.css'
import './measure.css'

interface DutySectionsProps {
  readonly unitId: string
  readonly rows: readonly DutyRow[]
  readonly own: boolean
}

/** The duties of a unit in the order in which they want attention; while their numbers are being counted, in the plan's order. */
export function DutySections({ unitId, rows, own }: DutySectionsProps) {
  const say = useBoardWords()
  const { day } = useDays()
  const [opened, setOpened] = useState<Opened>()
  const answer = useQuery(ListDutyMeasures, { unitId })
  const board = useQuery(GetBoard, {})
  const soon = endsSoon(board.data?.phases.map(({ to }) => to) ?? [], todayHere())
  const measuresOf = (row: DutyRow): readonly DutyMeasure[] => {
    const codes = answer.data?.clauses.find(({ clauseId }) => clauseId === row.clauseId)?.codes ?? []
    return answer.data?.measures.filter(({ result }) => codes.includes(result.code)) ?? []
  }
  const card = (row: DutyRow) => (
    <Duty key={row.id} row={row} own={own} acts={own ? <HelpButton row={row} /> : null}>
      {answer.data ? <DutyMeasures measures={measuresOf(row)} onOpen={setOpened} /> : null}
    </Duty>
  )
  if (!answer.data && !answer.isError) return <Sheet flush>{rows.map(card)}</Sheet>
  const decisions = answer.data?.decisions ?? []
  return (
    <>
      {dutyOrder.map((place) => {
        const here = rows.filter((row) => placeOf(row, measuresOf(row), soon) === place)
        const due = place === 'late' ? decisions.filter(({ late }) => late) : place === 'soon' ? decisions.filter(({ late }) => !late) : []
        if (here.length + due.length === 0) return null
        return (
          <section key={place} className="yq-duty-place" data-place={place}>
            <h2>
              {say(`order_${place}`)} <strong>{here.length + due.length}</strong>{' '}
              <span className="yq-faint">{say(`order_${place}Hint`)}</span>
            </h2>
            <Sheet flush>
              {due.map((decision) => (
                <div key={decision.id} className="yq-duty">
                  <h2>
                    <Link to={`/plan/decisions/${decision.id}`}>{decision.text}</Link>
                  </h2>
                  <span className={decision.late ? 'yq-tone-alert' : 'yq-tone-due'}>{day(decision.due)}</span>
                </div>
              ))}
              {here.map(card)}
            </Sheet>
          </section>
        )
      })}
      <RowsDrawer opened={opened} onClose={() => setOpened(undefined)} />
    </>
  )
}
