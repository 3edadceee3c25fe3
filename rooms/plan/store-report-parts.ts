import type { Context } from '@yinqiao/kernel'
import type { MeasureScope } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { z } from 'zod'
import { type Manifest, type ManifestValue } from './rules/manifest.ts'
import { shownNumber, type ToldDefinition } from './rules/report-figure.ts'
import type { ReportModel } from './rules/report-model.ts'
import { tellTree } from './rules/tell-tree.ts'
import { type PlanSettings, tablesOf } from './store.ts'
import { listFlags } from './store-flags.ts'
import { definitionOf, type MeasureVersion, runMeasure } from './store-measures.ts'
import type { Round } from './store-rounds.ts'

/** The versions a manifest was computed by, by their id. */
export async function versionsOf(ctx: Context, manifest: Manifest): Promise<ReadonlyMap<string, MeasureVersion>> {
  const ids = [...new Set(manifest.values.map(({ result }) => result.versionId))]
  if (ids.length === 0) return new Map()
  const rows = await tablesOf(ctx).selectFrom('plan.measure_version').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** A definition as a report tells it. */
export function toldOf(version: MeasureVersion, { sources }: PlanSettings): ToldDefinition {
  const { tree, params, unit } = definitionOf(version)
  return { told: tellTree(tree, params, sources), share: unit.zh === '%' }
}

export const isDistrict = ({ result }: ManifestValue) => result.scope.kind === 'district'

/** Names of towns by code, as they are called now. */
export async function townNames(ctx: Context): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ code: string; name: string }>`select distinct on (code) code, name from places.pub_division
    where length(code) = 9 order by code, valid_from desc`.execute(ctx.db)
  return new Map(rows.map(({ code, name }) => [code, name]))
}

export const scopeWords = (scope: MeasureScope, towns: ReadonlyMap<string, string>, whole: string): string =>
  scope.kind === 'district' ? whole : scope.kind === 'town' ? (towns.get(scope.code) ?? scope.code) : scope.id

/** The task of each anchored row, with the class of the clause around it. */
export async function tasksOfRows(ctx: Context, versionId: string) {
  const { rows } = await sql<{ code: string; task: string; verb_class: string | null }>`
    with recursive up as (
      select a.code, a.clause_id as id, c.verb_class from plan.row_anchor a join plan.clause c on c.id = a.clause_id where a.version_id = ${versionId}
      union all
      select u.code, t.parent_id, u.verb_class from up u join plan.clause_text t on t.clause_id = u.id and t.version_id = ${versionId} where t.parent_id is not null
    )
    select u.code, u.id::text as task, u.verb_class from up u join plan.clause c on c.id = u.id where c.kind = 'task' order by u.code`.execute(
    ctx.db,
  )
  return rows
}

/** Duties and burden by unit, in the order of names; nobody is ranked. */
export async function unitLines(ctx: Context, round: Round): Promise<ReportModel['units']> {
  const { rows } = await sql<{ name: string; duties: number; accepted: number; disputed: number; late: number; fields: number | null }>`
    select max(d.unit_name) as name, count(*) as duties, count(*) filter (where d.status = 'accepted') as accepted,
      count(*) filter (where d.status = 'disputed') as disputed,
      (select count(*) from plan.meeting_decision m where m.owner_unit_id = d.unit_id and m.known_to is null and m.done_on is null and m.due < ${round.gate_day}::date) as late,
      (select sum(t.fields)::float8 from records.pub_typing t where t.unit_id = d.unit_id and t.recorded_on <= ${round.gate_day}::date
        and t.recorded_on > (${round.gate_day}::date - interval '1 year')) as fields
    from plan.duty d where d.status <> 'ended' and d.unit_id is not null group by d.unit_id order by 1`.execute(ctx.db)
  return rows.map(({ fields, ...row }) => ({ ...row, burden: fields === null ? null : Math.round(fields / 12) }))
}

/** Definitions that changed since the day after the gate before, each with its back-cast. */
export async function definitionChanges(ctx: Context, manifest: Manifest, since: string | null): Promise<ReportModel['definitionChanges']> {
  const codes = [...new Set(manifest.values.map(({ measure }) => measure))]
  if (codes.length === 0) return []
  const rows = await tablesOf(ctx)
    .selectFrom('plan.measure_version')
    .selectAll()
    .where('code', 'in', codes)
    .where('state', '=', 'effective')
    .where('seq', '>', 1)
    .where('effective_from', '<=', manifest.gateDay)
    .orderBy('code')
    .orderBy('seq')
    .execute()
  const Points = z.array(z.object({ to: z.string(), old: z.string().nullable(), new: z.string().nullable() })).nullable()
  return rows
    .filter(({ effective_from }) => effective_from !== null && (since === null || effective_from > since))
    .map((row) => ({
      code: row.code,
      fromVersion: row.seq - 1,
      toVersion: row.seq,
      on: row.effective_from ?? manifest.gateDay,
      why: row.why,
      backCast: (Points.parse(row.back_cast) ?? []).map((point) => ({
        period: point.to,
        before: point.old === null ? null : Number(point.old),
        after: point.new === null ? null : Number(point.new),
      })),
    }))
}

/** A frozen value of the district beside the same question asked with what is known at a later moment. */
export async function compareValues(ctx: Context, settings: PlanSettings, manifest: Manifest, knownAt: string) {
  const versions = await versionsOf(ctx, manifest)
  const found = []
  for (const value of manifest.values.filter(isDistrict)) {
    const version = versions.get(value.result.versionId)
    if (version === undefined) continue
    const now = await runMeasure(ctx, settings, version, {
      scope: value.result.scope,
      validAt: value.validAt,
      knownAt,
      phases: manifest.phases,
      ...(value.target === null ? {} : { target: value.target }),
    })
    found.push({ value, version, now })
  }
  return found
}

/** What the report before printed and would print otherwise now, with both values. */
export async function revisionsSince(
  ctx: Context,
  settings: PlanSettings,
  before: Manifest | undefined,
  knownAt: string,
): Promise<ReportModel['revisions']> {
  if (before === undefined) return []
  const compared = await compareValues(ctx, settings, before, knownAt)
  return compared
    .filter(({ value, now }) => now.value !== value.result.value)
    .map(({ value, version, now }) => {
      const { share } = toldOf(version, settings)
      return {
        code: value.measure,
        period: `截至 ${value.validAt}`,
        before: shownNumber(value.result.value, share),
        after: shownNumber(now.value, share),
        unit: value.result.unit.zh,
        why: `冻结后补录或更正：记录由 ${value.result.rows} 条变为 ${now.rows} 条（原代码 ${value.rowsCode}）`,
      }
    })
}

const checkWords = {
  'last-day': '期末突击',
  heaping: '贴着目标',
  doubles: '一码两名',
  photo: '一图多用',
  overlap: '同时两处',
  regular: '过于整齐',
  future: '日期在将来',
} as const

/** What the tests for games found up to the freeze, each with the figure whose rows it concerns. */
export async function honestyOf(ctx: Context, settings: PlanSettings, manifest: Manifest, from: string): Promise<ReportModel['honesty']> {
  const to = Temporal.Instant.from(manifest.knownAt).toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString()
  const { flags } = await listFlags(ctx, settings, { from, to })
  return flags.map(({ check, about, said, measures }) => {
    const value = manifest.values.find((one) => isDistrict(one) && measures.includes(one.measure))
    return {
      check: checkWords[check],
      code: value?.measure ?? measures[0] ?? about,
      text: `${about}：${said.zh}`,
      rowsCode: value?.rowsCode ?? null,
    }
  })
}
