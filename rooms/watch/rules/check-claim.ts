import { type Refusal, refuse } from '@yinqiao/kernel/contract'
import { AlarmClosed, ClaimLost, NotClaimed } from '../contract/alarm-refusals.ts'

/** What a claim is judged by. */
export interface HeldAlarm {
  readonly n: number
  readonly state: string
  readonly fence: number
  readonly owner_kind: string
  readonly owner_account: string | null
  readonly owner_name: string
  readonly closed_by_name: string | null
}

/**
 * Whether an account may act on an alarm under a claim: the claim must be its own and the newest (fencing): whoever lost it to
 * another, to its end or to a newer claim of itself in another window is told who has it now.
 */
export function checkClaim(alarm: HeldAlarm, accountId: string | null, fence: number): Refusal | undefined {
  const { n } = alarm
  if (alarm.state === 'closed') return refuse(AlarmClosed, { n, by: alarm.closed_by_name ?? '' })
  if (alarm.owner_kind !== 'operator' && alarm.fence === 0) return refuse(NotClaimed, { n })
  if (alarm.fence !== fence || alarm.owner_account !== accountId || alarm.owner_kind !== 'operator')
    return refuse(ClaimLost, { n, by: alarm.owner_name })
  return undefined
}
