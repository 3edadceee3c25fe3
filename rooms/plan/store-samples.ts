import { type Context, setsOf } from '@yinqiao/kernel'
import type { Output } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import type { GetRound } from './contract/rounds.ts'
import { CheckResult } from './contract/round-parts.ts'
import { confirmRate } from './rules/confirm-rate.ts'
import type { Drawable } from './rules/draw-sample.ts'
import { type PlanSettings, tablesOf } from './store.ts'
import { definitionOf } from './store-measures.ts'

/** Rows that a sample is drawn from: what was counted for the district behind the targets, and where there is none, behind all figures. */
export async function listDrawable(
  ctx: Context,
  roundId: string,
  targetMeasures: readonly string[],
): Promise<(Drawable & { readonly valueId: string })[]> {
  const rowsOf = async (only: readonly string[] | null) =>
    (
      await sql<{ rowsCode: string; n: number; measure: string; record: string; valueId: string }>`
        select v.code as "rowsCode", f.n, v.measure_code as measure, f.id || '/' || f.version as record, v.id as "valueId"
        from plan.frozen_value v join plan.frozen_row f on f.value_id = v.id
        where v.round_id = ${roundId} and v.scope ->> 'kind' = 'district' and f.counted and f.side in ('rows', 'part')
          and (${only === null} or v.measure_code = any (${only ?? []}::text[]))
        order by v.measure_code, f.n`.execute(ctx.db)
    ).rows
  const ofTargets = targetMeasures.length === 0 ? [] : await rowsOf(targetMeasures)
  return ofTargets.length > 0 ? ofTargets : rowsOf(null)
}

/** What was drawn and what the checks say, in the order of the draw. */
export async function listChecks(ctx: Context, roundId: string) {
  const { rows } = await sql<{
    id: string
    version: number
    n: number
    measure: string
    rowsCode: string
    versionId: string
    side: string
    recordId: string
    town: string | null
    unit: string | null
    result: string | null
    note: string | null
    checkedBy: string | null
    checkedOn: string | null
  }>`select c.id, c.version, c.n, c.measure_code as measure, v.code as "rowsCode", v.version_id as "versionId", f.side, f.id as "recordId", f.town, f.unit,
      c.result, c.note, c.checked_name as "checkedBy", c.checked_on as "checkedOn"
    from plan.sample_check c join plan.frozen_value v on v.id = c.value_id join plan.frozen_row f on f.value_id = c.value_id and f.n = c.row_n
    where c.round_id = ${roundId} and c.known_to is null order by c.n`.execute(ctx.db)
  return rows.map((row) => ({ ...row, result: row.result === null ? null : CheckResult.parse(row.result) }))
}

/** The sample of a round as screens show it; the seed stays hidden until the draw. */
export async function sampleView(ctx: Context, settings: PlanSettings, roundId: string): Promise<Output<typeof GetRound>['sample']> {
  const sample = await tablesOf(ctx).selectFrom('plan.sample').selectAll().where('round_id', '=', roundId).executeTakeFirst()
  if (sample === undefined) return null
  const checks = await listChecks(ctx, roundId)
  const ids = [...new Set(checks.map(({ versionId }) => versionId))]
  const versions =
    ids.length === 0 ? [] : await tablesOf(ctx).selectFrom('plan.measure_version').selectAll().where('id', 'in', ids).execute()
  const sourceOf = (versionId: string, side: string) => {
    const version = versions.find(({ id }) => id === versionId)
    const set = version === undefined ? undefined : setsOf(definitionOf(version).tree).find((one) => one.side === side)?.set
    return set === undefined ? undefined : settings.sources.get(set.source)
  }
  return {
    share: Number(sample.share),
    seedHash: sample.seed_hash,
    seed: sample.drawn_at === null ? null : sample.seed,
    committedBy: sample.committed_by,
    committedAt: sample.committed_at,
    drawnBy: sample.drawn_by,
    drawnAt: sample.drawn_at,
    population: sample.population,
    rate: confirmRate(checks.map(({ result }) => result)),
    rows: checks.map((check) => {
      const source = sourceOf(check.versionId, check.side)
      const masked = source?.persons === true && !settings.maySeePersons(ctx.actor.role)
      return {
        n: check.n,
        measure: check.measure,
        rowsCode: check.rowsCode,
        recordId: masked ? `…${check.recordId.slice(-4)}` : check.recordId,
        source: source?.title.zh ?? '',
        opens: masked || source === undefined || source.opens === null ? null : source.opens.replace('{id}', check.recordId),
        town: check.town,
        unit: check.unit,
        result: check.result,
        note: check.note,
        checkedBy: check.checkedBy,
        checkedOn: check.checkedOn,
      }
    }),
  }
}
