import { type Body, body, knownFrom } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { DecisionDay, RuleOverlaps } from '../contract/meeting-refusals.ts'
import { SetMeetingRule } from '../contract/meetings.ts'
import { duePeriods } from '../rules/meeting-state.ts'
import { type PlanSettings, tablesOf } from '../store.ts'

/** A new rule takes the place of periods that have not begun; one that has begun stays due, whatever is decided now. */
export const setMeetingRule = (settings: PlanSettings): Body =>
  body(SetMeetingRule, async (ctx, { kind, from, until, everyMonths, basis, decidedBy }) => {
    const latest = Temporal.PlainDate.from(from).add({ years: 6 }).toString()
    const periods = duePeriods(from, until, everyMonths)
    if (until > latest || periods.length === 0) return refuse(DecisionDay, { from, to: latest }, 'until')
    const db = tablesOf(ctx)
    const current = await db
      .selectFrom('plan.meeting_due')
      .selectAll()
      .where('kind', '=', kind)
      .where('known_to', 'is', null)
      .where('withdrawn', '=', false)
      .where('due_on', '>=', from)
      .orderBy('due_on')
      .forUpdate()
      .execute()
    const standing = current.find(({ period_from, held_on }) => period_from <= ctx.today || held_on !== null)
    if (standing !== undefined) return refuse(RuleOverlaps, { kind, due: standing.due_on }, 'from')
    const at = await knownFrom(ctx)
    for (const due of current) {
      await db.updateTable('plan.meeting_due').set({ known_to: at }).where('id', '=', due.id).where('known_to', 'is', null).execute()
      await db
        .insertInto('plan.meeting_due')
        .values({ ...due, version: due.version + 1, withdrawn: true, known_from: at, known_to: null })
        .execute()
    }
    const held = await db
      .selectFrom('plan.meeting')
      .select(['id', 'held_on'])
      .where('kind', '=', kind)
      .where('known_to', 'is', null)
      .where('held_on', '>=', from)
      .orderBy('held_on')
      .execute()
    const keeps = (period: { from: string; dueOn: string }) =>
      held.find(({ held_on }) => held_on !== null && held_on >= period.from && held_on <= period.dueOn)
    await db
      .insertInto('plan.meeting_due')
      .values(
        periods.map((period) => ({
          id: ctx.newId(),
          version: 1,
          kind,
          period_from: period.from,
          due_on: period.dueOn,
          basis,
          decided_by: decidedBy,
          meeting_id: keeps(period)?.id ?? null,
          held_on: keeps(period)?.held_on ?? null,
          withdrawn: false,
          synthetic: settings.district?.synthetic ?? false,
          known_from: at,
          known_to: null,
        })),
      )
      .execute()
    ctx.note({ kind: 'meeting-rule', id: kind, after: { from, until, everyMonths, basis, decidedBy, withdrawn: current.length } })
    return { periods: periods.length }
  })
