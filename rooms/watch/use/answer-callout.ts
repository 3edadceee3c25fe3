import { body, type Context } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { AlarmClosed, CalloutMove, CalloutUnknown } from '../contract/alarm-refusals.ts'
import { AnswerCallout } from '../contract/alarm-signatures.ts'
import { CalloutState } from '../contract/alarm.ts'
import { isCalloutSeen } from '../rules/callout-seen.ts'
import { calloutMoves, calloutWords } from '../rules/callout-moves.ts'
import type { EscalationPolicy } from '../rules/plan-escalation.ts'
import { changeAlarm, inSeconds, lockAlarm, tellAlarm } from '../store-alarm.ts'
import { asCalled } from '../store-called.ts'
import { askContact, nextContact, type Reach } from '../store-callout.ts'
import { endCalls } from '../store-reach.ts'
import type { WatchRows } from '../tables/rows.ts'

/** Accept, arrived, inside: stamped by the server's clock. A person who cannot come, or does not answer, is followed by the next. */
export const answerCallout = (policy: EscalationPolicy, reach: Reach) =>
  body(AnswerCallout, async (ctx, input) => {
    const found = await ctx.db
      .withTables<WatchRows>()
      .selectFrom('watch.callout')
      .select(['account_id', 'division_code', 'state', 'ended_at'])
      .where('id', '=', input.id)
      .executeTakeFirst()
    if (found === undefined) return refuse(CalloutUnknown, {}, 'id')
    if (found.account_id === null || found.account_id !== ctx.actor.accountId) return answer(ctx, input, policy, reach)
    const seen = isCalloutSeen({ state: CalloutState.parse(found.state), endedAt: found.ended_at }, ctx.now)
    return seen ? asCalled(ctx, found, () => answer(ctx, input, policy, reach)) : refuse(CalloutUnknown, {}, 'id')
  })

async function answer(ctx: Context, { id, state, note }: z.output<typeof AnswerCallout.input>, policy: EscalationPolicy, reach: Reach) {
  const db = ctx.db.withTables<WatchRows>()
  const found = await db.selectFrom('watch.callout').select('alarm_id').where('id', '=', id).executeTakeFirst()
  const alarm = found === undefined ? undefined : await lockAlarm(ctx, found.alarm_id)
  const callout = await db.selectFrom('watch.callout').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  const mine = callout?.account_id === ctx.actor.accountId || ctx.actor.role === 'operator'
  if (alarm === undefined || callout === undefined || !mine) return refuse(CalloutUnknown, {}, 'id')
  if (alarm.closed_at !== null) return refuse(AlarmClosed, { n: alarm.n, by: alarm.closed_by_name ?? '' })
  const from = CalloutState.parse(callout.state)
  // the same press twice is one press
  if (from === state) return tellAlarm(ctx, alarm.id)
  if (!calloutMoves[from].includes(state))
    return refuse(
      CalloutMove,
      { from: calloutWords[from].zh, fromEn: calloutWords[from].en, to: calloutWords[state].zh, toEn: calloutWords[state].en },
      'state',
    )
  const now = ctx.now.toString()
  const there = state === 'arrived' || state === 'inside'
  await db
    .updateTable('watch.callout')
    .set({
      state,
      note: note ?? callout.note,
      answered_at: state === 'no-answer' ? callout.answered_at : (callout.answered_at ?? now),
      arrived_at: there ? (callout.arrived_at ?? now) : callout.arrived_at,
      inside_at: state === 'inside' ? now : callout.inside_at,
      ended_at: state === 'declined' || state === 'left' ? now : callout.ended_at,
    })
    .where('id', '=', id)
    .execute()
  if (state !== 'no-answer')
    await sql`update watch.told set answered_at = coalesce(answered_at, ${now}) where alarm_id = ${alarm.id} and contact_id = ${callout.contact_id}`.execute(
      ctx.db,
    )
  if (state !== 'no-answer' && callout.contact_id !== null) await endCalls(ctx, alarm.id, callout.contact_id)
  ctx.note({ kind: 'callout', id, before: { state: from }, after: { state } })
  const row = await changeAlarm(
    ctx,
    alarm,
    {
      ...(there ? { arrived_at: alarm.arrived_at ?? now } : {}),
      // a closing that waits for its second person goes on waiting: taken out of it, the alarm would be nobody's
      ...(there && alarm.state !== 'reviewing' ? { state: 'on-site' } : {}),
      ...(state === 'inside' ? { inside_at: alarm.inside_at ?? now } : {}),
      ...(alarm.snoozed_until === null && alarm.state !== 'reviewing' ? { deadline_at: inSeconds(ctx, policy.progress) } : {}),
    },
    `callout-${state}`,
    { callout: id, kind: callout.kind, ...(note === undefined ? {} : { note }) },
  )
  // a closing that waits for its second person sends nobody out any more
  if ((state !== 'declined' && state !== 'no-answer') || alarm.state === 'reviewing') return row
  const next = await nextContact(ctx, alarm)
  const fresh = await lockAlarm(ctx, alarm.id)
  return next === undefined || fresh === undefined ? row : askContact(ctx, fresh, next, policy, reach, 'called-next')
}
