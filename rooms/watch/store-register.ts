import type { Context } from '@yinqiao/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { Register, RegisteredDevice, RegisteredHome, RegisteredLimit } from './contract/register.ts'

/** The whole register within the caller's area: one query each for devices, homes and limits. */
export async function loadRegister(ctx: Context): Promise<Register> {
  return { ...(await read(ctx, sql`true`, sql`true`)), limits: await readLimits(ctx, sql`true`), limitsChangedOf: [] }
}

/** Longer than any command may stay open (kernel/database.ts cuts it): who wrote before the last look has committed by the next. */
const overlapSeconds = 180

/**
 * What changed since a moment (ISO 8601): what a cache puts in place of what it holds. Reaches some minutes further back than asked,
 * because a change bears the time at which its command began, and becomes visible when it is committed.
 */
export async function changedSince(ctx: Context, since: string): Promise<Register> {
  const from = sql`${since}::timestamptz - make_interval(secs => ${overlapSeconds})`
  const { rows } = await sql<{ elder_id: string }>`select distinct elder_id from watch.personal_limit
    where known_from >= ${from} or known_to >= ${from}`.execute(ctx.db)
  const elders = rows.map((row) => row.elder_id)
  return {
    ...(await read(ctx, sql`d.updated_at >= ${from}`, sql`h.updated_at >= ${from}`)),
    limits: elders.length === 0 ? [] : await readLimits(ctx, sql`elder_id = any (${elders}::uuid[])`),
    limitsChangedOf: elders,
  }
}

interface DeviceRow extends Omit<RegisteredDevice, 'bound'> {
  readonly b_id: string | null
  readonly b_home: string
  readonly b_elder: string | null
  readonly b_division: string
  readonly b_room: string | null
  readonly b_series: number
  readonly b_since: string
}

async function read(ctx: Context, devices: RawBuilder<unknown>, homes: RawBuilder<unknown>): Promise<Pick<Register, 'devices' | 'homes'>> {
  const { rows } = await sql<DeviceRow>`select d.id, d.source, d.protocol, d.serial, d.kind, d.vendor, d.model, d.gateway_id as "gatewayId",
      d.secret_hash as "secretHash", d.state, d.silence_minutes as "silenceMinutes", d.test_days as "testDays", d.division_code as "divisionCode",
      d.synthetic, d.test_until as "testUntil",
      b.id as b_id, b.home_id as b_home, b.elder_id as b_elder, b.division_code as b_division, b.room as b_room, b.series_id as b_series,
      b.valid_from as b_since
    from watch.device d left join watch.binding b on b.device_id = d.id and b.valid_to is null where ${devices}`.execute(ctx.db)
  const found =
    await sql<RegisteredHome>`select h.id, h.name, h.scene, h.division_code as "divisionCode", h.silence_minutes as "silenceMinutes",
      h.indoors_from::text as "indoorsFrom", h.indoors_to::text as "indoorsTo", h.synthetic, coalesce(m.elders, '{}') as "elderIds"
    from watch.home h left join (
      select home_id, array_agg(elder_id order by valid_from, elder_id) as elders from watch.home_member where valid_to is null group by home_id
    ) m on m.home_id = h.id where ${homes}`.execute(ctx.db)
  return { devices: rows.map(deviceOf), homes: found.rows }
}

function deviceOf({ b_id, b_home, b_elder, b_division, b_room, b_series, b_since, ...device }: DeviceRow): RegisteredDevice {
  const bound =
    b_id === null
      ? null
      : { id: b_id, homeId: b_home, elderId: b_elder, divisionCode: b_division, room: b_room, seriesId: b_series, since: b_since }
  return { ...device, bound }
}

async function readLimits(ctx: Context, of: RawBuilder<unknown>): Promise<RegisteredLimit[]> {
  const { rows } = await sql<RegisteredLimit>`select elder_id as "elderId", metric, critical_low as "criticalLow", low, high,
      critical_high as "criticalHigh", set_by_kind as "setByKind", set_by_name as "setByName", known_from as since
    from watch.personal_limit where known_to is null and ${of} order by elder_id, metric`.execute(ctx.db)
  return rows
}
