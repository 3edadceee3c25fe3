import { body } from '@yinqiao/kernel'
import { isRefusal } from '@yinqiao/kernel/contract'
import { NoteAlarm } from '../contract/alarm-signatures.ts'
import type { EscalationPolicy } from '../rules/plan-escalation.ts'
import { changeAlarm, inSeconds } from '../store-alarm.ts'
import { lockHeld } from '../store-claim.ts'

export const noteAlarm = (policy: EscalationPolicy) =>
  body(NoteAlarm, async (ctx, { id, fence, text, script }) => {
    const alarm = await lockHeld(ctx, id, fence)
    if (isRefusal(alarm)) return alarm
    // something happens: the supervisor need not be told yet
    const deadline = alarm.snoozed_until === null ? { deadline_at: inSeconds(ctx, policy.progress) } : {}
    return changeAlarm(ctx, alarm, deadline, 'note', { text, ...(script === undefined ? {} : { script }) })
  })
