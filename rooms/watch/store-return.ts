import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { AlarmId, Cause } from './contract/alarm.ts'
import { AlarmClosedEvent } from './contract/events.ts'
import type { RegisteredDevice } from './contract/register.ts'
import { tellAlarms } from './store-alarm.ts'
import { callOff } from './store-reach.ts'

/**
 * Power is back: the equipment alarm of the home ends by itself when all it ever had were mains lost before that. What people must look at
 * stays, and so does what was lost since: word of the power's return may have lain in the device or on the disk. Call it after the same
 * messages have raised what they raise. `at`: ms since 1970 UTC.
 */
export async function closeReturned(
  ctx: Context,
  back: readonly { readonly device: RegisteredDevice; readonly at: number }[],
): Promise<void> {
  const latest = new Map<string, number>()
  for (const { device, at } of back) if (device.bound) latest.set(device.bound.homeId, Math.max(at, latest.get(device.bound.homeId) ?? at))
  if (latest.size === 0) return
  const homes = [...latest].map(([id, at]) => ({ id, at: Temporal.Instant.fromEpochMilliseconds(at).toString() }))
  const { rows } = await sql<{
    id: string
  }>`select a.id from jsonb_to_recordset(${JSON.stringify(homes)}::jsonb) as h(id uuid, at timestamptz)
      join watch.alarm a on a.closed_at is null and a.cause = 'equipment' and a.subject_kind = 'home' and a.subject_id = h.id
    where not exists (select 1 from watch.signal s where s.alarm_id = a.id and (s.kind <> 'power-lost' or (s.why ->> 'received')::timestamptz > h.at))
    order by a.id`.execute(ctx.db)
  await returnAlarms(
    ctx,
    rows.map(({ id }) => id),
    '来电',
  )
}

/**
 * Ends alarms whose cause went away by itself, all in three statements however many they are: when a village has power again ten thousand
 * homes return at once. Those closed meanwhile are left.
 */
export async function returnAlarms(ctx: Context, ids: readonly string[], why: string): Promise<void> {
  if (ids.length === 0) return
  const now = ctx.now.toString()
  const { rows } = await sql<{
    id: string
    cause: string
    elder_id: string | null
    home_id: string | null
    division_code: string
    incident_id: string | null
  }>`with gone as (
      update watch.alarm set state = 'closed', closed_at = ${now}, close_cause = 'returned', close_why = ${why}, closed_by = null, closed_by_name = '系统',
        owner_kind = 'nobody', owner_account = null, owner_name = '系统', deadline_at = null, claim_until = null, snoozed_until = null,
        version = version + 1, events = events + 1
      where id in (select id from watch.alarm where id = any (${[...ids]}::uuid[]) and closed_at is null order by id for update)
      returning id, cause, elder_id, home_id, division_code, incident_id, events),
    said as (insert into watch.alarm_event (alarm_id, n, at, kind, by_name, detail)
      select id, events, ${now}, 'closed', '系统', ${JSON.stringify({ cause: 'returned', why })}::jsonb from gone),
    calls as (update watch.callout set state = case when state in ('asked', 'accepted') then 'cancelled' else state end, ended_at = ${now}
      where alarm_id in (select id from gone) and ended_at is null)
    select id, cause, elder_id, home_id, division_code, incident_id from gone`.execute(ctx.db)
  await callOff(
    ctx,
    rows.map(({ id }) => id),
  )
  for (const row of rows)
    await ctx.emit(AlarmClosedEvent, row.id, {
      alarmId: AlarmId.parse(row.id),
      cause: Cause.parse(row.cause),
      elderId: row.elder_id,
      homeId: row.home_id,
      divisionCode: row.division_code,
      closeCause: 'returned',
    })
  await tellAlarms(
    ctx,
    rows.filter(({ incident_id }) => incident_id === null).map(({ id }) => id),
  )
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
