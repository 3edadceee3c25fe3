import type { Database } from '@yinqiao/kernel'
import { sql } from 'kysely'

/** A message as it was kept, whole. */
export interface RawEntry {
  readonly seriesId: number
  readonly raw: Uint8Array
  /** Milliseconds since 1970 UTC. */
  readonly receivedAt: number
}

/**
 * The last messages of each of these series, up to a moment of its own (`until`, milliseconds since 1970 UTC, included) and at most `reach`
 * milliseconds before it; `atMost` of each. In no order that means anything. Out of the database alone.
 */
export async function readRecentRaw(
  db: Database,
  asked: readonly { readonly seriesId: number; readonly until: number }[],
  { reach, atMost }: { readonly reach: number; readonly atMost: number },
): Promise<RawEntry[]> {
  if (asked.length === 0) return []
  const { rows } =
    await sql<RawEntry>`select g.series_id as "seriesId", e.raw, (extract(epoch from e.received_at) * 1000)::float8 as "receivedAt"
    from unnest(${asked.map(({ seriesId }) => seriesId)}::int4[], ${asked.map(({ until }) => Temporal.Instant.fromEpochMilliseconds(until).toString())}::timestamptz[])
      as g (series_id, until)
    cross join lateral (select e.raw, e.received_at from series.entry e where e.series_id = g.series_id and e.raw is not null
      and e.at <= g.until and e.at >= g.until - make_interval(secs => ${reach / 1000})
      -- a day holds what its own calendar says, the zone's midnight being at most a day away from ours
      and e.day >= (g.until - make_interval(secs => ${reach / 1000}) - interval '1 day')::date and e.day <= (g.until + interval '1 day')::date
      order by e.at desc limit ${atMost}) e`.execute(db)
  return rows
}
