import type { Context } from '@yinqiao/kernel'
import { readKept, type SeriesSettings } from '@yinqiao/series'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Metric } from './contract/heard.ts'
import { DraftRule } from './contract/rule.ts'
import { RuleReplay } from './contract/rule-signatures.ts'
import type { Trust } from './contract/trust.ts'
import type { Entry } from './rules/detect/draft-rule.ts'
import { compareReplay, openReplay, type Truth } from './rules/detect/replay-rule.ts'
import { livingAlone } from './store-rules.ts'

/** One stretch of a replay; `after` = the last person looked at, `began` = which replay it belongs to. */
export const ContinueReplay = {
  name: 'watch.continue-replay',
  payload: z.object({ code: z.string(), version: z.number().int(), after: z.uuid().nullable(), began: z.string() }),
}

const replayDays = 30
/** Persons in one transaction. */
const personsAtOnce = 100
const samplesAtMost = 50

/** Whose a series was: of the person it was bound to, or of the only one who lives there. A home of several is nobody's. */
const persons = (from: string) => sql`select b.series_id, coalesce(b.elder_id, m.elder_id) as person from watch.binding b
  left join lateral (select (array_agg(elder_id))[1] as elder_id from watch.home_member where home_id = b.home_id and valid_to is null having count(*) = 1) m on true
  where coalesce(b.elder_id, m.elder_id) is not null and (b.valid_to is null or b.valid_to > ${from})`

/** Notes that a replay begins; gives how many persons it will look at, undefined when there is no such draft. */
export async function beginReplay(ctx: Context, code: string, version: number): Promise<number | undefined> {
  const from = ctx.now.subtract({ hours: replayDays * 24 }).toString()
  const { rows } = await sql<{ n: number }>`select count(distinct person)::int as n from (${persons(from)}) p`.execute(ctx.db)
  const of = rows[0]?.n ?? 0
  const replay: RuleReplay = {
    state: 'running',
    from,
    to: ctx.now.toString(),
    persons: 0,
    of,
    entries: 0,
    fired: 0,
    firedPersons: 0,
    true: 0,
    false: 0,
    unknown: 0,
    missed: 0,
    unknownWho: 0,
    samples: [],
  }
  const begun =
    await sql`update watch.rule set replay = ${JSON.stringify(replay)}::jsonb, replayed_at = case when state = 'on' then replayed_at end
    where code = ${code} and version = ${version} returning code`.execute(ctx.db)
  return begun.rows.length === 0 ? undefined : of
}

/** Looks at the next persons and adds what the rule would have done; the last stretch marks the replay as done. */
export async function continueReplay(
  ctx: Context,
  curves: SeriesSettings,
  {
    code,
    version,
    after,
    began,
  }: { readonly code: string; readonly version: number; readonly after: string | null; readonly began: string },
): Promise<void> {
  const { rows } = await sql<{ definition: unknown; replay: unknown }>`select definition, replay from watch.rule
    where code = ${code} and version = ${version} for update`.execute(ctx.db)
  const rule = DraftRule.safeParse(rows[0]?.definition)
  const replay = RuleReplay.safeParse(rows[0]?.replay)
  // begun anew meanwhile, or done: this stretch is of no use to anybody
  if (!rule.success || !replay.success || replay.data.to !== began || replay.data.state === 'done') return
  const found = await sql<{
    person: string
    series: number[]
  }>`select person, array_agg(series_id) as series from (${persons(replay.data.from)}) p
    where ${after}::uuid is null or person > ${after}::uuid group by person order by person limit ${personsAtOnce}`.execute(ctx.db)
  const people = found.rows.map(({ person }) => person)
  const last = people.at(-1)
  const done = people.length < personsAtOnce
  const result = {
    ...replay.data,
    ...(await add(ctx, curves, rule.data, replay.data, found.rows)),
    state: done ? ('done' as const) : ('running' as const),
  }
  await sql`update watch.rule set replay = ${JSON.stringify(result)}::jsonb, replayed_at = case when ${done} then ${ctx.now.toString()}::timestamptz else replayed_at end
    where code = ${code} and version = ${version}`.execute(ctx.db)
  if (!done && last !== undefined) await ctx.enqueue(ContinueReplay, { code, version, after: last, began })
}

async function add(
  ctx: Context,
  curves: SeriesSettings,
  rule: DraftRule,
  so: RuleReplay,
  found: readonly { readonly person: string; readonly series: readonly number[] }[],
) {
  const people = found.map(({ person }) => person)
  const alone = rule.who.are === 'living-alone' ? await livingAlone(ctx) : new Map<string, boolean | null>()
  const replay = openReplay(rule, (person) => alone.get(person) ?? null)
  for await (const entries of partsOf(ctx, curves, rule, so, found)) replay.add(entries)
  const played = replay.end()
  const truths = await truthsOf(ctx, rule, so, people)
  const compared = compareReplay(played.fires, truths)
  return {
    persons: so.persons + people.length,
    entries: so.entries + played.entries,
    fired: so.fired + compared.fired,
    firedPersons: so.firedPersons + new Set(played.fires.map(({ person }) => person)).size,
    true: so.true + compared.true,
    false: so.false + compared.false,
    unknown: so.unknown + compared.unknown,
    missed: so.missed + compared.missed,
    unknownWho: so.unknownWho + played.unknownWho,
    samples: [
      ...so.samples,
      ...played.fires.map(({ person, at }) => ({ elderId: person, at: Temporal.Instant.fromEpochMilliseconds(at).toString() })),
    ].slice(0, samplesAtMost),
  }
}

/** Days of one person's readings held at once: a mat that speaks every five seconds says half a million things in thirty. */
const daysAtOnce = 5

/** What these people's devices said, each person's in order of time, some days of one person at a time. */
async function* partsOf(
  ctx: Context,
  curves: SeriesSettings,
  { when }: DraftRule,
  { from, to }: RuleReplay,
  found: readonly { readonly person: string; readonly series: readonly number[] }[],
): AsyncIterable<readonly Entry[]> {
  if (when.on === 'signal') {
    const { rows } = await sql<{
      person: string
      at: number
    }>`select a.elder_id as person, (extract(epoch from s.heard_at) * 1000)::float8 as at
      from watch.signal s join watch.alarm a on a.id = s.alarm_id
      where s.kind = ${when.signal} and a.elder_id = any (${found.map(({ person }) => person)}::uuid[]) and s.heard_at >= ${from} and s.heard_at < ${to}
      order by s.heard_at`.execute(ctx.db)
    yield rows.map(({ person, at }) => ({ person, at, signal: when.signal }))
    return
  }
  const [first, end] = [Date.parse(from), Date.parse(to)]
  for (const { person, series } of found) {
    for (let at = first; at < end; at += daysAtOnce * 86_400_000) {
      // thirty days are what the database keeps: a day may leave it while a replay waits or runs
      const readings = await readKept(ctx, curves, {
        seriesIds: series,
        metrics: [when.metric],
        from: at,
        to: Math.min(end, at + daysAtOnce * 86_400_000),
      })
      yield readings.map((reading) => ({
        person,
        at: reading.at,
        metric: reading.metric as Metric,
        value: reading.value,
        trust: reading.trust as Trust,
      }))
    }
  }
}

/** Alarms of the rule's cause about these people that were closed as true or false. */
async function truthsOf(ctx: Context, { cause }: DraftRule, { from, to }: RuleReplay, people: readonly string[]): Promise<Truth[]> {
  const { rows } = await sql<{
    person: string
    at: number
    close_cause: string
  }>`select elder_id as person, (extract(epoch from opened_at) * 1000)::float8 as at, close_cause
    from watch.alarm where elder_id = any (${[...people]}::uuid[]) and cause = ${cause} and opened_at >= ${from} and opened_at < ${to} and closed_at is not null`.execute(
    ctx.db,
  )
  return rows.map(({ person, at, close_cause }) => ({
    person,
    at,
    real: close_cause === 'true' ? true : close_cause === 'false' ? false : null,
  }))
}
