import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { findElderFacts } from '@yinqiao/people'
import { sql } from 'kysely'
import { AlarmUnknown } from '../contract/alarm-refusals.ts'
import { GetAlarm } from '../contract/alarm-signatures.ts'
import type { AlarmSheet, CalloutRow, SignalRow, TimelineRow } from '../contract/alarm.ts'
import { scriptFor } from '../rules/script-for.ts'
import { listAlarmRows } from '../store-alarm.ts'
import { openContact, openEntry } from '../store-sheet.ts'
import type { WatchRows } from '../tables/rows.ts'

/** The sheet of one alarm: everything an operator needs, in one answer. */
export const getAlarm = body(GetAlarm, async (ctx, { id }) => {
  const [alarm] = await listAlarmRows(ctx.db, sql`where a.id = ${id}`)
  if (alarm === undefined) return refuse(AlarmUnknown, {}, 'id')
  const db = ctx.db.withTables<WatchRows>()
  const stored = await db.selectFrom('watch.alarm').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const home =
    alarm.homeId === null ? undefined : await db.selectFrom('watch.home').selectAll().where('id', '=', alarm.homeId).executeTakeFirst()
  const facts = alarm.elderId === null ? undefined : await findElderFacts(ctx, alarm.elderId)
  const others = await sql<{
    id: string
    name: string
  }>`select e.id, e.name from watch.home_member m join people.pub_elder e on e.id = m.elder_id
    where m.home_id = ${alarm.homeId} and m.valid_to is null and m.elder_id is distinct from ${alarm.elderId}::uuid order by e.name`.execute(
    ctx.db,
  )
  for (const other of others.rows) ctx.note({ kind: 'elder', id: other.id })
  const contacts =
    alarm.homeId === null
      ? []
      : await db
          .selectFrom('watch.contact')
          .selectAll()
          .where('home_id', '=', alarm.homeId)
          .where('ended_at', 'is', null)
          .orderBy('order_no')
          .execute()
  const signals =
    await sql<SignalRow>`select s.id, s.kind, s.said, s.heard_at as "heardAt", s.claimed_at as "claimedAt", s.device_id as "deviceId",
      d.kind as "deviceKind", b.room, s.rule, s.rule_version as "ruleVersion", s.why
    from watch.signal s left join watch.device d on d.id = s.device_id left join watch.binding b on b.device_id = s.device_id and b.valid_to is null
    where s.alarm_id = ${id} order by s.heard_at desc, s.id desc limit 200`.execute(ctx.db)
  const timeline = await sql<TimelineRow>`select * from (
      select n, at, kind, by_name as "byName", detail from watch.alarm_event where alarm_id = ${id} order by n desc limit 1000) newest order by n`.execute(
    ctx.db,
  )
  const told = await db.selectFrom('watch.told').selectAll().where('alarm_id', '=', id).orderBy('sent_at').orderBy('id').execute()
  const callouts = await db.selectFrom('watch.callout').selectAll().where('alarm_id', '=', id).orderBy('order_no').execute()
  const last = await sql<
    AlarmSheet['last'][number]
  >`select id, n, title, opened_at as "openedAt", close_cause as "closeCause", close_why as "closeWhy" from watch.alarm
    where id <> ${id} and (elder_id = ${alarm.elderId}::uuid or home_id = ${alarm.homeId}::uuid) order by opened_at desc limit 5`.execute(
    ctx.db,
  )
  const devices = await sql<
    AlarmSheet['devices'][number]
  >`select d.id, d.kind, b.room, s.last_seen_at as "lastSeenAt", s.battery, s.silent_since is not null as silent
    from watch.binding b join watch.device d on d.id = b.device_id left join watch.device_state s on s.device_id = d.id
    where b.home_id = ${alarm.homeId}::uuid and b.valid_to is null order by d.kind, d.id limit 100`.execute(ctx.db)
  return {
    alarm,
    elder:
      facts === undefined
        ? null
        : {
            id: facts.id,
            name: facts.name,
            sex: facts.sex,
            age: facts.age,
            phone: facts.phone,
            livesAlone: facts.livesAlone,
            lifeState: facts.lifeState,
            health: facts.healthNotes,
            contacts: facts.contacts,
          },
    others: others.rows,
    home:
      home === undefined
        ? null
        : {
            id: home.id,
            name: home.name,
            scene: home.scene,
            address: home.address,
            entry: openEntry(ctx, home.entry_sealed),
            lat: home.lat,
            lon: home.lon,
          },
    contacts: contacts.map((contact) => openContact(ctx, { ...contact, kind: contact.kind as AlarmSheet['contacts'][number]['kind'] })),
    signals: signals.rows,
    timeline: timeline.rows,
    told: told.map((one) => ({
      id: one.id,
      step: one.step,
      channel: one.channel as AlarmSheet['told'][number]['channel'],
      name: ctx.cipher.open(one.name_sealed),
      sentAt: one.sent_at,
      deliveredAt: one.delivered_at,
      seenAt: one.seen_at,
      answeredAt: one.answered_at,
      failedWhy: one.failed_why,
    })),
    callouts: callouts.map((one) => ({
      id: one.id,
      orderNo: one.order_no,
      contactId: one.contact_id,
      name: ctx.cipher.open(one.name_sealed),
      kind: one.kind,
      state: one.state as CalloutRow['state'],
      askedAt: one.asked_at,
      until: one.until,
      answeredAt: one.answered_at,
      arrivedAt: one.arrived_at,
      insideAt: one.inside_at,
      note: one.note,
    })),
    last: last.rows,
    devices: devices.rows,
    script: [...scriptFor(alarm.cause)],
    needsSecond: stored.needs_second,
    closeWhy: stored.close_why,
    closedByName: stored.closed_by_name,
    secondByName: stored.second_by_name,
  }
})
