import { body, keysOf, pageOfRows } from '@yinqiao/kernel'
import { InvalidInput, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { z } from 'zod'
import { ListAlarms } from '../contract/alarm-signatures.ts'
import { countedFilter, isStanding } from '../store-alarm-filter.ts'
import { listAlarmRows } from '../store-alarm.ts'

const Keys = z.tuple([z.number().int()])

/** Alarms, newest first. */
export const listAlarms = body(ListAlarms, async (ctx, { cursor, limit, search = '', ...asked }) => {
  const after = keysOf(cursor, Keys)
  if (after === undefined) return refuse(InvalidInput, { problem: 'cursor', problemEn: 'cursor' }, 'cursor')
  const number = /^\d{1,12}$/.test(search) ? Number(search) : null
  const filter = sql`${after === null ? sql`true` : sql`a.n < ${after[0]}`}
    and ${countedFilter(asked)}
    and ${asked.standing === true ? isStanding : sql`true`}
    and (${asked.cause ?? null}::text is null or a.cause = ${asked.cause ?? null})
    and (${asked.homeId ?? null}::uuid is null or a.home_id = ${asked.homeId ?? null})
    and (${asked.elderId ?? null}::uuid is null or a.elder_id = ${asked.elderId ?? null})
    and ${
      asked.rule === undefined && asked.model === undefined
        ? sql`true`
        : sql`exists (select 1 from watch.signal s where s.alarm_id = a.id and (${asked.rule ?? null}::text is null or s.rule = ${asked.rule ?? null})
            and (${asked.model ?? null}::text is null or coalesce(s.model, '') = ${asked.model ?? null}))`
    }
    and (${search} = '' or a.n = ${number}
      or a.elder_id in (select e.id from people.pub_elder e where e.name = ${search})
      or a.home_id in (select h.id from watch.home h where h.name >= ${search} and h.name < ${`${search}\u{10ffff}`}))`
  const rows = await listAlarmRows(ctx.db, sql`where ${filter} order by a.n desc limit ${limit + 1}`)
  const page = pageOfRows(
    [...rows].sort((a, b) => b.n - a.n),
    limit,
    (row) => [row.n],
  )
  return { rows: [...page.rows], next: page.next, total: null }
})
