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

/** Which of these a desk hears: a call or other level 1, level 2, the lost line, one chime. */
export type Sound = 'grave' | 'urgent' | 'cut' | 'chime'

/** What a desk has before it that may sound. */
export interface Heard {
  /** Levels of the alarms that sound. */
  readonly loud: readonly number[]
  /** When signals were received that wait on a disk while the database is away, and cannot be claimed. */
  readonly spooled: readonly string[]
  readonly cut: boolean
  readonly chime: boolean
}

/** The gravest of what must be heard; null = silence. */
export function soundOf({ loud, spooled, cut, chime }: Heard, nowMs: number): Sound | null {
  // for a minute: nobody can claim it, so nothing else would end the sound
  // oxlint-disable-next-line no-restricted-globals -- runs in browsers too; reads an instant, not the clock
  if (loud.includes(1) || spooled.some((at) => nowMs - Date.parse(at) < 60_000)) return 'grave'
  if (loud.length > 0) return 'urgent'
  return cut ? 'cut' : chime ? 'chime' : null
}

/** Whether the sound must play for it: level 1 or 2, unclaimed, not put off. `nowMs` is the server's clock. */
export function mustSound(row: AlarmRow, nowMs: number): boolean {
  // runs in browsers too, which need not have Temporal; this reads an instant, not the clock
  // oxlint-disable-next-line no-restricted-globals
  const off = row.snoozedUntil !== null && Date.parse(row.snoozedUntil) > nowMs
  return row.level <= 2 && isUnclaimed(row) && !off
}
