import { type Context, type Job, job } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { z } from 'zod'
import type { SeriesSettings } from './store.ts'
import { archiveDay } from './store-archive.ts'
import { CleanFiles, cleanFiles } from './store-forget.ts'

export const OpenDays = { name: 'series.open-days', payload: z.object({}), cron: '5 * * * *' }
export const ArchiveDays = { name: 'series.archive-days', payload: z.object({}), cron: '40 18 * * *' }
export const ArchiveDay = { name: 'series.archive-day', payload: z.object({ day: z.iso.date() }) }

/** Days opened ahead, so that a program that stands still over a week-end does not meet one that is missing. */
const ahead = 7

/** Opens yesterday to the next seven days. */
async function openDays(ctx: Context): Promise<void> {
  await sql`select series.open_day(${ctx.today}::date + n) from generate_series(-1, ${ahead}::int) n`.execute(ctx.db)
}

/** Opens each day that is old enough where it has no place of its own, and has it archived in a transaction of its own. */
async function archiveDays(ctx: Context, hotDays: number): Promise<void> {
  const { rows } = await sql<{ day: string }>`
    select day from (
      select to_date(substr(c.relname, 7), 'YYYYMMDD') as day from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'series.entry'::regclass and c.relname ~ '^entry_[0-9]{8}$'
      union select distinct day from series.entry_rest) days
    where day < ${ctx.today}::date - ${hotDays}::int order by day`.execute(ctx.db)
  for (const { day } of rows) {
    await sql`select series.open_day(${day})`.execute(ctx.db)
    await ctx.enqueue(ArchiveDay, { day }, { key: `${ArchiveDay.name} ${day}` })
  }
}

export const seriesJobs = (settings: SeriesSettings): readonly Job[] => {
  const { folder, words, hotDays = 30 } = settings
  const files: readonly Job[] =
    folder === null
      ? []
      : [
          job(ArchiveDays, (ctx) => archiveDays(ctx, hotDays)),
          job(ArchiveDay, async (ctx, { day }) => {
            // what came while it was written is taken up by the next night
            await archiveDay(ctx, folder, words, day)
          }),
        ]
  return [job(OpenDays, openDays), job(CleanFiles, (ctx) => cleanFiles(ctx, settings)), ...files]
}
