import { type Body, body } from '@yinqiao/kernel'
import { ListTargets } from '../contract/cover.ts'
import { targetState } from '../rules/target-state.ts'
import { findPlanInForce, type PlanSettings, rowsFor, startsLater, structureOf, tablesOf } from '../store.ts'
import { listInForce } from '../store-interpretations.ts'

export const listTargets = (settings: PlanSettings): Body =>
  body(ListTargets, async (ctx) => {
    const version = await findPlanInForce(ctx, settings)
    if (version === undefined) return { rows: [] }
    const structure = structureOf(version)
    const db = tablesOf(ctx)
    const clauses = await db
      .selectFrom('plan.clause_text as t')
      .innerJoin('plan.clause as c', 'c.id', 't.clause_id')
      .select(['t.clause_id', 't.from_char', 't.to_char'])
      .where('t.version_id', '=', version.id)
      .where('c.kind', '=', 'target')
      .execute()
    const anchors = await db.selectFrom('plan.row_anchor').selectAll().where('version_id', '=', version.id).execute()
    const inForce = await listInForce(ctx)
    const known = rowsFor(settings, version.number)
    const rows = structure.phases.flatMap((phase) =>
      phase.targets.flatMap((target) => {
        const clause = clauses.find(({ from_char, to_char }) => from_char === target.from && to_char === target.to)
        if (clause === undefined) return []
        const inside = <T extends { from: number; to: number }>(things: readonly T[]) =>
          things.filter(({ from, to }) => from >= target.from && to <= target.to)
        const own = inForce.filter(({ clauseId }) => clauseId === clause.clause_id)
        const terms = [...new Set(inside(structure.terms).map(({ term }) => term))].map((term) => ({
          term,
          interpretation: own.find((entry) => entry.term === term) ?? null,
        }))
        const whole = own.find(({ term }) => term === null) ?? null
        const row = known.find(({ code }) => anchors.some((anchor) => anchor.code === code && anchor.clause_id === clause.clause_id))
        const { state, why } = targetState({
          terms: terms.map(({ term, interpretation }) => ({ term, interpreted: interpretation !== null })),
          wholeInterpreted: whole !== null,
          later: startsLater(phase.years, ctx.today),
          hasMeasure: row !== undefined && settings.measuresOf(row.code).length > 0,
        })
        return [
          {
            clauseId: clause.clause_id,
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
            quantities: inside(structure.quantities).map(({ quote, value, unit, comparison, role }) => ({
              quote,
              value,
              unit,
              comparison,
              role,
            })),
            owners: row?.units ?? [],
          },
        ]
      }),
    )
    return { rows }
  })
