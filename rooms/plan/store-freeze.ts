import { createHash } from 'node:crypto'
import { type Context, foldRows, hashRows, type MeasureRow, measureRows, measureTowns, sm3 } from '@yinqiao/kernel'
import type { MeasureScope } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { canonicalJson } from './rules/canonical-json.ts'
import { type Manifest, type ManifestValue, scopeKey, withValues } from './rules/manifest.ts'
import { periodOf } from './rules/period-of.ts'
import { hasTowns, keepsTimes } from './rules/sources-of.ts'
import { findPlanInForce, type PlanSettings, structureOf, tablesOf } from './store.ts'
import { definitionOf, listBindings, listVersionsInForce, type MeasureVersion, type Memo, newMemo, runMeasure } from './store-measures.ts'
import type { Round } from './store-rounds.ts'
import { listPhaseTargets } from './store-targets.ts'

const letters = '0123456789abcdefghjkmnpqrstvwxyz'

/** A short code for a figure: 40 bits of a digest in letters that are not taken for one another. */
function shortCode(of: string): string {
  const digest = createHash('sha256').update(of).digest()
  let bits = 0n
  for (const byte of digest.subarray(0, 5)) bits = (bits << 8n) | BigInt(byte)
  return `R-${Array.from({ length: 8 }, (_, at) => letters[Number((bits >> BigInt(35 - at * 5)) & 31n)]).join('')}`
}

/** Codes that are taken, and a free one for each figure. */
async function codeGiver(ctx: Context): Promise<(of: string) => string> {
  const taken = new Set((await tablesOf(ctx).selectFrom('plan.frozen_value').select('code').execute()).map(({ code }) => code))
  return (of) => {
    for (let again = 0; ; again++) {
      const code = shortCode(`${of}|${again}`)
      if (taken.has(code)) continue
      taken.add(code)
      return code
    }
  }
}

type Question = Pick<ManifestValue, 'validAt' | 'target'> & {
  readonly scope: MeasureScope
  readonly knownAt: string
  readonly phases: Manifest['phases']
}

/** One figure as known at a moment, with its rows: the number is the fold of the rows that are kept with it. */
async function frozenAt(ctx: Context, settings: PlanSettings, version: MeasureVersion, asked: Question, memo: Memo) {
  const definition = definitionOf(version)
  const { scope, knownAt } = asked
  const period = periodOf(definition.period, asked.validAt, asked.phases)
  const rows = await measureRows(ctx.db, settings.sources, definition, { scope, ...period, knownAt })
  const folded = foldRows(definition.tree, rows)
  const leaks = definition.tree.fold === 'ratio' ? countLeaks(rows) : 0
  const measured = { ...folded, value: leaks > 0 ? null : folded.value, leaks }
  const { target, ...question } = asked
  const result = await runMeasure(ctx, settings, version, { ...question, ...(target === null ? {} : { target }), measured, memo })
  return { result, rows, ...told(result, rows) }
}

/** Hash and number of rows; the number is as little shown as a hidden value. */
const told = ({ hidden }: { readonly hidden?: boolean | undefined }, rows: readonly MeasureRow[]) => ({
  rowCount: hidden === true ? 0 : rows.length,
  rowsHash: hashRows(rows),
})

function countLeaks(rows: readonly MeasureRow[]): number {
  const whole = new Set(rows.filter(({ side, counted }) => side === 'whole' && counted).map(({ key }) => key))
  return rows.filter(({ side, counted, key }) => side === 'part' && counted && !whole.has(key)).length
}

/** Computes everything a round freezes, keeps figures and rows, and gives the manifest with the targets it was made from. */
export async function makeManifestOf(ctx: Context, settings: PlanSettings, round: Round, knownAt: string) {
  const plan = await findPlanInForce(ctx, settings)
  if (plan === undefined) throw new Error('a round without a plan')
  const asked = { scope: { kind: 'district' } as const, validAt: round.gate_day, knownAt }
  const targets = (await listPhaseTargets(ctx, settings, asked)).filter(({ phase }) => phase.label === round.phase)
  const phases = structureOf(plan).phases.flatMap(({ years }) => years ?? [])
  const bindings = await listBindings(ctx)
  const all = await listVersionsInForce(ctx, round.gate_day)
  const bound = new Set(bindings.map(({ measure_code }) => measure_code))
  const guards = new Set(all.filter(({ code }) => bound.has(code)).map(({ guard }) => guard))
  const versions = all.filter(({ code }) => bound.has(code) || guards.has(code)).toSorted((a, b) => (a.code < b.code ? -1 : 1))
  const towns = await townsOn(ctx, round.gate_day)
  const values: ManifestValue[] = []
  const memo = newMemo()
  const codeFor = await codeGiver(ctx)
  for (const version of versions) {
    const definition = definitionOf(version)
    const kept: Kept[] = []
    const own = targets.find(({ result, others }) => result?.code === version.code || others.some(({ code }) => code === version.code))
    const target =
      own === undefined
        ? null
        : { undefinedWhy: own.result?.state === '口径未定' ? own.result.why : null, later: own.from !== null && own.from > round.gate_day }
    const again = keepsTimes(definition.tree, settings.sources)
    const scopes: MeasureScope[] = [{ kind: 'district' }]
    if (hasTowns(definition.tree, settings.sources)) {
      const more = await measureTowns(ctx.db, settings.sources, definition, {
        scope: { kind: 'district' },
        from: null,
        to: round.gate_day,
        knownAt,
      })
      const codes = new Set([...towns, ...[...more.keys()].flatMap((code) => (code !== null && /^\d{9}$/.test(code) ? [code] : []))])
      for (const code of [...codes].toSorted((a, b) => (a < b ? -1 : 1))) scopes.push({ kind: 'town', code })
    }
    for (const scope of scopes) {
      const question = { validAt: round.gate_day, target, scope, knownAt, phases }
      const { result, rows, rowCount, rowsHash } = await frozenAt(ctx, settings, version, question, memo)
      const rowsCode = codeFor(`${round.id}|${version.code}|${scopeKey(scope)}`)
      const value = { rowsCode, measure: version.code, validAt: round.gate_day, target, result, rowCount, rowsHash, again }
      values.push(value)
      kept.push({ id: ctx.newId(), value, rows })
    }
    await keepValues(ctx, round.id, version.id, kept)
  }
  const codeOf = (measure: string | undefined) =>
    values.find((value) => value.measure === measure && value.result.scope.kind === 'district')?.rowsCode ?? null
  const manifest = withValues(
    {
      format: 'yinqiao-manifest-1',
      round: round.id,
      phase: round.phase,
      gateDay: round.gate_day,
      knownAt,
      synthetic: settings.synthetic,
      plan: { title: plan.title, number: plan.number, sm3: plan.sm3 },
      phases: phases.map(({ from, to }) => ({ from, to: to ?? null })),
      bindings: bindings.map(({ row_code, measure_code }) => ({ row: row_code, measure: measure_code })),
      values: [],
      targets: targets.map((target) => ({
        row: target.row?.code ?? target.clauseId,
        phase: target.phase.label,
        clauseId: target.clauseId,
        measure: target.result?.code ?? null,
        guard: target.guard?.code ?? null,
        others: target.others.map(({ code }) => code),
        rowsCode: codeOf(target.result?.code),
        words: { state: target.state, why: target.why },
        aim: target.value === null ? null : { op: target.value.op, value: target.value.value, source: target.value.source },
        judgement: 'not-judged',
      })),
    },
    values,
  )
  return { manifest, targets, plan }
}

/** Towns and streets of the actor's area on a day. */
async function townsOn(ctx: Context, day: string): Promise<readonly string[]> {
  const { rows } = await sql<{
    code: string
  }>`select code from places.pub_division where length(code) = 9 and code like ${`${ctx.actor.area}%`}
    and kind in ('street', 'town', 'statistical') and valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date) order by code`.execute(
    ctx.db,
  )
  return rows.map(({ code }) => code)
}

interface Kept {
  readonly id: string
  readonly value: ManifestValue
  readonly rows: readonly MeasureRow[]
}

/** Keeps the figures of one measure with their rows. */
async function keepValues(ctx: Context, roundId: string, versionId: string, kept: readonly Kept[]): Promise<void> {
  await tablesOf(ctx)
    .insertInto('plan.frozen_value')
    .values(
      kept.map(({ id, value }) => ({
        id,
        round_id: roundId,
        code: value.rowsCode,
        measure_code: value.measure,
        version_id: versionId,
        scope: JSON.stringify(value.result.scope),
        result: JSON.stringify(value.result),
        row_count: value.rowCount,
        rows_hash: value.rowsHash,
        again: value.again,
      })),
    )
    .execute()
  const rows = kept.flatMap(({ id, rows: own }) => own.map((row, n) => ({ value_id: id, n, row })))
  for (let from = 0; from < rows.length; from += 5000) {
    const part = rows.slice(from, from + 5000).map(({ row, ...place }) => ({ ...place, ...row }))
    await sql`insert into plan.frozen_row (value_id, n, side, id, version, key, town, unit, amount, ok, counted)
      select value_id, n, side, id, version, key, town, unit, amount, ok, counted from json_to_recordset(${JSON.stringify(part)}::json)
        as r(value_id uuid, n int, side text, id text, version int, key text, town text, unit text, amount text, ok boolean, counted boolean)`.execute(
      ctx.db,
    )
  }
}

/** The rows kept with a figure. */
export async function keptRows(ctx: Context, valueId: string): Promise<readonly (MeasureRow & { readonly n: number })[]> {
  const { rows } = await sql<
    MeasureRow & { n: number }
  >`select n, side, id, version, key, town, unit, amount, ok, counted from plan.frozen_row
    where value_id = ${valueId} order by n`.execute(ctx.db)
  return rows
}

/**
 * Makes the values of a manifest again: from the records as known at the freeze where every source keeps both times, and
 * else from the rows kept. Equal bytes say that nothing behind the report was changed since.
 */
export async function makeAgain(ctx: Context, settings: PlanSettings, manifest: Manifest): Promise<Manifest> {
  const versions = new Map(
    (await tablesOf(ctx).selectFrom('plan.measure_version').selectAll().execute()).map((version) => [version.id, version]),
  )
  const kept = new Map(
    (await tablesOf(ctx).selectFrom('plan.frozen_value').select(['id', 'code']).where('round_id', '=', manifest.round).execute()).map(
      ({ id, code }) => [code, id],
    ),
  )
  const values: ManifestValue[] = []
  const memo = newMemo()
  for (const value of manifest.values) {
    const version = versions.get(value.result.versionId)
    if (version === undefined) throw new Error(`no version ${value.result.versionId}`)
    const rows = await keptRows(ctx, kept.get(value.rowsCode) ?? '00000000-0000-0000-0000-000000000000')
    const keptHash = told(value.result, rows)
    if (!value.again || keptHash.rowsHash !== value.rowsHash) {
      values.push({ ...value, ...keptHash })
      continue
    }
    const { result, rowCount, rowsHash } = await frozenAt(
      ctx,
      settings,
      version,
      {
        validAt: value.validAt,
        target: value.target,
        scope: value.result.scope,
        knownAt: manifest.knownAt,
        phases: manifest.phases,
      },
      memo,
    )
    values.push({ ...value, result, rowCount, rowsHash })
  }
  return withValues(manifest, values)
}

/** The bytes of a manifest with both digests. */
export function sealManifest(manifest: Manifest): { readonly text: string; readonly sha256: string; readonly sm3: string } {
  const text = canonicalJson(manifest)
  return { text, sha256: createHash('sha256').update(text).digest('hex'), sm3: sm3(text) }
}
