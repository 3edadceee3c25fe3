import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import type { Memory, Seen, Stir } from './store-memory.ts'
import type { Ready } from './store-take.ts'

/** Readings that show that somebody moves about. */
const activity: ReadonlySet<string> = new Set(['motion', 'presence', 'door', 'bed', 'dose', 'steps', 'power'])

/** Remembers what a message showed of its device and home; written by the next flush. */
export function noteSeen(memory: Memory, { device, message, heard, placed, readings, trust }: Ready, fresh: boolean): void {
  const at = message.receivedAt
  const seen: Seen = memory.seen.get(device.id) ?? { at, keptAt: null, battery: null, signal: null, firmware: null, settings: {} }
  seen.at = Math.max(seen.at, at)
  if (trust === 'trusted') seen.keptAt = at
  Object.assign(seen.settings, heard.settings)
  seen.firmware = heard.settings['firmware'] ?? heard.settings['FwVer'] ?? heard.settings['versionFw'] ?? seen.firmware
  memory.seen.set(device.id, seen)
  const home = device.bound?.homeId
  for (const { metric, value } of readings) {
    if (!Number.isFinite(value)) continue
    memory.lastHeard.set(`${device.id}/${metric}`, { value, at: placed.at })
    if (metric === 'battery') seen.battery = value
    if (metric === 'signal') seen.signal = value
    if (trust !== 'trusted' || home === undefined || !fresh) continue
    const stir: Stir = memory.stirs.get(home) ?? { activeAt: null, doorAt: null, bed: null, bedAt: null, inside: null, insideAt: null }
    const quiet = (metric === 'motion' || metric === 'presence') && value === 0
    if (activity.has(metric) && !quiet) stir.activeAt = Math.max(stir.activeAt ?? 0, at)
    if (metric === 'door') stir.doorAt = Math.max(stir.doorAt ?? 0, at)
    if (metric === 'bed') [stir.bed, stir.bedAt] = [value === 1, at]
    if (metric === 'presence' && value === 1) [stir.inside, stir.insideAt] = [true, at]
    memory.stirs.set(home, stir)
  }
  for (const { kind } of heard.signals) {
    if (home === undefined || placed.signals !== 'live') continue
    const inside = kind === 'geofence-left' ? false : kind === 'geofence-entered' ? true : null
    if (inside === null) continue
    const stir: Stir = memory.stirs.get(home) ?? { activeAt: null, doorAt: null, bed: null, bedAt: null, inside: null, insideAt: null }
    memory.stirs.set(home, { ...stir, inside, insideAt: at })
  }
}

/**
 * Writes what was seen since the last flush. A crash loses at most that: a device then counts as seen a little earlier, which errs on
 * the side of looking. Gives the devices that had been silent and speak again.
 */
export async function flushSeen(ctx: Context, memory: Memory): Promise<string[]> {
  const { seen, stirs } = memory
  if (seen.size === 0) return []
  memory.seen = new Map()
  memory.stirs = new Map()
  try {
    const devices = [...seen].map(([id, one]) => ({ id, ...one })).toSorted((a, b) => (a.id < b.id ? -1 : 1))
    const { rows } = await sql<{ device_id: string; silent_since: string | null }>`insert into watch.device_state as s
        (device_id, last_seen_at, last_kept_at, battery, signal, firmware, settings)
      select id, to_timestamp(at / 1000.0), to_timestamp("keptAt" / 1000.0), battery, signal, firmware, settings
      from jsonb_to_recordset(${JSON.stringify(devices)}::jsonb) as r(id uuid, at float8, "keptAt" float8, battery float8, signal float8, firmware text, settings jsonb)
      on conflict (device_id) do update set last_seen_at = greatest(s.last_seen_at, excluded.last_seen_at),
        last_kept_at = greatest(s.last_kept_at, excluded.last_kept_at), battery = coalesce(excluded.battery, s.battery),
        signal = coalesce(excluded.signal, s.signal), firmware = coalesce(excluded.firmware, s.firmware), settings = s.settings || excluded.settings
      returning device_id, silent_since`.execute(ctx.db)
    const homes = [...stirs].map(([id, one]) => ({ id, ...one })).toSorted((a, b) => (a.id < b.id ? -1 : 1))
    if (homes.length > 0)
      await sql`insert into watch.home_state as s (home_id, active_at, door_at, bed_left_at, inside, inside_at)
        select id, to_timestamp("activeAt" / 1000.0), to_timestamp("doorAt" / 1000.0), case when bed is false then to_timestamp("bedAt" / 1000.0) end,
          case inside when true then 'yes' when false then 'no' else 'unknown' end, to_timestamp("insideAt" / 1000.0)
        from jsonb_to_recordset(${JSON.stringify(homes)}::jsonb) as r(id uuid, "activeAt" float8, "doorAt" float8, bed boolean, "bedAt" float8, inside boolean, "insideAt" float8)
        on conflict (home_id) do update set active_at = greatest(s.active_at, excluded.active_at), door_at = greatest(s.door_at, excluded.door_at),
          bed_left_at = case when s.home_id in (select b.id from jsonb_to_recordset(${JSON.stringify(homes)}::jsonb) as b(id uuid, bed boolean) where b.bed is not null)
            then excluded.bed_left_at else s.bed_left_at end,
          inside = case when excluded.inside_at is null then s.inside else excluded.inside end, inside_at = coalesce(excluded.inside_at, s.inside_at)`.execute(
        ctx.db,
      )
    return rows.filter(({ silent_since }) => silent_since !== null).map(({ device_id }) => device_id)
  } catch (error) {
    // not written: it is seen again with the next flush
    for (const [id, one] of seen) if (!memory.seen.has(id)) memory.seen.set(id, one)
    for (const [id, one] of stirs) if (!memory.stirs.has(id)) memory.stirs.set(id, one)
    throw error
  }
}
