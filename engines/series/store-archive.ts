import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import type { SeriesWords } from './contract/entry.ts'
import { type Duck, literal, withDuck } from './store-duck.ts'
import { columnList, filesInForce, holdFiles, listFile, type Part, parts, rowHash, writeParquet } from './store-files.ts'

/** Moments of an archiving at which a test may cut it off. */
export type ArchivePoint = 'drafted' | 'written' | 'listed' | 'dropped'

/** Whether the day is now in files alone, changed while it was written and stays, has no place of its own to be taken from, or has to wait for another. */
export type Archived = 'kept' | 'changed' | 'not open' | 'busy'

/** Facts of a day that are counted twice, once by each database, from rows and from the file. */
interface Tally {
  readonly n: string
  readonly places: string
  readonly moments: string
  readonly doubts: string
  readonly least: number | null
  readonly most: number | null
}

const pageRows = 20_000

/**
 * Moves a day from the database into two files. The files are whole on disk and compared with the rows before the day is
 * dropped, and list and drop are one transaction: cut off anywhere, the rows are in the database, or in listed files.
 * The day must have been opened in an earlier transaction: this one is long, and opening holds up who writes.
 */
export async function archiveDay(
  ctx: Context,
  folder: string,
  words: SeriesWords,
  day: string,
  point: (at: ArchivePoint) => void | Promise<void> = () => {},
): Promise<Archived> {
  if (!(await holdFiles(ctx))) return 'busy'
  const { rows: marks } = await sql<{ open: boolean; mark: string }>`
    select to_regclass('series.' || series.part_of(${day})) is not null as open, series.day_mark(${day}) as mark`.execute(ctx.db)
  const { open = false, mark = '' } = marks[0] ?? {}
  if (!open) return 'not open'
  const old = await filesInForce(ctx, day)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = join(folder, `${day}.${ctx.newId()}.csv`)
  const made = { readings: `readings-${day}-${ctx.newId()}.parquet`, messages: `messages-${day}-${ctx.newId()}.parquet` }
  await dumpDay(ctx, day, draft)
  await point('drafted')
  await withDuck(folder, async (duck) => {
    await loadDay(duck, draft, folder, old)
    for (const part of parts) await writeParquet(duck, part, part, join(folder, made[part]), words)
    await point('written')
    for (const part of parts) await compare(duck, part, join(folder, made[part]))
    await compareWithRows(ctx, duck, day)
    for (const part of parts) await listFile(ctx, duck, folder, { file: made[part], day, part, mark, kept: false })
  })
  await rm(draft)
  await point('listed')
  const now = ctx.now.toString()
  const { rows } = await sql<{ gone: boolean }>`select series.drop_day(${day}, ${now}, ${now}) as gone`.execute(ctx.db)
  await point('dropped')
  if (rows[0]?.gone === true) return 'kept'
  // a message came meanwhile: the files are swept, the day is taken up again
  await sql`delete from series.archive where day = ${day} and kept_at is null`.execute(ctx.db)
  return 'changed'
}

/** Milliseconds since 1970 of a column; exact in floating point for all years there are. */
const ms = (column: string) => sql.raw(`(date_part('epoch', ${column}) * 1000)::bigint`)

/** Writes the rows of a day as text, a page at a time as they lie. */
async function dumpDay(ctx: Context, day: string, path: string): Promise<void> {
  const file = createWriteStream(path)
  await sql`declare day_rows no scroll cursor for
    select concat_ws(',', series_id, ${ms('at')}, key, ${ms('received_at')}, coalesce(${ms('claimed_at')}::text, '-'), trust,
      'x' || array_to_string(metrics, ';'), 'x' || array_to_string("values", ';'), coalesce('x' || array_to_string(trusts, ';'), '-'), coalesce('x' || encode(raw, 'hex'), '-')) as line
    from series.entry where day = ${sql.lit(day)}`.execute(ctx.db)
  for (;;) {
    const { rows } = await sql<{ line: string }>`fetch ${sql.lit(pageRows)} from day_rows`.execute(ctx.db)
    if (rows.length === 0) break
    if (!file.write(rows.map(({ line }) => `${line}\n`).join(''))) await once(file, 'drain')
  }
  await sql`close day_rows`.execute(ctx.db)
  file.end()
  await finished(file)
}

const moment = (column: string) => `make_timestamp(${column} * 1000)::timestamp_ms`
const list = (column: string, type: string) =>
  `case when ${column} = 'x' then [] else string_split(substr(${column}, 2), ';')::${type}[] end`

/** The rows as tables of DuckDB, with those of older files of the day that come before them. */
async function loadDay(duck: Duck, path: string, folder: string, old: readonly { file: string; part: Part }[]): Promise<void> {
  const earlier = (part: Part) => {
    const file = old.find((one) => one.part === part)?.file
    return file === undefined ? undefined : `read_parquet(${literal(join(folder, file))})`
  }
  await duck.run(
    `create table hot as select series_id, ms, "key", received, claimed, trust, ${list('metrics', 'smallint')} as metrics, ${list('"values"', 'double')} as "values",
        case when trusts <> '-' then ${list('trusts', 'smallint')} end as trusts, raw
      from read_csv(${literal(path)}, header = false, auto_detect = false, delim = ',', quote = '', escape = '', strict_mode = true, max_line_size = 4194304,
        columns = {series_id: 'INTEGER', ms: 'BIGINT', "key": 'BIGINT', received: 'BIGINT', claimed: 'VARCHAR', trust: 'SMALLINT', metrics: 'VARCHAR', "values": 'VARCHAR', trusts: 'VARCHAR', raw: 'VARCHAR'})`,
  )
  const seen = earlier('messages')
  // a message that lies in an older file of its day already is the same message
  if (seen !== undefined) await duck.run(`create table known as select series_id, epoch_ms("at") as ms, "key" from ${seen}`)
  const fresh =
    seen === undefined ? 'hot h' : 'hot h anti join known k on (h.series_id = k.series_id and h.ms = k.ms and h."key" = k."key")'
  const selects: Readonly<Record<Part, string>> = {
    readings: `select unnest(h.metrics) as metric, h.series_id, ${moment('h.ms')} as "at", unnest(h."values") as value, coalesce(unnest(h.trusts), h.trust) as trust from ${fresh}`,
    messages: `select h.series_id, ${moment('h.ms')} as "at", h."key", ${moment('h.received')} as received_at,
      ${moment(`nullif(h.claimed, '-')::bigint`)} as claimed_at, h.trust, len(h.metrics)::smallint as metrics, unhex(substr(nullif(h.raw, '-'), 2)) as raw from ${fresh}`,
  }
  for (const part of parts) {
    const before = earlier(part)
    await duck.run(
      `create table ${part} as ${selects[part]}${before === undefined ? '' : ` union all select ${columnList(part)} from ${before}`}`,
    )
  }
}

/** Reads a file back and throws unless it holds the rows it was made of, each as often: as many, with the same sum of hashes. */
export async function compare(duck: Duck, part: Part, path: string, source: string = part): Promise<void> {
  const facts = (from: string) => `select count(*)::text as n, coalesce(sum(${rowHash(part)}::hugeint), 0)::text as hashes from ${from}`
  const [rows, file] = await duck.rows<{ n: string; hashes: string }>(
    `${facts(source)} union all ${facts(`read_parquet(${literal(path)})`)}`,
  )
  if (rows === undefined || rows.n !== file?.n || rows.hashes !== file.hashes)
    throw new Error(`${path} differs from its rows: ${JSON.stringify({ rows, file })}`)
}

/** Throws unless what was read from the database is what it counts itself. */
async function compareWithRows(ctx: Context, duck: Duck, day: string): Promise<void> {
  const ours = await duck.rows<Tally>(
    `select count(*)::text as n, coalesce(sum(series_id), 0)::text as places, coalesce(sum(ms), 0)::text as moments, coalesce(sum(doubt), 0)::text as doubts,
      min(v) filter (where isfinite(v)) as least, max(v) filter (where isfinite(v)) as most
      from (select series_id, ms, unnest("values") as v, coalesce(unnest(trusts), trust) as doubt from hot)
    union all select count(*)::text, coalesce(sum(series_id), 0)::text, coalesce(sum(ms), 0)::text, coalesce(sum(trust), 0)::text, sum(len(metrics))::double, sum(length(raw))::double from hot`,
  )
  const { rows: theirs } = await sql<Tally>`
    with e as (select *, ${ms('at')} as ms from series.entry where day = ${day})
    select count(*)::text as n, coalesce(sum(series_id), 0)::text as places, coalesce(sum(ms), 0)::text as moments,
      coalesce(sum(coalesce(t, trust)), 0)::text as doubts, min(v) filter (where v > '-Infinity' and v < 'Infinity') as least, max(v) filter (where v > '-Infinity' and v < 'Infinity') as most
      from e cross join lateral unnest("values", trusts) as r (v, t)
    union all select count(*)::text, coalesce(sum(series_id), 0)::text, coalesce(sum(ms), 0)::text, coalesce(sum(trust), 0)::text, sum(cardinality(metrics))::float8,
      sum(1 + coalesce(2 * octet_length(raw), 0))::float8 from e`.execute(ctx.db)
  if (JSON.stringify(ours) !== JSON.stringify(theirs))
    throw new Error(`${day} was not read whole: ${JSON.stringify(ours)} instead of ${JSON.stringify(theirs)}`)
}
