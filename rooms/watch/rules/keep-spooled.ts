import type { AlarmRow } from '../contract/alarm.ts'

/** What a desk keeps of a signal that lies on the disk. */
export interface SpooledLine {
  readonly key: string
  readonly homeId: string | null
  /** When the server received it. */
  readonly at: string
  /** Since when the database answers again, ms since 1970; absent while it has not. */
  readonly backSince?: number
}

/** So long the disk may take to be emptied, ms. */
const emptiedWithin = 600_000
// runs in browsers too, which need not have Temporal; reads an instant, not the clock
// oxlint-disable-next-line no-restricted-globals
const ms = (instant: string) => Date.parse(instant)

type Row = Pick<AlarmRow, 'homeId' | 'lastSignalAt'>

/** The signals that alarms told now do not answer for. */
export function stillSpooled<S extends SpooledLine>(lines: readonly S[], rows: readonly Row[]): readonly S[] {
  if (lines.length === 0) return lines
  return lines.filter((one) => one.homeId === null || !rows.some((row) => row.homeId === one.homeId && ms(row.lastSignalAt) >= ms(one.at)))
}

/** The same when the database has answered with all open alarms at `nowMs`: from then on the disk is emptied, and what made no alarm by then makes none. */
export function stillAfterAnswer<S extends SpooledLine>(lines: readonly S[], rows: readonly Row[], nowMs: number): readonly S[] {
  return stillSpooled(lines, rows)
    .map((one) => ({ ...one, backSince: one.backSince ?? nowMs }))
    .filter(({ backSince }) => nowMs - backSince <= emptiedWithin)
}
