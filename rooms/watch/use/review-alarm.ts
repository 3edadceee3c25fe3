import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { AlarmClosed, AlarmUnknown, NotReviewing, SecondIsFirst } from '../contract/alarm-refusals.ts'
import { ReviewAlarm } from '../contract/alarm-signatures.ts'
import type { EscalationPolicy } from '../rules/plan-escalation.ts'
import { lockAlarm } from '../store-alarm.ts'
import { finishAlarm } from '../store-finish.ts'
import { offerAgain } from '../store-offer.ts'

/** The second person agrees, and the alarm ends; or disagrees, and it is open again. */
export const reviewAlarm = (policy: EscalationPolicy) =>
  body(ReviewAlarm, async (ctx, { id, agrees, why }) => {
    const alarm = await lockAlarm(ctx, id)
    if (alarm === undefined) return refuse(AlarmUnknown, {}, 'id')
    if (alarm.state === 'closed') return refuse(AlarmClosed, { n: alarm.n, by: alarm.closed_by_name ?? '' })
    if (alarm.state !== 'reviewing') return refuse(NotReviewing, { n: alarm.n })
    if (alarm.closed_by === ctx.actor.accountId) return refuse(SecondIsFirst, { n: alarm.n })
    ctx.note({ kind: 'alarm', id, after: { agrees, why } })
    if (!agrees) return offerAgain(ctx, { ...alarm, state: 'claimed', owner_name: alarm.closed_by_name ?? '' }, policy, 'closing-refused')
    return finishAlarm(
      ctx,
      alarm,
      {
        close_cause: alarm.close_cause,
        close_why: alarm.close_why,
        closed_by: alarm.closed_by,
        closed_by_name: alarm.closed_by_name,
        second_by: ctx.actor.accountId,
        second_by_name: ctx.actor.name,
      },
      policy,
    )
  })
