import { type Context, type Job, job } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { z } from 'zod'
import type { SeriesSettings } from './store.ts'
import { archiveDay } from './store-archive.ts'
import { CleanFiles, cleanFiles } from './store-forget.ts'

export const OpenDays = { name: 'series.open-days', payload: z.object({}), cron: '5 * * * *' }
export const ArchiveDays = { name: 'series.archive-days', payload: z.object({ after: z.iso.date().optional() }), cron: '40 18 * * *' }
export const ArchiveDay = { name: 'series.archive-day', payload: z.object({ day: z.iso.date() }) }

/** Days opened ahead, so that a program that stands still over a week-end does not meet one that is missing. */
const ahead = 7

/** Opens yesterday to the next seven days. */
async function openDays(ctx: Context): Promise<void> {
  await sql`select series.open_day(${ctx.today}::date + n) from generate_series(-1, ${ahead}::int) n`.execute(ctx.db)
}

/** Has the first day that is old enough archived, or the first after one: one at a time, so that the queue stays free for others. */
async function archiveDays(ctx: Context, hotDays: number, after = '-infinity'): Promise<void> {
  const { rows } = await sql<{ day: string }>`
    select day from (
      select to_date(substr(c.relname, 7), 'YYYYMMDD') as day from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'series.entry'::regclass and c.relname ~ '^entry_[0-9]{8}$'
      union select day from series.entry_rest) days
    where day < ${ctx.today}::date - ${hotDays}::int and day > ${after} order by day limit 1`.execute(ctx.db)
  for (const { day } of rows) {
    await sql`select series.open_day(${day})`.execute(ctx.db)
    await ctx.enqueue(ArchiveDay, { day }, { key: ArchiveDay.name })
  }
}

export const seriesJobs = (settings: SeriesSettings): readonly Job[] => {
  const { folder, words, hotDays = 30 } = settings
  const files: readonly Job[] =
    folder === null
      ? []
      : [
          job(ArchiveDays, (ctx, { after }) => archiveDays(ctx, hotDays, after)),
          job(ArchiveDay, async (ctx, { day }) => {
            const done = await archiveDay(ctx, folder, words, day)
            if (done === 'busy') await ctx.enqueue(ArchiveDay, { day }, { key: ArchiveDay.name, at: ctx.now.add({ seconds: 60 }) })
            // what came while it was written is taken up by the next night
            else await ctx.enqueue(ArchiveDays, { after: day }, { key: ArchiveDays.name })
          }),
        ]
  return [job(OpenDays, openDays), job(CleanFiles, (ctx) => cleanFiles(ctx, settings)), ...files]
}
