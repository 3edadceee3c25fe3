import { body } from '@yinqiao/kernel'
import { isRefusal } from '@yinqiao/kernel/contract'
import { ReleaseAlarm } from '../contract/alarm-signatures.ts'
import type { EscalationPolicy } from '../rules/plan-escalation.ts'
import { lockHeld } from '../store-claim.ts'
import { offerAgain } from '../store-offer.ts'

export const releaseAlarm = (policy: EscalationPolicy) =>
  body(ReleaseAlarm, async (ctx, { id, fence }) => {
    const alarm = await lockHeld(ctx, id, fence)
    if (isRefusal(alarm)) return alarm
    return offerAgain(ctx, alarm, policy, 'released')
  })
