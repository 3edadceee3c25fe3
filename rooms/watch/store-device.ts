import type { Context } from '@yinqiao/kernel'
import type { Actor } from '@yinqiao/kernel/contract'
import { type RawBuilder, sql } from 'kysely'
import type { DeviceEventKind, DeviceRow } from './contract/device.ts'
import type { WatchRows } from './tables/rows.ts'

/** Which devices and homes an actor may see, on the alias of a table with a division code: the first of two walls; row security is the second. */
export function inArea({ area }: Pick<Actor, 'area'>, alias: string): RawBuilder<unknown> {
  const column = sql.ref(`${alias}.division_code`)
  return area === '' ? sql`false` : sql`(${column} >= ${area} and ${column} < ${`${area}:`})`
}

/** A day of the district from a moment. */
const dayOf = (moment: RawBuilder<unknown>) => sql`(${moment} at time zone 'Asia/Shanghai')::date`

/**
 * The day on which a test call is due: so many days after the last one at this place; the day of binding when there was none here,
 * for nobody knows that it works. Null where no test is wanted or the device hangs nowhere.
 */
export const testDueOn = sql`case when b.id is null or d.test_days is null then null
  when s.tested_at >= b.valid_from then ${dayOf(sql`s.tested_at`)} + d.test_days else ${dayOf(sql`b.valid_from`)} end`

/** Devices with state, binding of now, home and person. */
export const deviceJoins = (today: string) => sql`watch.device d
  left join watch.device_state s on s.device_id = d.id
  left join watch.binding b on b.device_id = d.id and b.valid_to is null
  left join watch.home h on h.id = b.home_id
  left join people.pub_elder e on e.id = b.elder_id
  left join places.pub_division v on v.code = d.division_code and v.valid_from <= ${today} and (v.valid_to is null or v.valid_to > ${today})`

export const deviceColumns = sql`d.id, d.source, d.protocol, d.serial, d.kind, d.vendor, d.model, d.state, d.division_code as "divisionCode",
  coalesce(v.name, d.division_code) as "divisionName", s.last_seen_at as "lastSeenAt", s.silent_since as "silentSince", s.battery,
  ${testDueOn} as "testDueOn", d.synthetic, b.id as b_id, b.home_id as b_home, h.name as b_home_name, b.elder_id as b_elder, e.name as b_elder_name,
  b.room as b_room, b.valid_from as b_since`

/** A row of `deviceColumns`. */
export interface StoredDevice extends Omit<DeviceRow, 'holder'> {
  readonly b_id: string | null
  readonly b_home: string
  readonly b_home_name: string | null
  readonly b_elder: string | null
  readonly b_elder_name: string | null
  readonly b_room: string | null
  readonly b_since: string
}

/** Stands for a name that the post may not see. */
export const elsewhere = '（辖区外）'

/** The row as the contract tells it; whatever else was selected comes along. */
export function deviceRowOf<S extends StoredDevice>({ b_id, b_home, b_home_name, b_elder, b_elder_name, b_room, b_since, ...device }: S) {
  const holder =
    b_id === null
      ? null
      : {
          bindingId: b_id,
          homeId: b_home,
          homeName: b_home_name ?? elsewhere,
          elderId: b_elder,
          elderName: b_elder === null ? null : (b_elder_name ?? elsewhere),
          room: b_room,
          since: b_since,
        }
  return { ...device, holder }
}

/** Devices that a condition on d, s, b, h selects; within the caller's area. */
export async function findDevices(ctx: Context, condition: RawBuilder<unknown>): Promise<DeviceRow[]> {
  const { rows } = await sql<StoredDevice>`select ${deviceColumns} from ${deviceJoins(ctx.today)}
    where ${condition} and ${inArea(ctx.actor, 'd')} order by d.kind, d.serial`.execute(ctx.db)
  return rows.map(deviceRowOf)
}

/** What a command needs of a device, locked until its end. */
export interface LockedDevice {
  readonly id: string
  readonly version: number
  readonly source: string
  readonly protocol: string
  readonly serial: string
  readonly kind: DeviceRow['kind']
  readonly vendor: string | null
  readonly model: string | null
  readonly gateway_id: string | null
  readonly state: DeviceRow['state']
  readonly silence_minutes: number | null
  readonly test_days: number | null
  readonly division_code: string
  readonly synthetic: boolean
}

export async function lockDevice(ctx: Context, id: string): Promise<LockedDevice | undefined> {
  const { rows } =
    await sql<LockedDevice>`select d.id, d.version, d.source, d.protocol, d.serial, d.kind, d.vendor, d.model, d.gateway_id, d.state,
      d.silence_minutes, d.test_days, d.division_code, d.synthetic
    from watch.device d where d.id = ${id} and ${inArea(ctx.actor, 'd')} for update`.execute(ctx.db)
  return rows[0]
}

/** Writes a line into the life of a device. */
export async function logDevice(ctx: Context, deviceId: string, kind: DeviceEventKind, detail: object): Promise<void> {
  await ctx.db
    .withTables<WatchRows>()
    .insertInto('watch.device_event')
    .values({
      id: ctx.newId(),
      device_id: deviceId,
      at: ctx.now.toString(),
      kind,
      detail: JSON.stringify(detail),
      by_account: ctx.actor.accountId,
      by_name: ctx.actor.name,
    })
    .execute()
}

/** Says that a device changed, so that the alarm path reads it anew (`changedSince`). */
export async function touchDevice(ctx: Context, id: string): Promise<void> {
  await sql`update watch.device set updated_at = ${ctx.now.toString()}, updated_by = ${ctx.actor.accountId} where id = ${id}`.execute(
    ctx.db,
  )
}

/** A gateway must be one, in sight, and not behind the device itself. */
export async function mayBeGateway(ctx: Context, gatewayId: string, deviceId: string | null): Promise<boolean> {
  const { rows } = await sql`select 1 from watch.device d where d.id = ${gatewayId} and d.kind = 'gateway' and d.state <> 'scrapped'
    and d.id is distinct from ${deviceId}::uuid and ${inArea(ctx.actor, 'd')}
    and not exists (
      with recursive up as (
        select g.id, g.gateway_id from watch.device g where g.id = ${gatewayId}
        union select g.id, g.gateway_id from watch.device g join up on g.id = up.gateway_id
      ) select 1 from up where up.id = ${deviceId}::uuid)`.execute(ctx.db)
  return rows.length > 0
}
