import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import type { SeriesWords } from './contract/entry.ts'
import { type Duck, literal, withDuck } from './store-duck.ts'
import { columnList, filesInForce, holdFiles, listFile, type Part, parts, writeParquet } from './store-files.ts'

/** Moments of an archiving at which a test may cut it off. */
export type ArchivePoint = 'drafted' | 'written' | 'listed' | 'dropped'

/** Whether the day is now in files alone, changed while it was written and stays, or has no place of its own to be taken from. */
export type Archived = 'kept' | 'changed' | 'not open'

/** Facts of a day that are counted twice, once by each database, from rows and from the file. */
interface Tally {
  readonly n: string
  readonly places: string
  readonly moments: string
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
  point: (at: ArchivePoint) => void = () => {},
): Promise<Archived> {
  await holdFiles(ctx)
  const { rows: marks } = await sql<{ open: boolean; mark: string }>`
    select to_regclass('series.' || series.part_of(${day})) is not null as open, series.day_mark(${day}) as mark`.execute(ctx.db)
  const { open = false, mark = '' } = marks[0] ?? {}
  if (!open) return 'not open'
  const old = await filesInForce(ctx, day)
  await mkdir(folder, { recursive: true })
  const stem = join(folder, `${day}.${ctx.newId()}`)
  const made = { readings: `readings-${day}-${ctx.newId()}.parquet`, messages: `messages-${day}-${ctx.newId()}.parquet` }
  await dumpDay(ctx, day, stem)
  point('drafted')
  await withDuck(folder, async (duck) => {
    await loadDay(duck, stem, old.length === 0 ? undefined : folder, old)
    for (const part of parts) await writeParquet(duck, part, part, join(folder, made[part]), words)
    point('written')
    for (const part of parts) await compare(duck, part, join(folder, made[part]))
    await compareWithRows(ctx, duck, day, stem)
    for (const part of parts) await listFile(ctx, duck, folder, { file: made[part], day, part, mark, kept: false })
  })
  for (const part of parts) await rm(`${stem}.${part}.csv`)
  point('listed')
  const now = ctx.now.toString()
  const { rows } = await sql<{ gone: boolean }>`select series.drop_day(${day}, ${now}, ${now}) as gone`.execute(ctx.db)
  point('dropped')
  if (rows[0]?.gone === true) return 'kept'
  // a message came meanwhile: the files are swept, the day is taken up again
  await sql`delete from series.archive where day = ${day} and kept_at is null`.execute(ctx.db)
  return 'changed'
}

/** Writes the rows of a day as text, page by page in the order of their key. */
async function dumpDay(ctx: Context, day: string, stem: string): Promise<void> {
  const files = { readings: createWriteStream(`${stem}.readings.csv`), messages: createWriteStream(`${stem}.messages.csv`) }
  let after = { series_id: -1, at: '0001-01-01T00:00:00Z', key: '0' }
  for (;;) {
    const { rows } = await sql<{ readings: string | null; messages: string | null; last: typeof after | null }>`
      with page as materialized (
        select *, (extract(epoch from at) * 1000)::bigint as ms from series.entry
        where day = ${day} and (series_id, at, key) > (${after.series_id}::int, ${after.at}::timestamptz, ${after.key}::bigint)
        order by series_id, at, key limit ${pageRows})
      select (select string_agg(concat_ws(',', series_id, ms, key, m, trust, v), E'\n') || E'\n'
          from page cross join lateral unnest(metrics, "values") as r (m, v)) as readings,
        (select string_agg(concat_ws(',', series_id, ms, key, (extract(epoch from received_at) * 1000)::bigint,
          coalesce((extract(epoch from claimed_at) * 1000)::bigint::text, '-'), trust, cardinality(metrics), coalesce('x' || encode(raw, 'hex'), '-')), E'\n') || E'\n' from page) as messages,
        (select json_build_object('series_id', series_id, 'at', at, 'key', key::text) from page order by series_id desc, at desc, key desc limit 1) as last`.execute(
      ctx.db,
    )
    const page = rows[0]
    for (const part of parts) {
      const text = page?.[part] ?? null
      if (text !== null && !files[part].write(text)) await once(files[part], 'drain')
    }
    if (page?.last === null || page?.last === undefined) break
    after = page.last
  }
  for (const part of parts) {
    files[part].end()
    await finished(files[part])
  }
}

const shapes: Readonly<Record<Part, string>> = {
  readings: `series_id: 'INTEGER', ms: 'BIGINT', "key": 'BIGINT', metric: 'SMALLINT', trust: 'SMALLINT', value: 'DOUBLE'`,
  messages: `series_id: 'INTEGER', ms: 'BIGINT', "key": 'BIGINT', received: 'BIGINT', claimed: 'VARCHAR', trust: 'SMALLINT', metrics: 'SMALLINT', raw: 'VARCHAR'`,
}

const moment = (column: string) => `make_timestamp(${column} * 1000)::timestamp_ms`

/** The rows as tables of DuckDB, with those of older files of the day that come before them. */
async function loadDay(duck: Duck, stem: string, folder: string | undefined, old: readonly { file: string; part: Part }[]): Promise<void> {
  for (const part of parts)
    await duck.run(
      `create table hot_${part} as select * from read_csv(${literal(`${stem}.${part}.csv`)}, header = false, auto_detect = false, delim = ',', columns = {${shapes[part]}}, max_line_size = ${part === 'messages' ? 4_194_304 : 4096}, strict_mode = true)`,
    )
  const earlier = (part: Part) => {
    const file = old.find((one) => one.part === part)?.file
    return folder === undefined || file === undefined ? undefined : `read_parquet(${literal(join(folder, file))})`
  }
  const seen = earlier('messages')
  // a message that lies in an older file of its day already is the same message
  await duck.run(
    `create table known as ${seen === undefined ? 'select 0 as series_id, 0::bigint as ms, 0::bigint as "key" where false' : `select series_id, epoch_ms("at") as ms, "key" from ${seen}`}`,
  )
  const both = (part: Part, select: string) => {
    const before = earlier(part)
    return `create table ${part} as select ${select} from hot_${part} h anti join known k on (h.series_id = k.series_id and h.ms = k.ms and h."key" = k."key")${before === undefined ? '' : ` union all select ${columnList(part)} from ${before}`}`
  }
  await duck.run(both('readings', `metric, h.series_id, ${moment('h.ms')} as "at", value, trust`))
  await duck.run(
    both(
      'messages',
      `h.series_id, ${moment('h.ms')} as "at", h."key", ${moment('received')} as received_at, ${moment(`nullif(claimed, '-')::bigint`)} as claimed_at, trust, metrics, unhex(substr(nullif(raw, '-'), 2)) as raw`,
    ),
  )
}

/** Reads a file back and throws unless it holds the rows it was made of, each as often. */
export async function compare(duck: Duck, part: Part, path: string, source: string = part): Promise<void> {
  const columns = columnList(part)
  const file = `select ${columns} from read_parquet(${literal(path)})`
  const [found] = await duck.rows<{ lost: number; added: number }>(
    `select (select count(*) from (select ${columns} from ${source} except all ${file}))::double as lost,
      (select count(*) from (${file} except all select ${columns} from ${source}))::double as added`,
  )
  if (found?.lost !== 0 || found.added !== 0) throw new Error(`${path} differs from its rows: ${JSON.stringify(found)}`)
}

/** Throws unless what was read from the database is what it counts itself. */
async function compareWithRows(ctx: Context, duck: Duck, day: string, stem: string): Promise<void> {
  const ours = await duck.rows<Tally>(
    `select count(*)::text as n, coalesce(sum(series_id), 0)::text as places, coalesce(sum(ms), 0)::text as moments,
      min(value) filter (where isfinite(value)) as least, max(value) filter (where isfinite(value)) as most from hot_readings
    union all select count(*)::text, coalesce(sum(series_id), 0)::text, coalesce(sum(ms), 0)::text, sum(metrics)::double, sum(length(raw))::double from hot_messages`,
  )
  const { rows: theirs } = await sql<Tally>`
    with e as (select *, (extract(epoch from at) * 1000)::bigint as ms from series.entry where day = ${day})
    select count(*)::text as n, coalesce(sum(series_id), 0)::text as places, coalesce(sum(ms), 0)::text as moments,
      min(v) filter (where v > '-Infinity' and v < 'Infinity') as least, max(v) filter (where v > '-Infinity' and v < 'Infinity') as most
      from e cross join lateral unnest("values") as v
    union all select count(*)::text, coalesce(sum(series_id), 0)::text, coalesce(sum(ms), 0)::text, sum(cardinality(metrics))::float8,
      sum(1 + coalesce(2 * octet_length(raw), 0))::float8 from e`.execute(ctx.db)
  if (JSON.stringify(ours) !== JSON.stringify(theirs))
    throw new Error(`${stem} was not read whole: ${JSON.stringify(ours)} instead of ${JSON.stringify(theirs)}`)
}
