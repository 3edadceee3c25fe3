import { body } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { ListCalendar } from '../contract/signatures.ts'
import { builtInDays, isBuiltInYear } from '../rules/working-calendar.ts'

interface SetRow {
  readonly day: string
  readonly working: boolean
  readonly note: string
  readonly source: string
}

export const listCalendar = body(ListCalendar, async (ctx, { year }) => {
  const { rows } = await sql<SetRow>`select distinct on (day) day, working, note, source from cases.calendar_day
    where extract(year from day) = ${year} order by day, set_at desc, id desc`.execute(ctx.db)
  const { rows: years } = await sql<{ source: string }>`select source from cases.calendar_year where year = ${year}`.execute(ctx.db)
  const source = years[0]?.source ?? (isBuiltInYear(year) ? 'chinese-days' : null)
  const days = new Map<string, SetRow>(builtInDays(year).map((each) => [each.day, { ...each, source: 'chinese-days' }]))
  for (const row of rows) days.set(row.day, row)
  return { year, known: source !== null, source, days: [...days.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1)) }
})
