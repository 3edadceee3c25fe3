import type { Output } from '@yinqiao/kernel/contract'
import type { ListDutyMeasures } from '@yinqiao/plan/contract'
import type { DutyRow } from './plan-words.ts'

export type DutyMeasures = Output<typeof ListDutyMeasures>
export type DutyMeasure = DutyMeasures['measures'][number]

/**
 * Chapter 5.5: what is late and only we can do, what waits for others, what is due within thirty days, what runs by itself; apart
 * stands what nothing is known of: no measure, or none with a record.
 */
export const dutyOrder = ['late', 'others', 'soon', 'unmeasured', 'self'] as const
export type DutyPlace = (typeof dutyOrder)[number]

/** Where a duty belongs on its unit's page; the first reason that holds. */
export function placeOf(row: DutyRow, measures: readonly DutyMeasure[], phaseEndsSoon: boolean): DutyPlace {
  if (row.status === 'open' || measures.some(({ result }) => result.undecided > 0 || result.state === '过期')) return 'late'
  if (row.status === 'disputed' || measures.some(({ awaiting }) => awaiting > 0)) return 'others'
  if (phaseEndsSoon) return 'soon'
  return measures.some(({ result }) => result.state !== '无数据') ? 'self' : 'unmeasured'
}

/** Whether a stretch of years ends within thirty days of a day. */
export function endsSoon(ends: readonly (string | null)[], today: string): boolean {
  const limit = Date.parse(`${today}T00:00:00Z`) + 30 * 86_400_000
  return ends.some((end) => end !== null && end >= today && Date.parse(`${end}T00:00:00Z`) <= limit)
}
