import { body, keysOf, pageOfRows } from '@yinqiao/kernel'
import { InvalidInput, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { z } from 'zod'
import { ListCountedAlarms } from '../contract/alarm-signatures.ts'
import type { CountedAlarm } from '../contract/alarm.ts'
import { countedFilter } from '../store-alarm-filter.ts'

const Keys = z.tuple([z.number().int()])

/** The rows behind a number, newest first: town, kind and times; nothing of the person, the home or the device is read. */
export const listCountedAlarms = body(ListCountedAlarms, async (ctx, { cursor, limit, ...asked }) => {
  const after = keysOf(cursor, Keys)
  if (after === undefined) return refuse(InvalidInput, { problem: 'cursor', problemEn: 'cursor' }, 'cursor')
  const { rows } = await sql<CountedAlarm>`select a.n, a.cause, a.level, a.state, left(a.division_code, 9) as "townCode",
      a.opened_at as "openedAt", a.answered_at as "answeredAt", a.dispatched_at as "dispatchedAt", a.arrived_at as "arrivedAt",
      a.closed_at as "closedAt", a.close_cause as "closeCause", a.synthetic
    from watch.alarm a where ${after === null ? sql`true` : sql`a.n < ${after[0]}`} and ${countedFilter(asked)}
    order by a.n desc limit ${limit + 1}`.execute(ctx.db)
  const page = pageOfRows(rows, limit, (row) => [row.n])
  return { rows: [...page.rows], next: page.next, total: null }
})
