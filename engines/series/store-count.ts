import type { Database } from '@yinqiao/kernel'
import { sql } from 'kysely'

/** How much one series said on one day. */
export interface DayCount {
  readonly seriesId: number
  readonly entries: number
  /** Those that are trusted (code 0). */
  readonly trusted: number
  /** The latest moment among them. */
  readonly lastAt: string
}

/** Counts a day's entries of every series that has any; undefined where the day has left the database for its files. Only the program itself sees all. */
export async function countDay(db: Database, day: string): Promise<readonly DayCount[] | undefined> {
  const cold = await sql`select 1 from series.archive where day = ${day} and kept_at is not null and ended_at is null limit 1`.execute(db)
  if (cold.rows.length > 0) return undefined
  const { rows } =
    await sql<DayCount>`select series_id as "seriesId", count(*)::int as entries, count(*) filter (where trust = 0)::int as trusted,
      max(at) as "lastAt" from series.entry where day = ${day} group by series_id`.execute(db)
  return rows
}
