import { type EscalationPolicy, secondsToNext } from './plan-escalation.ts'

/** An open alarm as its clocks see it. */
export interface Waiting {
  readonly state: string
  readonly ownerKind: string
  readonly level: number
  readonly step: number
  readonly snoozed: boolean
}

/** Seconds within which somebody must look at an alarm by what it is now; `most` is what any act on it may have given it besides. */
export function longestWait(policy: EscalationPolicy, alarm: Waiting): { readonly own: number; readonly most: number } {
  const snooze = policy.snooze * 60
  if (alarm.snoozed) return { own: snooze, most: snooze }
  if (alarm.state === 'reviewing') return { own: policy.review, most: Math.max(policy.review, policy.progress) }
  const own = alarm.ownerKind === 'operator' ? policy.progress : secondsToNext(policy, alarm.level, alarm.step, true)
  return { own, most: Math.max(own, policy.progress) }
}
