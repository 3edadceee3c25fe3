import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { z } from 'zod'
import { literal, withDuck } from './store-duck.ts'
import type { SeriesSettings } from './store.ts'
import { compare } from './store-archive.ts'
import { type ArchiveFile, holdFiles, listFile, writeParquet } from './store-files.ts'

export const CleanFiles = { name: 'series.clean-files', payload: z.object({}), cron: '25 * * * *' }

/** How far forgetting has come. */
export interface Forgetting {
  /** Series whose rows still lie in the database. */
  readonly series: number
  /** Files that may still hold some. */
  readonly files: number
}

/**
 * Forgets all readings of a person: from now on nothing shows them, and a job that follows this transaction takes them out of
 * the database and out of the files. Gives the number of series; they are closed and stay as empty names.
 */
export async function forgetPerson(ctx: Context, person: string): Promise<number> {
  const now = ctx.now.toString()
  const { rows } = await sql<{ id: number }>`update series.series set forgotten_at = ${now}, closed_at = coalesce(closed_at, ${now})
    where person = ${person} and forgotten_at is null returning id`.execute(ctx.db)
  if (rows.length > 0) await ctx.enqueue(CleanFiles, {}, { key: CleanFiles.name })
  return rows.length
}

const pending = sql`a.kept_at is not null and a.ended_at is null and a.checked_at is null`

/** What forgetting a person has taken away so far. */
export interface Forgotten {
  /** Series that were forgotten. */
  readonly series: number
  /** Messages taken out of the database. */
  readonly entries: number
  /** Rows taken out of files, of messages and of readings. */
  readonly rows: number
  /** Files written anew without them, counted for each series. */
  readonly files: number
  /** Neither database nor files hold any of it. */
  readonly finished: boolean
}

/** How far the forgetting of one person has come. */
export async function readForgotten(ctx: Context, person: string): Promise<Forgotten> {
  const { rows } = await sql<Forgotten>`select count(*)::int as series, coalesce(sum(erased_entries), 0)::float8 as entries,
      coalesce(sum(erased_rows), 0)::float8 as rows, coalesce(sum(erased_files), 0)::int as files,
      coalesce(bool_and(cleared_at is not null), true) and not exists (select from series.archive a where ${pending}) as finished
    from series.series where person = ${person} and forgotten_at is not null`.execute(ctx.db)
  return rows[0] ?? { series: 0, entries: 0, rows: 0, files: 0, finished: true }
}

/** What is still to be done of all that was asked to be forgotten. */
export async function readForgetting(ctx: Context): Promise<Forgetting> {
  const { rows } = await sql<Forgetting>`select
    (select count(*) from series.series where forgotten_at is not null and cleared_at is null)::int as series,
    (select count(*) from series.archive a where ${pending})::int as files`.execute(ctx.db)
  return rows[0] ?? { series: 0, files: 0 }
}

/**
 * Deletes the rows of what is to be forgotten, then takes one file that may hold some, writes it anew without, and asks for
 * the next; when there is none, removes files that are no longer listed. Cut off anywhere, it is taken up where it stood.
 */
export async function cleanFiles(
  ctx: Context,
  { folder, words }: SeriesSettings,
  point: (at: 'written' | 'listed') => void = () => {},
): Promise<void> {
  if (!(await holdFiles(ctx))) {
    await ctx.enqueue(CleanFiles, {}, { key: CleanFiles.name, at: ctx.now.add({ seconds: 30 }) })
    return
  }
  const { rows: forgotten } = await sql<{ id: number }>`select id from series.series where forgotten_at is not null`.execute(ctx.db)
  const gone = forgotten.map(({ id }) => id)
  // each time anew, for a message may come late
  if (gone.length > 0)
    await sql`with gone as (delete from series.entry where series_id = any (${gone}::int4[]) returning series_id),
        counted as (select series_id, count(*) as n from gone group by 1)
      update series.series s set erased_entries = s.erased_entries + c.n from counted c where s.id = c.series_id`.execute(ctx.db)
  const { rows: cleared } = await sql`update series.series set cleared_at = ${ctx.now.toString()}
    where forgotten_at is not null and cleared_at is null returning 1`.execute(ctx.db)
  if (folder === null) return
  if (cleared.length > 0)
    await sql`update series.archive set checked_at = null where kept_at is not null and ended_at is null`.execute(ctx.db)
  const { rows } = await sql<ArchiveFile & { mark: string }>`select file, day, part, rows, mark from series.archive a
    where ${pending} order by day, part limit 1`.execute(ctx.db)
  const [old] = rows
  if (old === undefined) return sweep(ctx, folder)
  await rewrite(ctx, folder, words, old, gone, point)
  await ctx.enqueue(CleanFiles, {}, { key: CleanFiles.name })
}

async function rewrite(
  ctx: Context,
  folder: string,
  words: SeriesSettings['words'],
  old: ArchiveFile & { mark: string },
  gone: readonly number[],
  point: (at: 'written' | 'listed') => void,
): Promise<void> {
  await withDuck(folder, async (duck) => {
    const source = `read_parquet(${literal(join(folder, old.file))})`
    await duck.run(`create table gone as select unnest([${gone.join(',')}]::integer[]) as series_id`)
    const held = await duck.rows<{ id: number; n: number }>(
      `select series_id as id, count(*)::double as n from ${source} where series_id in (from gone) group by 1`,
    )
    if (held.length === 0) {
      await sql`update series.archive set checked_at = ${ctx.now.toString()} where file = ${old.file}`.execute(ctx.db)
      return
    }
    const file = `${old.part}-${old.day}-${ctx.newId()}.parquet`
    await duck.run(`create table rest as select * from ${source} where series_id not in (from gone)`)
    await writeParquet(duck, old.part, 'rest', join(folder, file), words)
    point('written')
    await compare(duck, old.part, join(folder, file), 'rest')
    const [left] = await duck.rows<{ n: number; forgotten: number }>(
      `select count(*)::double as n, count(*) filter (where series_id in (from gone))::double as forgotten from read_parquet(${literal(join(folder, file))})`,
    )
    if (left?.forgotten !== 0 || left.n + held.reduce((sum, { n }) => sum + n, 0) !== old.rows)
      throw new Error(`${file} is not ${old.file} without what is forgotten`)
    await sql`update series.archive set ended_at = ${ctx.now.toString()} where file = ${old.file}`.execute(ctx.db)
    await sql`update series.series s set erased_rows = s.erased_rows + g.n, erased_files = s.erased_files + 1
      from jsonb_to_recordset(${JSON.stringify(held)}::jsonb) as g(id int, n bigint) where s.id = g.id`.execute(ctx.db)
    await listFile(ctx, duck, folder, { file, day: old.day, part: old.part, mark: old.mark, kept: true })
    point('listed')
  })
}

/** Removes files that were replaced, and what was left by work that was cut off. The list is changed after the disk. */
async function sweep(ctx: Context, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { rows } = await sql<{ file: string }>`select file from series.archive where ended_at is null`.execute(ctx.db)
  const listed = new Set(rows.map(({ file }) => file))
  for (const name of await readdir(folder))
    if (/^((readings|messages)-)?\d{4}-\d\d-\d\d.*\.(parquet|csv|draft)$/.test(name) && !listed.has(name)) await rm(join(folder, name))
  await rm(join(folder, 'spill'), { recursive: true, force: true })
  await sql`delete from series.archive where ended_at is not null`.execute(ctx.db)
}
