import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { PhaseUnknown, RoundDay, RoundRunning } from '../contract/round-refusals.ts'
import { OpenRound } from '../contract/rounds.ts'
import { findPhase, phaseName } from '../rules/find-phase.ts'
import { type PlanSettings, tablesOf } from '../store.ts'
import { findRound, keepRound, listPhases } from '../store-rounds.ts'

export const openRound = (settings: PlanSettings): Body =>
  body(OpenRound, async (ctx, { phase: asked, gateDay, closesOn, title }) => {
    const db = tablesOf(ctx)
    const phase = findPhase(await listPhases(ctx, settings), asked)
    if (phase === undefined) return refuse(PhaseUnknown, { phase: asked }, 'phase')
    const running = await db
      .selectFrom('plan.round')
      .select('title')
      .where('phase', '=', phase.label)
      .where('state', 'in', ['open', 'frozen', 'reviewed'])
      .executeTakeFirst()
    if (running !== undefined) return refuse(RoundRunning, { phase: phaseName(phase), title: running.title })
    const first = phase.years === undefined ? '2000-01-01' : `${phase.years.from}-01-01`
    const last = phase.years?.to ? `${phase.years.to}-12-31` : '2999-12-31'
    // a phase that still runs is looked at today; a round may be opened ahead of its gate by naming the day
    const gate = gateDay ?? (last < ctx.today ? last : ctx.today)
    if (gate > last) return refuse(RoundDay, { from: first, to: last }, 'gateDay')
    const begin = gate > ctx.today ? gate : ctx.today
    const closes = closesOn ?? Temporal.PlainDate.from(begin).add({ days: 60 }).toString()
    if (closes < begin) return refuse(RoundDay, { from: begin, to: '2999-12-31' }, 'closesOn')
    const row = {
      id: ctx.newId(),
      phase: phase.label,
      title: title ?? `${phaseName(phase).split(/[：:]/)[0] ?? phase.label}阶段评估报告`,
      gate_day: gate,
      closes_on: closes,
      opened_at: ctx.now.toString(),
      opened_by: ctx.actor.name,
      opened_account: ctx.actor.accountId,
      synthetic: settings.synthetic,
    }
    await db.insertInto('plan.round').values(row).execute()
    const round = await findRound(ctx, row.id)
    if (round !== undefined) await keepRound(ctx, round, null)
    ctx.note({ kind: 'round', id: row.id, after: { phase: row.phase, gate, closes } })
    return { roundId: row.id, gateDay: gate, closesOn: closes, title: row.title }
  })
