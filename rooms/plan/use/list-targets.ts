import { type Body, body } from '@yinqiao/kernel'
import { ListTargets } from '../contract/cover.ts'
import type { PlanSettings } from '../store.ts'
import { listPhaseTargets } from '../store-targets.ts'

export const listTargets = (settings: PlanSettings): Body =>
  body(ListTargets, async (ctx) => {
    const asked = { scope: { kind: 'district' as const }, validAt: ctx.today, knownAt: ctx.now.toString() }
    const targets = await listPhaseTargets(ctx, settings, asked)
    return {
      rows: targets.map(({ clauseId, row, phase, target, terms, whole, quantities, state, why }) => ({
        clauseId,
        code: row?.code ?? null,
        phase: phase.title === '' ? phase.label : phase.title,
        years: phase.years ?? null,
        quote: target.text,
        from: target.from,
        to: target.to,
        terms,
        whole,
        state,
        why,
        quantities: quantities.map(({ quote, value, unit, comparison, role }) => ({ quote, value, unit, comparison, role })),
        owners: row?.units ?? [],
      })),
    }
  })
