import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { AlarmClosed, AlarmUnknown, AlreadyClaimed } from '../contract/alarm-refusals.ts'
import { ClaimAlarm } from '../contract/alarm-signatures.ts'
import type { EscalationPolicy } from '../rules/plan-escalation.ts'
import { changeAlarm, getAlarmRow, inSeconds, lockAlarm } from '../store-alarm.ts'
import { markAnswered } from '../store-told.ts'

/** One operator takes an alarm; the lock lets only one of two win, and the fence tells later acts of the loser apart. */
export const claimAlarm = (policy: EscalationPolicy) =>
  body(ClaimAlarm, async (ctx, { id, takeOver }) => {
    const alarm = await lockAlarm(ctx, id)
    if (alarm === undefined) return refuse(AlarmUnknown, {}, 'id')
    if (alarm.state === 'closed') return refuse(AlarmClosed, { n: alarm.n, by: alarm.closed_by_name ?? '' })
    // by instants: as text, fractions of seconds are written in different lengths
    const lives = alarm.claim_until !== null && Temporal.Instant.compare(alarm.claim_until, ctx.now) > 0
    const others = lives && alarm.owner_account !== ctx.actor.accountId
    if (others && !takeOver) return refuse(AlreadyClaimed, { n: alarm.n, by: alarm.owner_name, until: alarm.claim_until ?? '' })
    // a second click, or the answer was lost: it is theirs already, and the claim they know stays good
    const mine = alarm.owner_kind === 'operator' && alarm.owner_account === ctx.actor.accountId && alarm.snoozed_until === null
    if (mine && lives) return getAlarmRow(ctx, id)
    ctx.note({ kind: 'alarm', id, before: { owner: alarm.owner_name }, after: { owner: ctx.actor.name } })
    await markAnswered(ctx, id)
    return changeAlarm(
      ctx,
      alarm,
      {
        state: alarm.state === 'new' ? 'claimed' : alarm.state,
        owner_kind: 'operator',
        owner_account: ctx.actor.accountId,
        owner_name: ctx.actor.name,
        fence: alarm.fence + 1,
        claim_until: inSeconds(ctx, policy.claim),
        snoozed_until: null,
        step: 0,
        answered_at: alarm.answered_at ?? ctx.now.toString(),
        deadline_at: inSeconds(ctx, alarm.state === 'reviewing' ? policy.review : policy.progress),
      },
      others ? 'taken-over' : 'claimed',
      others ? { from: alarm.owner_name } : {},
    )
  })
