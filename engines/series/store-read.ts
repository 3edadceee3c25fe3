import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import type { SeriesWords } from './contract/entry.ts'
import { codesOf } from './rules/word-codes.ts'

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
 * so ask for fewer days than the engine keeps (`hotDays`).
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
