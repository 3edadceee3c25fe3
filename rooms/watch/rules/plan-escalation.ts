/**
 * When somebody else must look. Seconds since the alarm was opened or given back; the last gap repeats without end, so that an
 * unanswered alarm always has a next moment. Acceptance R21 names 60 s and 180 s; all are settings of a district.
 */
export interface EscalationPolicy {
  /** Alarms of level 1 and 2: [next operator, supervisor, telephone], seconds. */
  readonly urgent: readonly [number, number, number]
  /** Levels 3 and 4, seconds. */
  readonly calm: readonly [number, number, number]
  /** How long a claim lives without a sign of its operator's desk, seconds. */
  readonly claim: number
  /** How long a claimed or dispatched alarm may go without progress before the supervisor is told, seconds. */
  readonly progress: number
  /** How long one person of the call-out list may take to answer, seconds. */
  readonly callout: number
  /** How long a closing may wait for its second person, seconds. */
  readonly review: number
  /** Longest time an alarm may be put off, minutes. */
  readonly snooze: number
}

export const usualPolicy: EscalationPolicy = {
  urgent: [60, 180, 240],
  calm: [1800, 7200, 14400],
  claim: 12,
  progress: 300,
  callout: 45,
  review: 3600,
  snooze: 60,
}

/** What a step of escalation does. */
export type EscalationStep = 'next-operator' | 'supervisor' | 'telephone'

/** The step after `step` steps were taken; after the last it repeats. */
export function stepAfter(step: number): EscalationStep {
  return step === 0 ? 'next-operator' : step === 1 ? 'supervisor' : 'telephone'
}

/**
 * Seconds from now until an unclaimed alarm moves on, when `step` steps were taken. With nobody on duty nothing is waited for.
 */
export function secondsToNext(policy: EscalationPolicy, level: number, step: number, onDuty: boolean): number {
  const times = level <= 2 ? policy.urgent : policy.calm
  if (!onDuty && step < 2) return 2
  const gaps = [times[0], times[1] - times[0], times[2] - times[1]]
  return gaps[step] ?? Math.max(60, (gaps[2] ?? 60) * 5)
}
