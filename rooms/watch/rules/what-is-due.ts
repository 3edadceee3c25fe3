/** The clock of one open alarm; instants as ISO 8601 in UTC, which compare as text. */
export interface AlarmClock {
  readonly state: string
  readonly ownerKind: string
  readonly deadlineAt: string | null
  readonly claimUntil: string | null
  readonly snoozedUntil: string | null
}

/** What a moment asks of an open alarm; one thing at a time, the next moment asks again. */
export type Due = 'claim-ended' | 'snooze-ended' | 'escalate' | 'no-progress' | 'review-late' | 'nothing'

/**
 * Which clock of an alarm has run out. A claim that ended goes first: its owner is gone, whatever else is due.
 * Comparison is by instants, not by text, for fractions of seconds are written in different lengths.
 */
export function whatIsDue(alarm: AlarmClock, nowMs: number): Due {
  const past = (instant: string | null) => instant !== null && Temporal.Instant.from(instant).epochMilliseconds <= nowMs
  if (alarm.state === 'closed' || alarm.ownerKind === 'incident') return 'nothing'
  if (past(alarm.claimUntil)) return 'claim-ended'
  if (past(alarm.snoozedUntil)) return 'snooze-ended'
  if (!past(alarm.deadlineAt)) return 'nothing'
  if (alarm.state === 'reviewing') return 'review-late'
  return alarm.ownerKind === 'operator' ? 'no-progress' : 'escalate'
}
