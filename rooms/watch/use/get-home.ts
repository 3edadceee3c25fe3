import { body } from '@yinqiao/kernel'
import { type Output, refuse } from '@yinqiao/kernel/contract'
import { type Selectable, sql } from 'kysely'
import { HomeUnknown } from '../contract/device-refusals.ts'
import { GetHome } from '../contract/home-signatures.ts'
import { elsewhere, findDevices, inArea } from '../store-device.ts'
import { contactsOf, membersOf } from '../store-home.ts'
import { openEntry } from '../store-sheet.ts'
import type { WatchRows } from '../tables/rows.ts'

type StoredHome = Selectable<WatchRows['watch.home']> &
  Pick<Output<typeof GetHome>, 'divisionName' | 'activeAt' | 'doorAt' | 'inside' | 'silentSince' | 'scene'>

const clock = (time: string | null) => time?.slice(0, 5) ?? null

export const getHome = body(GetHome, async (ctx, { id }) => {
  const { rows } =
    await sql<StoredHome>`select h.*, coalesce(v.name, h.division_code) as "divisionName", s.active_at as "activeAt", s.door_at as "doorAt",
      coalesce(s.inside, 'unknown') as inside, s.silent_since as "silentSince"
    from watch.home h left join watch.home_state s on s.home_id = h.id
    left join places.pub_division v on v.code = h.division_code and v.valid_from <= ${ctx.today} and (v.valid_to is null or v.valid_to > ${ctx.today})
    where h.id = ${id} and ${inArea(ctx.actor, 'h')}`.execute(ctx.db)
  const [home] = rows
  if (home === undefined) return refuse(HomeUnknown, {}, 'id')
  const members = await membersOf(ctx, id)
  const contacts = await contactsOf(ctx, id)
  const devices = await findDevices(ctx, sql`b.home_id = ${id}`)
  const past = await sql<
    Output<typeof GetHome>['past'][number]
  >`select b.id as "bindingId", b.home_id as "homeId", ${home.name} as "homeName",
      b.elder_id as "elderId", case when b.elder_id is null then null else coalesce(e.name, ${elsewhere}) end as "elderName", b.room,
      b.valid_from as since, b.valid_to as until, b.bound_by_name as "boundBy", b.ended_why as "endedWhy", b.ended_by_name as "endedBy",
      b.device_id as "deviceId", coalesce(d.serial, ${elsewhere}) as serial
    from watch.binding b left join watch.device d on d.id = b.device_id left join people.pub_elder e on e.id = b.elder_id
    where b.home_id = ${id} and b.valid_to is not null order by b.valid_to desc limit 50`.execute(ctx.db)
  const alarms = await sql<
    Output<typeof GetHome>['openAlarms'][number]
  >`select id, title, level, opened_at as "openedAt", state from watch.alarm
    where home_id = ${id} and closed_at is null order by level, opened_at`.execute(ctx.db)
  ctx.note({ kind: 'home', id })
  for (const { elderId } of members) ctx.note({ kind: 'elder', id: elderId, after: { contacts: contacts.length } })
  const [from, to] = [clock(home.indoors_from), clock(home.indoors_to)]
  return {
    id: GetHome.output.shape.id.parse(home.id),
    version: home.version,
    scene: home.scene,
    name: home.name,
    address: home.address,
    divisionCode: home.division_code,
    divisionName: home.divisionName,
    point: home.lat === null || home.lon === null ? null : { lng: home.lon, lat: home.lat },
    entry: openEntry(ctx, home.entry_sealed),
    silenceMinutes: home.silence_minutes,
    indoors: from === null || to === null ? null : { from, to },
    members,
    contacts,
    devices,
    past: past.rows,
    activeAt: home.activeAt,
    doorAt: home.doorAt,
    inside: home.inside,
    silentSince: home.silentSince,
    openAlarms: alarms.rows,
    synthetic: home.synthetic,
    updatedAt: home.updated_at,
  }
})
