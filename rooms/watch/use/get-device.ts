import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { type Selectable, sql } from 'kysely'
import { z } from 'zod'
import type { DeviceEvent, DeviceRecord } from '../contract/device.ts'
import { DeviceUnknown } from '../contract/device-refusals.ts'
import { GetDevice } from '../contract/device-signatures.ts'
import { deviceColumns, deviceJoins, deviceRowOf, elsewhere, inArea, type StoredDevice } from '../store-device.ts'
import type { WatchRows } from '../tables/rows.ts'

interface StoredRecord extends StoredDevice, Omit<DeviceRecord, keyof StoredDevice | 'holder' | 'bindings' | 'events' | 'settings'> {
  readonly settings: unknown
}
type Past = Selectable<WatchRows['watch.binding']> & { readonly home_name: string | null; readonly elder_name: string | null }

const Settings = z.record(z.string(), z.coerce.string())

export const getDevice = body(GetDevice, async (ctx, { id }) => {
  const { rows } = await sql<StoredRecord>`select ${deviceColumns}, d.version, d.gateway_id as "gatewayId", g.serial as "gatewaySerial",
      (select count(*) from watch.device o where o.gateway_id = d.id) as behind, d.secret_hash is not null as "hasSecret",
      d.silence_minutes as "silenceMinutes", d.test_days as "testDays", s.tested_at as "testedAt",
      case when d.test_until > ${ctx.now.toString()}::timestamptz then d.test_until end as "testUntil", s.last_kept_at as "lastKeptAt",
      s.signal, s.firmware, coalesce(s.settings, '{}') as settings, d.created_at as "createdAt"
    from ${deviceJoins(ctx.today)} left join watch.device g on g.id = d.gateway_id
    where d.id = ${id} and ${inArea(ctx.actor, 'd')}`.execute(ctx.db)
  const [stored] = rows
  if (stored === undefined) return refuse(DeviceUnknown, {}, 'id')
  const bindings = await sql<Past>`select b.*, h.name as home_name, e.name as elder_name from watch.binding b
    left join watch.home h on h.id = b.home_id left join people.pub_elder e on e.id = b.elder_id
    where b.device_id = ${id} order by b.valid_from desc limit 100`.execute(ctx.db)
  const events = await sql<DeviceEvent>`select id, at, kind, detail, by_name as by from watch.device_event
    where device_id = ${id} order by at desc, id desc limit 200`.execute(ctx.db)
  ctx.note({ kind: 'device', id })
  for (const elderId of new Set(bindings.rows.map((past) => past.elder_id))) if (elderId !== null) ctx.note({ kind: 'elder', id: elderId })
  const settings = Settings.safeParse(stored.settings)
  return {
    ...deviceRowOf(stored),
    settings: settings.success ? settings.data : {},
    bindings: bindings.rows.map((past) => ({
      bindingId: past.id,
      homeId: past.home_id,
      homeName: past.home_name ?? elsewhere,
      elderId: past.elder_id,
      elderName: past.elder_id === null ? null : (past.elder_name ?? elsewhere),
      room: past.room,
      since: past.valid_from,
      until: past.valid_to,
      boundBy: past.bound_by_name,
      endedWhy: past.ended_why,
      endedBy: past.ended_by_name,
    })),
    events: events.rows,
  }
})
