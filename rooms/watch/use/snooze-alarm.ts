import { body } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { SnoozeTooLong } from '../contract/alarm-refusals.ts'
import { SnoozeAlarm } from '../contract/alarm-signatures.ts'
import type { EscalationPolicy } from '../rules/plan-escalation.ts'
import { changeAlarm, inSeconds } from '../store-alarm.ts'
import { lockHeld } from '../store-claim.ts'

export const snoozeAlarm = (policy: EscalationPolicy) =>
  body(SnoozeAlarm, async (ctx, { id, fence, minutes, why }) => {
    if (minutes > policy.snooze) return refuse(SnoozeTooLong, { most: policy.snooze }, 'minutes')
    const alarm = await lockHeld(ctx, id, fence)
    if (isRefusal(alarm)) return alarm
    const until = inSeconds(ctx, minutes * 60)
    return changeAlarm(ctx, alarm, { snoozed_until: until, deadline_at: until }, 'snoozed', { minutes, why, until })
  })
