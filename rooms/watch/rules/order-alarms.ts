import type { AlarmRow } from '../contract/alarm.ts'

/** A call for help: somebody pressed. It stands above everything of its level. */
export function isCall({ cause, level, title }: Pick<AlarmRow, 'cause' | 'level' | 'title'>): boolean {
  return cause === 'person' && level === 1 && /^(一键呼叫|人工报警|SOS)/.test(title)
}

/** Order of a desk: gravest first, calls for help before others of their level, then the oldest. */
export function orderAlarms(a: AlarmRow, b: AlarmRow): number {
  return a.level - b.level || Number(isCall(b)) - Number(isCall(a)) || a.n - b.n
}

/** Whether nobody has it: no operator's claim stands, and it is not waiting for the second person. */
export function isUnclaimed({ ownerKind, state }: Pick<AlarmRow, 'ownerKind' | 'state'>): boolean {
  return ownerKind !== 'operator' && ownerKind !== 'incident' && state !== 'reviewing' && state !== 'closed'
}

/** Whether the sound must play for it: level 1 or 2, unclaimed, not put off. `nowMs` is the server's clock. */
export function mustSound(row: AlarmRow, nowMs: number): boolean {
  // runs in browsers too, which need not have Temporal; this reads an instant, not the clock
  // oxlint-disable-next-line no-restricted-globals
  const off = row.snoozedUntil !== null && Date.parse(row.snoozedUntil) > nowMs
  return row.level <= 2 && isUnclaimed(row) && !off
}
