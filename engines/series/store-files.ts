import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Context, liftLimits } from '@yinqiao/kernel'
import { sql } from 'kysely'
import type { SeriesWords } from './contract/entry.ts'
import { type Duck, hashOf, literal, settle } from './store-duck.ts'

/** What the two files of a day hold: cleaned values, one row a reading; and what was said, one row a message. */
export type Part = 'readings' | 'messages'
export const parts: readonly Part[] = ['readings', 'messages']

export const columnsOf: Readonly<Record<Part, readonly string[]>> = {
  readings: ['metric', 'series_id', 'at', 'value', 'trust'],
  messages: ['series_id', 'at', 'key', 'received_at', 'claimed_at', 'trust', 'metrics', 'raw'],
}

// curves are read by quantity and source, and equal things packed side by side are smallest
const orders: Readonly<Record<Part, string>> = {
  readings: 'metric, series_id, "at", trust, value',
  messages: 'series_id, "at", "key"',
}

/** A file of the list of archives. */
export interface ArchiveFile {
  readonly file: string
  readonly day: string
  readonly part: Part
  readonly rows: number
}

const isTime = (column: string) => column === 'at' || column.endsWith('_at')

/** Columns as SQL, times as milliseconds whatever they were before; some names are words of the language. */
export const columnList = (part: Part) =>
  columnsOf[part].map((name) => (isTime(name) ? `"${name}"::timestamp_ms as "${name}"` : `"${name}"`)).join(', ')

/** A number that stands for all columns of a row, the same however its times are kept. */
export const rowHash = (part: Part) =>
  `hash(${columnsOf[part].map((name) => (isTime(name) ? `epoch_ms("${name}")` : `"${name}"`)).join(', ')})`

/**
 * Writes rows of DuckDB as one file: Parquet version 2 with delta encoded times and byte-stream-split values under zstd,
 * which any reader of Parquet opens; dictionaries are left off, for they make both larger (bench b2).
 */
export async function writeParquet(duck: Duck, part: Part, from: string, path: string, words: SeriesWords): Promise<void> {
  await duck.run(
    `copy (select ${columnList(part)} from ${from} order by ${orders[part]}) to ${literal(`${path}.draft`)}
      (format parquet, parquet_version v2, compression zstd, compression_level 9, dictionary_size_limit 1, row_group_size 122880,
       kv_metadata {metrics: ${literal(JSON.stringify(words.metrics))}, trusts: ${literal(JSON.stringify(words.trusts))}})`,
  )
  await settle(`${path}.draft`, path)
}

/** Puts a written file on the list of archives; it counts only from the moment its day leaves the database. */
export async function listFile(
  ctx: Context,
  duck: Duck,
  folder: string,
  { file, day, part, mark, kept }: { file: string; day: string; part: Part; mark: string; kept: boolean },
): Promise<void> {
  const path = join(folder, file)
  const [facts] = await duck.rows<{ n: number; first: number | null; last: number | null }>(
    `select count(*)::double as n, epoch_ms(min("at"))::double as first, epoch_ms(max("at"))::double as last from read_parquet(${literal(path)})`,
  )
  const iso = (ms: number | null | undefined) =>
    ms === null || ms === undefined ? null : Temporal.Instant.fromEpochMilliseconds(ms).toString()
  const { size } = await stat(path)
  const at = ctx.now.toString()
  await sql`insert into series.archive (file, day, part, rows, bytes, hash, columns, mark, first_at, last_at, made_at, checked_at, kept_at)
    values (${file}, ${day}, ${part}, ${facts?.n ?? 0}, ${size}, ${await hashOf(path)}, ${[...columnsOf[part]]}::text[], ${mark},
      ${iso(facts?.first)}, ${iso(facts?.last)}, ${at}, ${at}, ${kept ? at : null})`.execute(ctx.db)
}

/** The files that hold what left the database, of one day or all, oldest first. */
export async function filesInForce(ctx: Context, day?: string): Promise<ArchiveFile[]> {
  const { rows } = await sql<ArchiveFile>`select file, day, part, rows from series.archive
    where kept_at is not null and ended_at is null and (${day ?? null}::date is null or day = ${day ?? null}::date) order by day, part`.execute(
    ctx.db,
  )
  return rows
}

/**
 * One at a time moves readings between database and files: false when another is at it. Nobody waits here, for who waits
 * holds a place of the queue that alarms need. Long pieces of work are not cut by the limits of requests.
 */
export async function holdFiles(ctx: Context): Promise<boolean> {
  await liftLimits(ctx.db)
  const { rows } = await sql<{ held: boolean }>`select pg_try_advisory_xact_lock(hashtext('series.files')) as held`.execute(ctx.db)
  return rows[0]?.held === true
}
