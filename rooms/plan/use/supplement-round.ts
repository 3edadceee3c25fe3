import { type Body, body } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { RoundDay, RoundRunning } from '../contract/round-refusals.ts'
import { SupplementRound } from '../contract/rounds.ts'
import { type PlanSettings, tablesOf } from '../store.ts'
import { holdRound } from '../store-rounds.ts'

export const supplementRound = (settings: PlanSettings): Body =>
  body(SupplementRound, async (ctx, { roundId, reason, closesOn }) => {
    const first = await holdRound(ctx, roundId, 'supplement')
    if (isRefusal(first)) return first
    const db = tablesOf(ctx)
    const running = await db
      .selectFrom('plan.round')
      .select('title')
      .where('phase', '=', first.phase)
      .where('state', 'in', ['open', 'frozen', 'reviewed'])
      .executeTakeFirst()
    if (running !== undefined) return refuse(RoundRunning, { phase: first.phase, title: running.title })
    const closes = closesOn ?? Temporal.PlainDate.from(ctx.today).add({ days: 30 }).toString()
    if (closes < ctx.today) return refuse(RoundDay, { from: ctx.today, to: '2999-12-31' }, 'closesOn')
    const id = ctx.newId()
    await db
      .insertInto('plan.round')
      .values({
        id,
        phase: first.phase,
        title: `${first.title.replace(/（补充.*）$/, '')}（补充）`,
        gate_day: first.gate_day,
        closes_on: closes,
        opened_at: ctx.now.toString(),
        opened_by: ctx.actor.name,
        opened_account: ctx.actor.accountId,
        supplement_of: roundId,
        reason,
        synthetic: settings.synthetic,
      })
      .execute()
    ctx.note({ kind: 'round', id, after: { supplementOf: roundId, reason } })
    return { roundId: id }
  })
