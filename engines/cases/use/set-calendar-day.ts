import { body } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { SetCalendarDay } from '../contract/signatures.ts'
import { RecountDue } from '../jobs.ts'

export const setCalendarDay = body(SetCalendarDay, async (ctx, { days, source, completes }) => {
  const now = ctx.now.toString()
  for (const { day, working, note } of days) {
    await sql`insert into cases.calendar_day (id, day, working, note, source, set_at, set_by, set_by_name)
      values (${ctx.newId()}, ${day}, ${working}, ${note}, ${source}, ${now}, ${ctx.actor.accountId}, ${ctx.actor.name})`.execute(ctx.db)
  }
  if (completes !== null && completes !== undefined) {
    await sql`insert into cases.calendar_year (year, source, set_at, set_by_name) values (${completes}, ${source}, ${now}, ${ctx.actor.name})
      on conflict (year) do nothing`.execute(ctx.db)
  }
  ctx.note({ kind: 'working-calendar', id: String(completes ?? days[0]?.day ?? ''), after: { days, source } })
  // who sets a day may not see every case whose limit it changes
  await ctx.enqueue(RecountDue, {})
  return { set: days.length }
})
