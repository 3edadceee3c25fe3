import { type Context, setsOf } from '@yinqiao/kernel'
import type { MeasureScope } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { z } from 'zod'
import { type Flag, honestyFlags } from './rules/honesty-checks.ts'
import { type Manifest, type ManifestValue } from './rules/manifest.ts'
import { isShare, shownNumber, type ToldDefinition } from './rules/report-figure.ts'
import type { ReportModel } from './rules/report-model.ts'
import { tellTree } from './rules/tell-tree.ts'
import { type PlanSettings, tablesOf } from './store.ts'
import { keptRows } from './store-freeze.ts'
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
  return { told: tellTree(tree, params, sources), share: isShare(tree.fold, unit.zh) }
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

/** Flags of the honesty checks over the figures of the targets. */
export async function honestyOf(
  ctx: Context,
  settings: PlanSettings,
  manifest: Manifest,
  before: Manifest | undefined,
): Promise<readonly Flag[]> {
  const versions = await versionsOf(ctx, manifest)
  const kept = await tablesOf(ctx).selectFrom('plan.frozen_value').select(['id', 'code']).where('round_id', '=', manifest.round).execute()
  const flags: Flag[] = []
  for (const value of manifest.values.filter(isDistrict)) {
    const version = versions.get(value.result.versionId)
    const id = kept.find(({ code }) => code === value.rowsCode)?.id
    if (version === undefined || id === undefined || value.rowCount > 50_000) continue
    const rows = await keptRows(ctx, id)
    const target = manifest.targets.find(({ measure }) => measure === value.measure)
    flags.push(
      ...honestyFlags({
        code: value.measure,
        rowsCode: value.rowsCode,
        value: value.result.value,
        aim: target?.aim ?? null,
        before: before?.values.find((one) => one.measure === value.measure && isDistrict(one))?.result.value ?? null,
        better: z.enum(['more', 'less', 'neither']).parse(version.better),
        rows,
        lastDays: await enteredLate(
          ctx,
          settings,
          version,
          manifest.gateDay,
          rows.filter(({ counted }) => counted).map((row) => row.id),
        ),
      }),
    )
  }
  return flags
}

/** How many of the records were first known in the three days up to the end of a day. */
async function enteredLate(ctx: Context, { sources }: PlanSettings, version: MeasureVersion, day: string, ids: readonly string[]) {
  const source = sources.get(setsOf(definitionOf(version).tree)[0]?.set.source ?? '')
  if (source?.known !== true || ids.length === 0) return null
  const only = source.only === undefined ? sql`true` : sql.raw(source.only)
  const { rows } = await sql<{ n: number }>`
    with bound as (select (${day}::date + 1)::timestamp at time zone 'Asia/Shanghai' as end)
    select count(*) as n from (select s.id from ${sql.raw(source.view)} s where s.id::text = any (${ids}) and ${only}
      group by s.id having min(s.known_from) < (select "end" from bound) and min(s.known_from) >= (select "end" from bound) - interval '3 days') q`.execute(
    ctx.db,
  )
  return rows[0]?.n ?? 0
}
