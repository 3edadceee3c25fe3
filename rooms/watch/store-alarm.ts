import type { Context, Database } from '@yinqiao/kernel'
import { type RawBuilder, type Selectable, sql } from 'kysely'
import { AlarmNews } from './contract/alarm-signatures.ts'
import { AlarmRow } from './contract/alarm.ts'
import type { WatchRows } from './tables/rows.ts'

export type StoredAlarm = Selectable<WatchRows['watch.alarm']>

/** Alarms as screens see them, with the names of elder and home; row security limits them. `chosen` is what follows `from watch.alarm a`. */
export async function listAlarmRows(db: Database, chosen: RawBuilder<unknown>): Promise<AlarmRow[]> {
  const { rows } = await sql<AlarmRow>`select a.id, a.n, a.version, a.cause, a.level, a.title, a.state, a.owner_kind as "ownerKind",
      a.owner_account as "ownerAccount", a.owner_name as "ownerName", a.deadline_at as "deadlineAt", a.claim_until as "claimUntil",
      a.snoozed_until as "snoozedUntil", a.step, a.fence, a.incident_id as "incidentId", a.subject_kind as "subjectKind", a.subject_id as "subjectId",
      a.elder_id as "elderId", e.name as "elderName", a.home_id as "homeId", h.name as "homeName", h.address, a.device_id as "deviceId",
      a.division_code as "divisionCode", h.lat, h.lon, a.opened_at as "openedAt", a.last_signal_at as "lastSignalAt", a.signals,
      case when a.subject_kind = 'incident' then (select count(distinct m.home_id)::int from watch.alarm m where m.incident_id = a.subject_id) end as homes,
      a.answered_at as "answeredAt", a.dispatched_at as "dispatchedAt", a.arrived_at as "arrivedAt", a.inside_at as "insideAt",
      a.closed_at as "closedAt", a.close_cause as "closeCause", a.synthetic
    from (select a.* from watch.alarm a ${chosen}) a
    left join people.pub_elder e on e.id = a.elder_id
    left join watch.home h on h.id = a.home_id`.execute(db)
  return rows
}

/** Locks an alarm within the actor's scope; undefined = unknown, or not in scope. */
export async function lockAlarm(ctx: Context, id: string): Promise<StoredAlarm | undefined> {
  return ctx.db.withTables<WatchRows>().selectFrom('watch.alarm').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

/** Fields of an alarm that a step changes. */
export type AlarmChange = Partial<
  Pick<
    StoredAlarm,
    | 'state'
    | 'level'
    | 'owner_kind'
    | 'owner_account'
    | 'owner_name'
    | 'deadline_at'
    | 'step'
    | 'fence'
    | 'claim_until'
    | 'snoozed_until'
    | 'incident_id'
    | 'answered_at'
    | 'dispatched_at'
    | 'arrived_at'
    | 'inside_at'
    | 'closed_at'
    | 'close_cause'
    | 'close_why'
    | 'closed_by'
    | 'closed_by_name'
    | 'second_by'
    | 'second_by_name'
  >
>

/** Writes a change of a locked alarm with its line in the timeline, tells the screens, and gives the new row. */
export async function changeAlarm(
  ctx: Context,
  alarm: StoredAlarm,
  change: AlarmChange,
  kind: string,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<AlarmRow> {
  const db = ctx.db.withTables<WatchRows>()
  // sent together, done in this order: one answer to wait for
  const [, , row] = await Promise.all([
    db
      .updateTable('watch.alarm')
      .set({ ...change, version: sql<number>`version + 1`, events: sql<number>`events + 1` })
      .where('id', '=', alarm.id)
      .execute(),
    sql`insert into watch.alarm_event (alarm_id, n, at, kind, by_account, by_name, detail)
    select id, events, ${ctx.now.toString()}, ${kind}, ${ctx.actor.accountId}, ${ctx.actor.name}, ${JSON.stringify(detail)}::jsonb
    from watch.alarm where id = ${alarm.id}`.execute(ctx.db),
    getAlarmRow(ctx, alarm.id),
  ])
  tellRows(ctx, [row])
  return row
}

/** How an alarm stands now, as screens see it. */
export async function getAlarmRow(ctx: Context, id: string): Promise<AlarmRow> {
  const [row] = await listAlarmRows(ctx.db, sql`where a.id = ${id}`)
  if (row === undefined) throw new Error(`alarm ${id} is gone`)
  return row
}

/** Tells the screens how an alarm stands now. */
export async function tellAlarm(ctx: Context, id: string): Promise<AlarmRow> {
  const row = await getAlarmRow(ctx, id)
  tellRows(ctx, [row])
  return row
}

/** Tells the screens how alarms stand now. */
export async function tellAlarms(ctx: Context, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) tellRows(ctx, await listAlarmRows(ctx.db, sql`where a.id = any (${ids}::uuid[])`))
}

/** Tells the screens of alarms as they were just read. Alarms inside an incident are not news: their incident's alarm is. */
export function tellRows(ctx: Context, rows: readonly AlarmRow[]): void {
  for (const row of rows) ctx.tell(AlarmNews, { area: row.divisionCode, persons: row.elderId === null ? [] : [row.elderId] }, row)
}

/** Seconds after the moment of the call, as an instant. */
export function inSeconds(ctx: Pick<Context, 'now'>, seconds: number): string {
  return ctx.now.add({ milliseconds: Math.round(seconds * 1000) }).toString()
}
