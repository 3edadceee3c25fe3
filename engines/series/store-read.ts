import { join } from 'node:path'
import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import type { SeriesWords } from './contract/entry.ts'
import { codesOf } from './rules/word-codes.ts'
import { literal, withDuck } from './store-duck.ts'
import type { SeriesSettings } from './store.ts'

/** One reading of one moment, as it was kept. */
export interface HotReading {
  readonly seriesId: number
  /** Milliseconds since 1970 UTC. */
  readonly at: number
  readonly metric: string
  readonly value: number
  readonly trust: string
}

/** Which readings: of these series (null = all the caller may see) and quantities, from `from` (included) to `to`, milliseconds since 1970 UTC. */
export interface HotQuestion {
  readonly seriesIds: readonly number[] | null
  readonly metrics: readonly string[]
  readonly from: number
  readonly to: number
}

const instant = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toString()

/**
 * Readings that are still in the database, in order of time: for rules that look back days. What has left for the files is not among them,
 * so ask for fewer days than the engine keeps (`hotDays`), or use `readKept`.
 */
export async function readHot(ctx: Context, words: SeriesWords, { seriesIds, metrics, from, to }: HotQuestion): Promise<HotReading[]> {
  const codes = codesOf(words)
  const asked = metrics.map((metric) => codes.metric(metric))
  const { rows } = await sql<{ series_id: number; at: number; m: number; v: number; trust: number }>`select e.series_id,
      (extract(epoch from e.at) * 1000)::float8 as at, r.m, r.v, coalesce(r.t, e.trust) as trust
    from series.entry e cross join lateral unnest(e.metrics, e."values", e.trusts) as r (m, v, t)
    where ${seriesIds === null ? sql`true` : sql`e.series_id = any (${[...seriesIds]}::int4[])`}
      -- a day holds what its own calendar says, the zone's midnight being at most a day away from ours
      and e.day >= (${instant(from)}::timestamptz - interval '1 day')::date and e.day <= (${instant(to)}::timestamptz + interval '1 day')::date
      and e.at >= ${instant(from)} and e.at < ${instant(to)} and r.m = any (${asked}::int2[]) and r.v <> 'NaN'
    order by e.at, e.series_id, e.key`.execute(ctx.db)
  return rows.map(({ series_id, at, m, v, trust }) => ({
    seriesId: series_id,
    at,
    metric: words.metrics[m] ?? '',
    value: v,
    trust: codes.trustName(trust),
  }))
}

/** The same from database and files alike, whatever day has left meanwhile; of series the caller may see, none that is forgotten. */
export async function readKept(
  ctx: Context,
  { words, folder }: SeriesSettings,
  question: HotQuestion & { readonly seriesIds: readonly number[] },
): Promise<HotReading[]> {
  const { rows: seen } = await sql<{ id: number }>`select id from series.series
    where id = any (${[...question.seriesIds]}::int4[]) and forgotten_at is null`.execute(ctx.db)
  const seriesIds = seen.map(({ id }) => id)
  // no day may move from the database to the files between the two looks
  await sql`lock table only series.entry in access share mode`.execute(ctx.db)
  const hot = await readHot(ctx, words, { ...question, seriesIds })
  const cold = folder === null || seriesIds.length === 0 ? [] : await readCold(ctx, { words, folder }, { ...question, seriesIds })
  return cold.length === 0 ? hot : [...cold, ...hot].toSorted((a, b) => a.at - b.at || a.seriesId - b.seriesId)
}

async function readCold(
  ctx: Context,
  { words, folder }: { readonly words: SeriesWords; readonly folder: string },
  { seriesIds, metrics, from, to }: HotQuestion & { readonly seriesIds: readonly number[] },
): Promise<HotReading[]> {
  const { rows: files } = await sql<{ file: string }>`select file from series.archive
    where part = 'readings' and kept_at is not null and ended_at is null and first_at < ${instant(to)} and last_at >= ${instant(from)}
    order by day`.execute(ctx.db)
  if (files.length === 0) return []
  const codes = codesOf(words)
  const rows = await withDuck(folder, (duck) =>
    duck.rows<{ seriesId: number; at: number; m: number; value: number; trust: number }>(
      `select series_id as "seriesId", epoch_ms("at")::double as "at", metric as m, value, trust
        from read_parquet([${files.map(({ file }) => literal(join(folder, file))).join(', ')}])
        where metric in (${metrics.map((metric) => codes.metric(metric)).join(', ')}) and series_id in (${seriesIds.join(', ')})
          and "at" >= make_timestamp(${from * 1000}) and "at" < make_timestamp(${to * 1000}) and not isnan(value)`,
    ),
  )
  return rows.map(({ m, trust, ...row }) => ({ ...row, metric: words.metrics[m] ?? '', trust: codes.trustName(trust) }))
}

/** Stretches in which none of these series received anything for longer than `least` milliseconds, between `from` and `to`. */
export async function readPauses(
  ctx: Context,
  {
    seriesIds,
    from,
    to,
    least,
  }: { readonly seriesIds: readonly number[]; readonly from: number; readonly to: number; readonly least: number },
): Promise<{ readonly from: number; readonly to: number }[]> {
  const { rows } = await sql<{ from: number; to: number }>`with heard as (
      select (extract(epoch from e.received_at) * 1000)::float8 as at from series.entry e
      where e.series_id = any (${[...seriesIds]}::int4[]) and e.day >= (${instant(from)}::timestamptz - interval '9 days')::date
        and e.received_at >= ${instant(from)} and e.received_at < ${instant(to)}
      union all select ${from}::float8 union all select ${to}::float8)
    select at as "from", next as "to" from (select at, lead(at) over (order by at) as next from heard) h
    where next - at > ${least} order by at`.execute(ctx.db)
  return rows
}
