import { type Context, type Job, job } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { z } from 'zod'

export const OpenDays = { name: 'series.open-days', payload: z.object({}), cron: '5 * * * *' }

/** Days opened ahead, so that a program that stands still over a weekend does not meet one that is missing. */
const ahead = 7

/** Opens yesterday to the next seven days. */
async function openDays(ctx: Context): Promise<void> {
  await sql`select series.open_day(${ctx.today}::date + n) from generate_series(-1, ${ahead}::int) n`.execute(ctx.db)
}

export const seriesJobs = (): readonly Job[] => [job(OpenDays, openDays)]
