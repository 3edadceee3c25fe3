import { type Body, body } from '@yinqiao/kernel'
import { ListRounds } from '../contract/rounds.ts'
import { phaseName } from '../rules/find-phase.ts'
import { type PlanSettings, tablesOf } from '../store.ts'
import { listPhases, roundRow } from '../store-rounds.ts'

export const listRounds = (settings: PlanSettings): Body =>
  body(ListRounds, async (ctx, { phase, state }) => {
    let rows = tablesOf(ctx).selectFrom('plan.round').selectAll()
    if (phase) rows = rows.where('phase', '=', phase)
    if (state) rows = rows.where('state', '=', state)
    const phases = await listPhases(ctx, settings)
    return {
      rows: (await rows.orderBy('opened_at', 'desc').orderBy('id', 'desc').execute()).map(roundRow),
      phases: phases.map((one) => ({
        label: one.label,
        title: phaseName(one),
        from: one.years === undefined ? null : `${one.years.from}-01-01`,
        to: one.years?.to ? `${one.years.to}-12-31` : null,
        targets: one.targets.length,
      })),
    }
  })
