import { body } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { MyCallouts } from '../contract/alarm-signatures.ts'
import { AlarmId, type CalloutState } from '../contract/alarm.ts'
import { openEntry } from '../store-sheet.ts'

interface Row {
  readonly id: string
  readonly state: CalloutState
  readonly asked_at: string
  readonly until: string
  readonly alarm_id: string
  readonly n: number
  readonly title: string
  readonly elder_id: string | null
  readonly elder_name: string | null
  readonly home_name: string | null
  readonly address: string | null
  readonly entry_sealed: string | null
  readonly lat: number | null
  readonly lon: number | null
}

export const listMyCallouts = body(MyCallouts, async (ctx) => {
  const { rows } =
    await sql<Row>`select o.id, o.state, o.asked_at, o.until, o.alarm_id, a.n, a.title, a.elder_id, e.name as elder_name, h.name as home_name,
      h.address, h.entry_sealed, h.lat, h.lon
    from watch.callout o join watch.alarm a on a.id = o.alarm_id
    left join people.pub_elder e on e.id = a.elder_id left join watch.home h on h.id = a.home_id
    where o.account_id = ${ctx.actor.accountId} and a.closed_at is null and o.state not in ('cancelled', 'left')
    order by o.asked_at desc limit 20`.execute(ctx.db)
  return rows.map((row) => {
    if (row.elder_id !== null) ctx.note({ kind: 'elder', id: row.elder_id })
    const entry = openEntry(ctx, row.entry_sealed)
    return {
      id: row.id,
      state: row.state,
      askedAt: row.asked_at,
      until: row.until,
      alarmId: AlarmId.parse(row.alarm_id),
      alarmN: row.n,
      title: row.title,
      elderName: row.elder_name,
      homeName: row.home_name,
      address: row.address,
      gate: entry?.gate ?? null,
      floor: entry?.floor ?? null,
      key: entry?.key ?? null,
      lat: row.lat,
      lon: row.lon,
    }
  })
})
