import { type Body, body, type Context, setsOf } from '@yinqiao/kernel'
import type { MeasureScope } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { ListDutyMeasures } from '../contract/faces.ts'
import { findPlanInForce, type PlanSettings, tablesOf } from '../store.ts'
import { definitionOf, listVersionsInForce, phaseYears, runMeasure } from '../store-measures.ts'

const days = 30

export const listDutyMeasures = (settings: PlanSettings): Body =>
  body(ListDutyMeasures, async (ctx, { unitId }) => {
    const plan = await findPlanInForce(ctx, settings)
    if (plan === undefined) return { measures: [], clauses: [], decisions: [] }
    const clauses = await codesOfDuties(ctx, plan.id, unitId)
    const codes = new Set(clauses.flatMap((clause) => clause.codes))
    const scope = await scopeOf(ctx, unitId)
    const phases = await phaseYears(ctx, settings)
    const today = Temporal.PlainDate.from(ctx.today)
    const known = { scope, knownAt: ctx.now.toString(), phases }
    const measures = []
    for (const version of await listVersionsInForce(ctx, ctx.today)) {
      if (!codes.has(version.code)) continue
      const kinds = [...new Set(setsOf(definitionOf(version).tree).map(({ set }) => set.source))].filter(
        (name) => settings.sources.get(name)?.view === 'records.pub_record',
      )
      const before = await runMeasure(ctx, settings, version, { ...known, validAt: today.subtract({ days }).toString() })
      measures.push({
        result: await runMeasure(ctx, settings, version, { ...known, validAt: ctx.today }),
        before: before.state === '无数据' ? null : before.value,
        awaiting: await countAwaiting(ctx, kinds, scope),
        typed: await countTyped(ctx, kinds, unitId, today.subtract({ days }).toString()),
        registers: kinds.map((kind) => ({ kind, title: { ...(settings.sources.get(kind)?.title ?? { zh: kind, en: kind }) } })),
      })
    }
    const decisions = await tablesOf(ctx)
      .selectFrom('plan.meeting_decision')
      .select(['id', 'text', 'due'])
      .where('owner_unit_id', '=', unitId)
      .where('done_on', 'is', null)
      .where('known_to', 'is', null)
      .where('due', '<=', today.add({ days }).toString())
      .orderBy('due')
      .execute()
    return { measures, clauses, decisions: decisions.map((row) => ({ ...row, late: row.due < ctx.today })) }
  })

/** For each clause a unit has a duty on: the measures bound to rows of it or of a clause inside it. */
async function codesOfDuties(ctx: Context, versionId: string, unitId: string) {
  const { rows } = await sql<{ root: string; code: string }>`
    with recursive inside as (
      select distinct d.clause_id as root, d.clause_id from plan.duty d where d.unit_id = ${unitId} and d.status <> 'ended'
      union
      select i.root, t.clause_id from inside i join plan.clause_text t on t.parent_id = i.clause_id and t.version_id = ${versionId}
    )
    select distinct i.root, b.measure_code as code from inside i
    join plan.row_anchor a on a.clause_id = i.clause_id and a.version_id = ${versionId}
    join plan.binding b on b.row_code = a.code and b.known_to is null order by 1, 2`.execute(ctx.db)
  return [...Map.groupBy(rows, ({ root }) => root)].map(([clauseId, own]) => ({ clauseId, codes: own.map(({ code }) => code) }))
}

/** A town answers for its area, whoever typed the record; any other unit for the rows scored to it. */
async function scopeOf(ctx: Context, unitId: string): Promise<MeasureScope> {
  const { rows } = await sql<{ division_code: string | null }>`select division_code from orgs.pub_unit where id = ${unitId}`.execute(ctx.db)
  const code = rows[0]?.division_code ?? null
  return code !== null && code.length >= 9 ? { kind: 'town', code } : { kind: 'unit', id: unitId }
}

async function countAwaiting(ctx: Context, kinds: readonly string[], scope: MeasureScope): Promise<number> {
  if (kinds.length === 0) return 0
  const place =
    scope.kind === 'town' ? sql`division_code like ${`${scope.code}%`}` : scope.kind === 'unit' ? sql`unit_id = ${scope.id}` : sql`true`
  const { rows } = await sql<{ n: number }>`select count(distinct record_id)::int8 as n from records.pub_awaiting
    where kind = any(${[...kinds]}::text[]) and ${place}`.execute(ctx.db)
  return rows[0]?.n ?? 0
}

async function countTyped(ctx: Context, kinds: readonly string[], unitId: string, since: string): Promise<number> {
  if (kinds.length === 0) return 0
  const { rows } = await sql<{ n: number }>`select coalesce(sum(fields), 0)::int8 as n from records.pub_typing
    where kind = any(${[...kinds]}::text[]) and unit_id = ${unitId} and recorded_on > ${since}::date`.execute(ctx.db)
  return rows[0]?.n ?? 0
}
