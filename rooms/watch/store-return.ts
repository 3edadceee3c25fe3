import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import type { RegisteredDevice } from './contract/register.ts'
import { usualPolicy } from './rules/plan-escalation.ts'
import { lockAlarm } from './store-alarm.ts'
import { finishAlarm } from './store-finish.ts'

/** Power is back: the equipment alarm of the home ends by itself when all it ever had were lost mains. What people must look at stays. */
export async function closeReturned(ctx: Context, devices: readonly RegisteredDevice[]): Promise<void> {
  const homes = [...new Set(devices.flatMap(({ bound }) => (bound === null ? [] : [bound.homeId])))]
  if (homes.length === 0) return
  const { rows } = await sql<{
    id: string
  }>`select a.id from watch.alarm a where a.closed_at is null and a.cause = 'equipment' and a.subject_kind = 'home'
    and a.subject_id = any (${homes}::uuid[]) and not exists (select 1 from watch.signal s where s.alarm_id = a.id and s.kind <> 'power-lost')
    order by a.id`.execute(ctx.db)
  for (const { id } of rows) await endByItself(ctx, id, '来电')
  if (rows.length > 0) await endEmptyIncidents(ctx)
}

/** Ends an alarm whose cause went away by itself; one that was closed meanwhile is left. */
export async function endByItself(ctx: Context, id: string, why: string): Promise<void> {
  const alarm = await lockAlarm(ctx, id)
  if (alarm === undefined || alarm.closed_at !== null) return
  await finishAlarm(ctx, alarm, { close_cause: 'returned', close_why: why, closed_by: null, closed_by_name: '系统' }, usualPolicy)
}

/** Incidents in which no home is out any more end by themselves. */
export async function endEmptyIncidents(ctx: Context): Promise<void> {
  const { rows } = await sql<{ id: string }>`select a.id from watch.alarm a where a.closed_at is null and a.subject_kind = 'incident'
    and not exists (select 1 from watch.alarm m where m.incident_id = a.subject_id and m.closed_at is null) order by a.id`.execute(ctx.db)
  for (const { id } of rows) await endByItself(ctx, id, '各户均已恢复')
}

/** The test call that a window was open for has come; false when another press has used the window up. */
export async function consumeTest(ctx: Context, deviceId: string): Promise<boolean> {
  const now = ctx.now.toString()
  const { rows } = await sql<{ id: string }>`update watch.device set test_until = null, updated_at = ${now}
    where id = ${deviceId} and test_until > ${now} returning id`.execute(ctx.db)
  if (rows.length === 0) return false
  await sql`insert into watch.device_event (id, device_id, at, kind, by_name) values (${ctx.newId()}, ${deviceId}, ${now}, 'test-call', '系统')`.execute(
    ctx.db,
  )
  await sql`insert into watch.device_state as s (device_id, tested_at) values (${deviceId}, ${now}) on conflict (device_id) do update set tested_at = excluded.tested_at`.execute(
    ctx.db,
  )
  return true
}
