import { body } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { NotReturned, WhyMissing } from '../contract/alarm-refusals.ts'
import { CloseAlarm } from '../contract/alarm-signatures.ts'
import { needsReview } from '../rules/needs-review.ts'
import type { EscalationPolicy } from '../rules/plan-escalation.ts'
import { changeAlarm, inSeconds } from '../store-alarm.ts'
import { lockHeld } from '../store-claim.ts'
import { finishAlarm } from '../store-finish.ts'

export const closeAlarm = (policy: EscalationPolicy) =>
  body(CloseAlarm, async (ctx, { id, fence, cause, why }) => {
    if (cause === 'returned') return refuse(NotReturned, {}, 'cause')
    if (cause === 'false' && why === '') return refuse(WhyMissing, {}, 'why')
    const alarm = await lockHeld(ctx, id, fence)
    if (isRefusal(alarm)) return alarm
    ctx.note({ kind: 'alarm', id, before: { state: alarm.state }, after: { cause, why } })
    const by = { close_cause: cause, close_why: why, closed_by: ctx.actor.accountId, closed_by_name: ctx.actor.name }
    if (!needsReview(alarm.needs_second, cause)) return finishAlarm(ctx, alarm, by, policy)
    return changeAlarm(
      ctx,
      alarm,
      {
        ...by,
        state: 'reviewing',
        owner_kind: 'supervisor',
        owner_account: null,
        owner_name: '复核人',
        fence: alarm.fence + 1,
        claim_until: null,
        snoozed_until: null,
        step: 0,
        deadline_at: inSeconds(ctx, policy.review),
      },
      'closing',
      { cause, why },
    )
  })
