import type { Database } from '@yinqiao/kernel'
import { CompiledQuery } from 'kysely'
import { integers, longs, moments } from './rules/array-bytes.ts'

/** A message that may have been kept before, under a moment near the one it would have now. */
export interface Repeated {
  readonly seriesId: number
  readonly key: bigint
  /** Milliseconds since 1970 UTC. */
  readonly from: number
  readonly to: number
}

const look = `select g.n::int4 as n, e.day::text as day, (extract(epoch from e.at) * 1000)::float8 as at
  from unnest($1::int4[], $2::int8[], $3::timestamptz[], $4::timestamptz[]) with ordinality as g (series_id, key, first, last, n)
  join series.entry e on e.series_id = g.series_id and e.at between g.first and g.last and e.key = g.key
  where e.day between $5::date and $6::date order by e.at desc`

/**
 * Under which day and moment each of them was kept first; undefined where it is new. `firstDay` and `lastDay` ('YYYY-MM-DD') are the
 * days under which any of them may lie.
 */
export async function findEarlier(
  db: Database,
  rows: readonly Repeated[],
  firstDay: string,
  lastDay: string,
): Promise<({ readonly day: string; readonly at: number } | undefined)[]> {
  if (rows.length === 0) return []
  const { rows: found } = await db.executeQuery<{ n: number; day: string; at: number }>(
    CompiledQuery.raw(look, [
      integers(rows.map(({ seriesId }) => seriesId)),
      longs(rows.map(({ key }) => key)),
      moments(rows.map(({ from }) => from)),
      moments(rows.map(({ to }) => to)),
      firstDay,
      lastDay,
    ]),
  )
  // the latest first, so that the earliest stays
  const first = new Map(found.map(({ n, day, at }) => [n, { day, at: Math.round(at) }]))
  return rows.map((_, n) => first.get(n + 1))
}
