import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import type { AlarmRow } from './contract/alarm.ts'
import { AlarmId, Cause, CloseCause } from './contract/alarm.ts'
import { AlarmClosedEvent } from './contract/events.ts'
import { type EscalationPolicy, secondsToNext } from './rules/plan-escalation.ts'
import { type AlarmChange, changeAlarm, type StoredAlarm, tellAlarms } from './store-alarm.ts'
import { callOff } from './store-reach.ts'

/** Ends an alarm: cause and names stand in `by`. Call-outs still waiting are called off; an incident lets go the homes that are still in it. */
export async function finishAlarm(
  ctx: Context,
  alarm: StoredAlarm,
  by: AlarmChange & { readonly close_cause: string | null },
  policy: EscalationPolicy,
): Promise<AlarmRow> {
  const now = ctx.now.toString()
  await sql`update watch.callout set state = case when state in ('asked', 'accepted') then 'cancelled' else state end, ended_at = ${now}
    where alarm_id = ${alarm.id} and ended_at is null`.execute(ctx.db)
  await callOff(ctx, [alarm.id])
  if (alarm.subject_kind === 'incident') await endIncident(ctx, alarm, policy)
  const row = await changeAlarm(
    ctx,
    alarm,
    {
      ...by,
      state: 'closed',
      closed_at: now,
      owner_kind: 'nobody',
      owner_account: null,
      owner_name: by.closed_by_name ?? alarm.closed_by_name ?? '系统',
      deadline_at: null,
      claim_until: null,
      snoozed_until: null,
    },
    'closed',
    { cause: by.close_cause, why: by.close_why ?? '' },
  )
  await ctx.emit(AlarmClosedEvent, alarm.id, {
    alarmId: AlarmId.parse(alarm.id),
    cause: Cause.parse(alarm.cause),
    elderId: alarm.elder_id,
    homeId: alarm.home_id,
    divisionCode: alarm.division_code,
    closeCause: CloseCause.parse(by.close_cause),
  })
  return row
}

/** Homes whose own alarm is still open when their incident ends stand alone again: none is closed with the crowd. */
async function endIncident(ctx: Context, alarm: StoredAlarm, policy: EscalationPolicy): Promise<void> {
  const now = ctx.now.toString()
  await sql`update watch.incident set closed_at = ${now} where id = ${alarm.subject_id}`.execute(ctx.db)
  const due = ctx.now.add({ seconds: secondsToNext(policy, 3, 0, true) }).toString()
  const { rows } = await sql<{ id: string }>`with freed as (
      update watch.alarm set incident_id = null, version = version + 1, events = events + 1,
        -- one that an operator holds stays with its operator
        owner_kind = case when owner_kind = 'operator' then owner_kind else 'duty' end,
        owner_name = case when owner_kind = 'operator' then owner_name else '值守台' end,
        deadline_at = case when owner_kind = 'operator' then deadline_at else ${due}::timestamptz end,
        step = case when owner_kind = 'operator' then step else 0 end
      where incident_id = ${alarm.subject_id} and closed_at is null returning id, events),
    said as (insert into watch.alarm_event (alarm_id, n, at, kind, by_account, by_name, detail)
      select id, events, ${now}, 'left-incident', ${ctx.actor.accountId}, ${ctx.actor.name}, '{}' from freed)
    select id from freed`.execute(ctx.db)
  await tellAlarms(
    ctx,
    rows.map(({ id }) => id),
  )
}
