import { type Context, measureRows, setsOf, sm3 } from '@yinqiao/kernel'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Flag, FlagCheck } from './contract/flags.ts'
import { type Coded, checkDoubles } from './rules/check-doubles.ts'
import { checkFuture, type Dated } from './rules/check-future.ts'
import { checkHeaping, type Valued } from './rules/check-heaping.ts'
import { checkLastDay, type Typed } from './rules/check-last-day.ts'
import { checkOverlap, type Visit } from './rules/check-overlap.ts'
import { checkPhoto, type Papered } from './rules/check-photo.ts'
import { checkRegular } from './rules/check-regular.ts'
import { type Finding, limits } from './rules/finding.ts'
import { periodOf } from './rules/period-of.ts'
import type { PlanSettings } from './store.ts'
import { definitionOf, listTargetValues, listVersionsInForce, phaseYears } from './store-measures.ts'

/** Days from and to, both in it. */
export interface Stretch {
  readonly from: string
  readonly to: string
}

/** The newest state of each record, as it is known now. */
const heads = sql`(select distinct on (id) id, kind, title, values, valid_from from records.pub_record where known_to is null order by id, version desc)`
const told = (column: string) => sql`(${sql.ref(column)} at time zone 'Asia/Shanghai')::date`

/** All flags of a stretch of days, with how many records each test looked at. Reads only; no number changes by it. */
export async function listFlags(
  ctx: Context,
  settings: PlanSettings,
  { from, to }: Stretch,
): Promise<{ readonly flags: readonly Flag[]; readonly looked: Readonly<Record<z.infer<typeof FlagCheck>, number>> }> {
  const { rows: typed } = await sql<Typed>`
    select t.kind, t.record_id::text as id, r.title, coalesce(u.name, '（未登记单位）') as unit, t.recorded_on as on
    from records.pub_typing t join ${heads} r on r.id = t.record_id left join orgs.pub_unit u on u.id = t.unit_id
    where t.recorded_on between ${from} and ${to} order by t.recorded_on, t.id`.execute(ctx.db)
  const { rows: coded } = await sql<Coded>`
    select r.kind, r.id::text as id, r.title, upper(r.values->>'uscc') as uscc from ${heads} r
    where r.values->>'uscc' is not null order by r.id`.execute(ctx.db)
  const { rows: papers } = await sql<Papered>`
    select e.kind, e.record_id::text as id, r.title, e.file_sm3 as sm3 from records.pub_evidence e join ${heads} r on r.id = e.record_id
    where e.known_to is null and ${told('e.known_from')} <= ${to} order by e.id`.execute(ctx.db)
  const { rows: visits } = await sql<Visit>`
    select r.kind, r.id::text as id, r.title, r.values->>'worker' as worker, r.valid_from as day, r.values->>'startAt' as from,
      r.values->>'endAt' as to, r.values->>'place' as place
    from ${heads} r where r.values ?& array['worker', 'startAt', 'endAt', 'place'] and r.valid_from between ${from} and ${to}
      and r.values->>'worker' is not null and r.values->>'startAt' is not null and r.values->>'endAt' is not null and r.values->>'place' is not null
    order by r.id`.execute(ctx.db)
  const { rows: dated } = await sql<Dated>`
    select kind, id::text as id, title, day from records.pub_record where known_to is null and day is not null order by id`.execute(ctx.db)
  const valued = await listValued(ctx, settings, to)
  const findings = [
    ...checkLastDay(typed),
    ...valued.flatMap(({ code, target, better, values }) => checkHeaping(code, target, better, values)),
    ...checkDoubles(coded),
    ...checkPhoto(papers),
    ...checkOverlap(visits),
    ...checkRegular(visits),
    ...checkFuture(dated, ctx.today),
  ]
  const versions = await listVersionsInForce(ctx, ctx.today)
  const readers = (kinds: readonly string[]) =>
    versions.filter(({ tree }) => kinds.some((kind) => JSON.stringify(tree).includes(`"${kind}"`))).map(({ code }) => code)
  return {
    flags: findings.map((finding) => flagOf(settings, finding, readers)),
    looked: {
      'last-day': typed.length,
      heaping: valued.reduce((sum, { values }) => sum + values.length, 0),
      doubles: coded.length,
      photo: papers.length,
      overlap: visits.length,
      regular: visits.length,
      future: dated.length,
    },
  }
}

function flagOf({ sources }: PlanSettings, finding: Finding, readers: (kinds: readonly string[]) => readonly string[]): Flag {
  const kinds = [...new Set(finding.rows.map(({ kind }) => kind))]
  return {
    id: sm3(JSON.stringify([finding.check, finding.about, finding.rows.map(({ id }) => id).toSorted()])).slice(0, 16),
    check: finding.check,
    about: finding.about,
    said: { ...finding.said },
    limit: { ...limits[finding.check] },
    rows: finding.rows.map((row) => ({ ...row, opens: sources.get(row.kind)?.opens?.replace('{id}', row.id) ?? null })),
    measures: [...readers(kinds)],
  }
}

/** Amounts of the rows of measures that add up or take the middle of amounts and have a target value. */
async function listValued(ctx: Context, settings: PlanSettings, day: string) {
  const targets = await listTargetValues(ctx)
  const versions = await listVersionsInForce(ctx, day)
  const phases = await phaseYears(ctx, settings)
  const found: { code: string; target: number; better: 'more' | 'less'; values: Valued[] }[] = []
  for (const { measure_code, op, value } of targets) {
    const version = versions.find(({ code }) => code === measure_code)
    if (version === undefined) continue
    const { tree, params, period } = definitionOf(version)
    if (tree.fold !== 'sum' && tree.fold !== 'median') continue
    const question = { scope: { kind: 'district' as const }, ...periodOf(period, day, phases), knownAt: ctx.now.toString() }
    const rows = await measureRows(ctx.db, settings.sources, { tree, params }, question)
    const source = setsOf(tree)[0]?.set.source ?? measure_code
    const values = rows
      .filter(({ counted, amount }) => counted && amount !== null)
      .map(({ id, amount }) => ({ kind: source, id, title: `${measure_code}：${amount}`, value: Number(amount) }))
    found.push({ code: measure_code, target: Number(value), better: op === '<=' ? 'less' : 'more', values })
  }
  return found
}
