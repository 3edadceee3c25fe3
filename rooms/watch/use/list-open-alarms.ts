import { body } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { ListOpenAlarms } from '../contract/alarm-signatures.ts'
import { isStanding } from '../store-alarm-filter.ts'
import { listAlarmRows } from '../store-alarm.ts'

export const listOpenAlarms = body(ListOpenAlarms, async (ctx, { incidentId }) => {
  const inside = incidentId === undefined ? isStanding : sql`a.incident_id = ${incidentId}`
  const rows = await listAlarmRows(ctx.db, sql`where a.closed_at is null and ${inside} order by a.level, a.opened_at, a.id limit 5000`)
  return { now: ctx.now.toString(), rows: rows.toSorted((a, b) => a.level - b.level || a.n - b.n) }
})
