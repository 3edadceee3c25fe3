import { type Context, type Job, job } from '@yinqiao/kernel'
import { countDay } from '@yinqiao/series'
import { sql } from 'kysely'
import { z } from 'zod'
import { usualSilence } from './rules/detect/judge-silence.ts'
import { keepAlarms, keepDeviceDays, keepPlaces } from './store-known.ts'

/** What measures read is brought up to date beside the alarm path, never in it: alarms by the minute, homes and bindings every five. */
const KeepAlarms = { name: 'watch.keep-alarms', payload: z.object({}), cron: '* * * * *' }
const KeepPlaces = { name: 'watch.keep-places', payload: z.object({}), cron: '*/5 * * * *' }
/** Every alarm compared once a night, whatever was missed. */
const KeepEveryAlarm = { name: 'watch.keep-every-alarm', payload: z.object({}), cron: '50 17 * * *' }
/** Days that have ended and are not counted yet; the first look at a day is 25 minutes after its end in Shanghai. */
const CountDays = { name: 'watch.count-days', payload: z.object({}), cron: '25 * * * *' }
/** At night the days into which readings may still come late. */
const RecountDays = { name: 'watch.recount-days', payload: z.object({}), cron: '25 17 * * *' }
const CountDay = { name: 'watch.count-day', payload: z.object({ days: z.array(z.iso.date()).max(40) }) }

/** A reading is placed at its own time when it is at most 8 days late (rules/clean/place-in-time.ts). */
const lateDays = 9
/** Days counted after the program stood still; older ones may have left the database. */
const mostDays = 30

async function countDays(ctx: Context): Promise<void> {
  const { rows } = await sql<{ day: string }>`select day::date as day from (
      select greatest(${ctx.today}::date - ${mostDays}::int, coalesce((select max(day) + 1 from watch.known_device_day),
        (select min((valid_from at time zone 'Asia/Shanghai')::date) from watch.binding))) as first) f,
    generate_series(f.first, ${ctx.today}::date - 1, interval '1 day') day order by day`.execute(ctx.db)
  await countNext(
    ctx,
    rows.map(({ day }) => day),
  )
}

async function recountDays(ctx: Context): Promise<void> {
  const { rows } = await sql<{ day: string }>`select distinct day from watch.known_device_day
    where day >= ${ctx.today}::date - ${lateDays}::int and day < ${ctx.today}::date order by day`.execute(ctx.db)
  await countNext(
    ctx,
    rows.map(({ day }) => day),
  )
}

async function countNext(ctx: Context, days: readonly string[]): Promise<void> {
  if (days.length > 0) await ctx.enqueue(CountDay, { days: [...days] }, { key: `${CountDay.name}:${days[0] ?? ''}` })
}

/** One day in a transaction: what a device was last heard is handed on from day to day. */
async function countOne(ctx: Context, days: readonly string[]): Promise<void> {
  const [day, ...rest] = days
  if (day === undefined) return
  // counted before the lock of those who make things known is taken: nobody waits for it
  const said = await countDay(ctx.db, day)
  if (said !== undefined) await keepDeviceDays(ctx, day, said, usualSilence)
  await countNext(ctx, rest)
}

/** Jobs that keep what measures read. */
export const factJobs: readonly Job[] = [
  job(KeepAlarms, async (ctx) => {
    await keepAlarms(ctx, false)
  }),
  job(KeepEveryAlarm, async (ctx) => {
    await keepAlarms(ctx, true)
  }),
  job(KeepPlaces, keepPlaces),
  job(CountDays, countDays),
  job(RecountDays, recountDays),
  job(CountDay, (ctx, { days }) => countOne(ctx, days)),
]
