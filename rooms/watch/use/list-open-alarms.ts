import { body } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { ListOpenAlarms } from '../contract/alarm-signatures.ts'
import { listAlarmRows } from '../store-alarm.ts'

/** Inside an incident whose own alarm the caller sees, homes are not listed; who does not see it (a smaller area) sees the homes themselves. */
const visible = sql`(a.incident_id is null or not exists (
  select 1 from watch.alarm i where i.subject_kind = 'incident' and i.subject_id = a.incident_id and i.closed_at is null))`

export const listOpenAlarms = body(ListOpenAlarms, async (ctx, { incidentId }) => {
  const inside = incidentId === undefined ? visible : sql`a.incident_id = ${incidentId}`
  const rows = await listAlarmRows(ctx.db, sql`where a.closed_at is null and ${inside} order by a.level, a.opened_at, a.id limit 5000`)
  return { now: ctx.now.toString(), rows: rows.toSorted((a, b) => a.level - b.level || a.n - b.n) }
})
