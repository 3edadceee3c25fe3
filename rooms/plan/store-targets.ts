import type { Context } from '@yinqiao/kernel'
import type { MeasureScope } from '@yinqiao/kernel/contract'
import { judgeTarget } from './rules/measure-state.ts'
import { targetState } from './rules/target-state.ts'
import { findPlanInForce, type PlanSettings, rowsFor, structureOf, tablesOf } from './store.ts'
import { listInForce } from './store-interpretations.ts'
import { listBindings, listTargetValues, listVersionsInForce, newMemo, runMeasure, targetView } from './store-measures.ts'

/** What is asked of the targets: for whom, on which day, as known when. */
export interface TargetsAsked {
  readonly scope: MeasureScope
  readonly validAt: string
  readonly knownAt: string
}

/** Every target of every phase of the plan in force, with its words, its measures for a scope and what follows from them. */
export async function listPhaseTargets(ctx: Context, settings: PlanSettings, asked: TargetsAsked) {
  const version = await findPlanInForce(ctx, settings)
  if (version === undefined) return []
  const structure = structureOf(version)
  const phases = structure.phases.flatMap(({ years }) => years ?? [])
  const db = tablesOf(ctx)
  const clauses = await db
    .selectFrom('plan.clause_text as t')
    .innerJoin('plan.clause as c', 'c.id', 't.clause_id')
    .select(['t.clause_id', 't.from_char', 't.to_char'])
    .where('t.version_id', '=', version.id)
    .where('c.kind', '=', 'target')
    .execute()
  const anchors = await db.selectFrom('plan.row_anchor').selectAll().where('version_id', '=', version.id).execute()
  const leads = new Set(
    (await db.selectFrom('plan.duty').select('clause_id').where('role', '=', 'lead').where('status', '<>', 'ended').execute()).map(
      ({ clause_id }) => clause_id,
    ),
  )
  const inForce = await listInForce(ctx)
  const known = rowsFor(settings, version.number)
  const bindings = await listBindings(ctx)
  const versions = await listVersionsInForce(ctx, asked.validAt)
  const values = await listTargetValues(ctx)
  const memo = newMemo()
  const found = []
  for (const phase of structure.phases) {
    const from = phase.years === undefined ? null : `${phase.years.from}-01-01`
    const to = phase.years?.to ? `${phase.years.to}-12-31` : null
    const later = from !== null && from > asked.validAt
    // a phase that is over is looked at on its last day, with what is known now
    const validAt = to !== null && to < asked.validAt ? to : asked.validAt
    for (const target of phase.targets) {
      const clause = clauses.find(({ from_char, to_char }) => from_char === target.from && to_char === target.to)
      if (clause === undefined) continue
      const inside = <T extends { from: number; to: number }>(things: readonly T[]) =>
        things.filter((thing) => thing.from >= target.from && thing.to <= target.to)
      const own = inForce.filter(({ clauseId }) => clauseId === clause.clause_id)
      const terms = [...new Set(inside(structure.terms).map(({ term }) => term))].map((term) => ({
        term,
        interpretation: own.find((entry) => entry.term === term) ?? null,
      }))
      const whole = own.find(({ term }) => term === null) ?? null
      const row = known.find(({ code }) => anchors.some((anchor) => anchor.code === code && anchor.clause_id === clause.clause_id))
      const codes = bindings.filter(({ row_code }) => row_code === row?.code).map(({ measure_code }) => measure_code)
      const words = targetState({
        terms: terms.map(({ term, interpretation }) => ({ term, interpreted: interpretation !== null })),
        wholeInterpreted: whole !== null,
        later,
        hasMeasure: codes.length > 0,
      })
      const facts = { undefinedWhy: words.state === '口径未定' ? words.why : null, later }
      const measures = versions
        .filter(({ code }) => codes.includes(code))
        .toSorted((a, b) => Number(b.code === row?.code) - Number(a.code === row?.code))
      const results = []
      for (const measure of measures)
        results.push(await runMeasure(ctx, settings, measure, { ...asked, validAt, phases, target: facts, memo }))
      const [result = null, ...others] = results
      const guardCode = measures[0]?.guard
      const guard = guardCode === undefined || guardCode === null ? undefined : versions.find(({ code }) => code === guardCode)
      const value = values.find((one) => one.row_code === row?.code && one.measure_code === result?.code)
      const state = result?.state ?? words.state
      found.push({
        clauseId: clause.clause_id,
        row,
        phase,
        from,
        to,
        target,
        terms,
        whole,
        quantities: inside(structure.quantities),
        state,
        why: result?.why ?? words.why,
        result,
        others,
        guard: guard === undefined ? null : await runMeasure(ctx, settings, guard, { ...asked, validAt, phases, memo }),
        value: value === undefined ? null : targetView(value),
        judgement: judgeTarget(state, result?.value ?? null, value === undefined ? null : targetView(value)),
        owned: leads.has(clause.clause_id),
      })
    }
  }
  return found
}

export type PhaseTarget = Awaited<ReturnType<typeof listPhaseTargets>>[number]
