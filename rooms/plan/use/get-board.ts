import { type Body, body } from '@yinqiao/kernel'
import { GetBoard } from '../contract/board.ts'
import { findPlanInForce, type PlanSettings, rowsFor, tablesOf } from '../store.ts'
import { listBindings } from '../store-measures.ts'
import { listPhaseTargets } from '../store-targets.ts'

export const getBoard = (settings: PlanSettings): Body =>
  body(GetBoard, async (ctx, { scope, validAt, knownAt }) => {
    const asked = { scope, validAt: validAt ?? ctx.today, knownAt: knownAt ?? ctx.now.toString() }
    const targets = await listPhaseTargets(ctx, settings, asked)
    const known = rowsFor(settings, (await findPlanInForce(ctx, settings))?.number ?? null)
    const bound = new Set((await listBindings(ctx)).map(({ row_code }) => row_code))
    const recount = await tablesOf(ctx)
      .selectFrom('plan.recount')
      .select(['at', 'asked', 'different'])
      .orderBy('at', 'desc')
      .limit(1)
      .executeTakeFirst()
    const counts: Record<string, number> = {}
    for (const { state } of targets) counts[state] = (counts[state] ?? 0) + 1
    return {
      validAt: asked.validAt,
      knownAt: Temporal.Instant.from(asked.knownAt).toString(),
      synthetic: settings.synthetic,
      phases: [...Map.groupBy(targets, ({ phase }) => phase)].map(([phase, own]) => ({
        phase: phase.label,
        title: phase.title === '' ? phase.label : phase.title,
        from: own[0]?.from ?? null,
        to: own[0]?.to ?? null,
        targets: own.map(({ row, clauseId, target, state, why, judgement, value, result, guard, others, owned }) => ({
          rowCode: row?.code ?? '',
          clauseId,
          quote: target.text,
          phase: phase.label,
          phaseTitle: phase.title,
          name: row?.name ?? target.text,
          state,
          why,
          judgement,
          target: value,
          result,
          guard,
          others,
          leadProposed: row?.leadProposed ?? null,
          owned,
        })),
      })),
      counts,
      bound: known.filter(({ code }) => bound.has(code)).length,
      rows: known.length,
      lastRecount: recount ?? null,
    }
  })
