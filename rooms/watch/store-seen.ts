import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { learnClockError } from './rules/clean/learn-clock-error.ts'
import { isActivity, isOfBody } from './rules/detect/is-activity.ts'
import { clockErrorSetting, type Memory, type Seen, type Stir } from './store-memory.ts'
import type { Ready } from './store-ready.ts'

/** Settings kept of one device; from then on those it has change, and no new ones are taken. */
const settingsAtMost = 500
const nameAtMost = 100

/** Remembers what a message showed of its device and home; written by the next flush. */
export function noteSeen(memory: Memory, ready: Ready, fresh: boolean): void {
  const { device, message, heard, placed, readings, trusts } = ready
  const at = message.receivedAt
  const seen: Seen = memory.seen.get(device.id) ?? nothingSeen(at)
  seen.at = Math.max(seen.at, at)
  if (ready.trust === 'trusted') seen.keptAt = at
  let names = Object.keys(seen.settings).length
  for (const [said, value] of Object.entries(heard.settings)) {
    const name = storable(said.slice(0, nameAtMost))
    if (!Object.hasOwn(seen.settings, name) && ++names > settingsAtMost) continue
    seen.settings[name] = storable(value)
  }
  seen.firmware = seen.settings['firmware'] ?? seen.settings['FwVer'] ?? seen.settings['versionFw'] ?? seen.firmware
  noteClock(memory, ready, seen)
  memory.seen.set(device.id, seen)
  const home = device.bound?.homeId
  const stir: Stir | null = home === undefined ? null : (memory.stirs.get(home) ?? nothingStirred())
  const point = new Map<string, number>()
  for (const [index, { metric, value }] of readings.entries()) {
    if (!Number.isFinite(value) || trusts[index] === 'unknown-unit') continue
    const key = `${device.id}/${metric}`
    const before = memory.lastHeard.get(key)?.value ?? null
    memory.lastHeard.set(key, { value, at: placed.at })
    // each by its own trust: a wrong reading does not hide the one beside it
    if (trusts[index] !== 'trusted' || !fresh) continue
    const newest = isNewest(memory, key, at)
    if (newest && metric === 'battery') seen.battery = value
    if (newest && metric === 'signal') seen.signal = value
    if (newest && (metric === 'latitude' || metric === 'longitude')) point.set(metric, value)
    if (newest && metric === 'bed' && seen.bed !== (value === 1)) [seen.bed, seen.bedSince] = [value === 1, at]
    if (metric === 'presence' && value === 1) noteInside(memory, ready, seen, stir, true)
    if (isOfBody(metric) || isActivity(metric, value, before)) seen.signAt = Math.max(seen.signAt ?? 0, at)
    if (stir === null) continue
    if (isActivity(metric, value, before)) stir.activeAt = Math.max(stir.activeAt ?? 0, at)
    if (metric === 'door') stir.doorAt = Math.max(stir.doorAt ?? 0, at)
    if (newest && metric === 'bed') [stir.bed, stir.bedAt] = [value === 1, at]
  }
  const [lat, lon] = [point.get('latitude'), point.get('longitude')]
  if (lat !== undefined && lon !== undefined) [seen.lat, seen.lon, seen.positionAt] = [lat, lon, at]
  for (const { kind } of heard.signals) {
    if (placed.signals !== 'live' || !fresh) continue
    const inside = kind === 'geofence-left' ? false : kind === 'geofence-entered' ? true : null
    if (inside !== null) noteInside(memory, ready, seen, stir, inside)
  }
  if (home !== undefined && stir !== null) memory.stirs.set(home, stir)
}

function noteInside(memory: Memory, { device, message }: Ready, seen: Seen, stir: Stir | null, inside: boolean): void {
  const at = message.receivedAt
  if (isNewest(memory, `${device.id}/inside`, at)) [seen.inside, seen.insideAt] = [inside, at]
  if (stir !== null && isNewest(memory, `${device.bound?.homeId}/inside`, at)) [stir.inside, stir.insideAt] = [inside, at]
}

/** Whether nothing newer, by receipt, was said of this yet: the spool brings older messages beside live ones, and they undo no state. */
function isNewest(memory: Memory, what: string, at: number): boolean {
  if (at < (memory.saidAt.get(what) ?? 0)) return false
  memory.saidAt.set(what, at)
  return true
}

const nothingSeen = (at: number): Seen => ({
  at,
  keptAt: null,
  signAt: null,
  battery: null,
  signal: null,
  firmware: null,
  settings: {},
  bed: null,
  bedSince: null,
  inside: null,
  insideAt: null,
  lat: null,
  lon: null,
  positionAt: null,
})
const nothingStirred = (): Stir => ({ activeAt: null, doorAt: null, bed: null, bedAt: null, inside: null, insideAt: null })

/** Text as jsonb holds it: all devices are written in one statement, so what one says of itself must not fail it for the others. */
const storable = (text: string): string => text.toWellFormed().replaceAll('\0', '·')

/** Learns what has to be added to the clock of a device, and keeps it among its settings for the next start. */
function noteClock(memory: Memory, { device, message, heard }: Ready, seen: Seen): void {
  if (heard.claimedAt === null) return
  const before = memory.beats.get(device.id) ?? []
  const last = before.at(-1)
  if (last !== undefined && message.receivedAt - last.receivedAt < 60_000) return
  const beats = [...before.slice(-4), { claimedAt: heard.claimedAt, receivedAt: message.receivedAt }]
  memory.beats.set(device.id, beats)
  if (beats.length < 5) return
  const error = learnClockError(beats)
  if (error === (memory.clockErrors.get(device.id) ?? 0)) return
  memory.clockErrors.set(device.id, error)
  seen.settings[clockErrorSetting] = String(error)
}

/**
 * Writes what was seen since the last flush. A crash loses at most that: a device then counts as seen a little earlier, which errs on
 * the side of looking. Gives the devices that had been silent and speak again.
 */
export async function flushSeen(ctx: Context, memory: Memory): Promise<string[]> {
  const { seen, stirs } = memory
  memory.flushing = null
  if (seen.size === 0) return []
  memory.seen = new Map()
  memory.stirs = new Map()
  memory.flushing = { seen, stirs }
  try {
    const devices = [...seen].map(([id, one]) => ({ id, ...one })).toSorted((a, b) => (a.id < b.id ? -1 : 1))
    // only those that were silent are told: with ten thousand devices a second the others would hold up the loop
    const { rows } = await sql<{ device_id: string }>`with written as (insert into watch.device_state as s
        (device_id, last_seen_at, last_kept_at, sign_at, battery, signal, firmware, settings, bed, bed_since, inside, inside_at, lat, lon, position_at)
      select id, to_timestamp(at / 1000.0), to_timestamp("keptAt" / 1000.0), to_timestamp("signAt" / 1000.0), battery, signal, firmware, settings, bed, to_timestamp("bedSince" / 1000.0),
        inside, to_timestamp("insideAt" / 1000.0), lat, lon, to_timestamp("positionAt" / 1000.0)
      from jsonb_to_recordset(${JSON.stringify(devices)}::jsonb) as r(id uuid, at float8, "keptAt" float8, "signAt" float8, battery float8, signal float8, firmware text,
        settings jsonb, bed boolean, "bedSince" float8, inside boolean, "insideAt" float8, lat float8, lon float8, "positionAt" float8)
      on conflict (device_id) do update set last_seen_at = greatest(s.last_seen_at, excluded.last_seen_at),
        last_kept_at = greatest(s.last_kept_at, excluded.last_kept_at), sign_at = greatest(s.sign_at, excluded.sign_at), battery = coalesce(excluded.battery, s.battery),
        signal = coalesce(excluded.signal, s.signal), firmware = coalesce(excluded.firmware, s.firmware),
        settings = s.settings || case when (select count(*) from jsonb_object_keys(s.settings)) < ${settingsAtMost}::int then excluded.settings
          else (select coalesce(jsonb_object_agg(e.key, e.value), '{}') from jsonb_each(excluded.settings) e where s.settings ? e.key or e.key = ${clockErrorSetting}) end,
        bed = coalesce(excluded.bed, s.bed),
        -- out of bed since it was left, however often the sensor says so again
        bed_since = case when excluded.bed is null or excluded.bed = s.bed then s.bed_since else excluded.bed_since end,
        inside = coalesce(excluded.inside, s.inside), inside_at = coalesce(excluded.inside_at, s.inside_at),
        lat = coalesce(excluded.lat, s.lat), lon = coalesce(excluded.lon, s.lon), position_at = coalesce(excluded.position_at, s.position_at)
      returning device_id, silent_since)
      select device_id from written where silent_since is not null`.execute(ctx.db)
    const homes = [...stirs].map(([id, one]) => ({ id, ...one })).toSorted((a, b) => (a.id < b.id ? -1 : 1))
    const looking = homes.filter(({ bed, inside }) => bed === false || inside === false).map(({ id }) => id)
    if (homes.length > 0)
      await sql`insert into watch.home_state as s (home_id, active_at, door_at, bed_left_at, inside, inside_at)
        select id, to_timestamp("activeAt" / 1000.0), to_timestamp("doorAt" / 1000.0), case when bed is false then to_timestamp("bedAt" / 1000.0) end,
          case inside when true then 'yes' when false then 'no' else 'unknown' end, to_timestamp("insideAt" / 1000.0)
        from jsonb_to_recordset(${JSON.stringify(homes)}::jsonb) as r(id uuid, "activeAt" float8, "doorAt" float8, bed boolean, "bedAt" float8, inside boolean, "insideAt" float8)
        on conflict (home_id) do update set active_at = greatest(s.active_at, excluded.active_at), door_at = greatest(s.door_at, excluded.door_at),
          bed_left_at = case when not exists (select 1 from jsonb_to_recordset(${JSON.stringify(homes)}::jsonb) as b(id uuid, bed boolean)
              where b.id = s.home_id and b.bed is not null) then s.bed_left_at
            when excluded.bed_left_at is null then null else coalesce(s.bed_left_at, excluded.bed_left_at) end,
          inside = case when excluded.inside_at is null then s.inside else excluded.inside end, inside_at = coalesce(excluded.inside_at, s.inside_at),
          -- somebody got up or went out: the clocks of the rules start
          next_look_at = case when ${looking}::uuid[] @> array[s.home_id] then least(s.next_look_at, ${ctx.now.toString()}) else s.next_look_at end`.execute(
        ctx.db,
      )
    return rows.map(({ device_id }) => device_id)
  } catch (error) {
    doubtFlushed(memory)
    throw error
  }
}

/** Told when the transaction of a flush did not end well: what it wrote may never have been, and is written with the next one. */
export function doubtFlushed(memory: Memory): void {
  const { flushing } = memory
  memory.flushing = null
  for (const [id, one] of flushing?.seen ?? []) {
    const since = memory.seen.get(id)
    memory.seen.set(id, since === undefined ? one : bothSeen(one, since))
  }
  for (const [id, one] of flushing?.stirs ?? []) {
    const since = memory.stirs.get(id)
    memory.stirs.set(id, since === undefined ? one : bothStirred(one, since))
  }
}

const bothSeen = (first: Seen, then: Seen): Seen => ({
  at: Math.max(first.at, then.at),
  keptAt: then.keptAt ?? first.keptAt,
  signAt: then.signAt ?? first.signAt,
  battery: then.battery ?? first.battery,
  signal: then.signal ?? first.signal,
  firmware: then.firmware ?? first.firmware,
  settings: { ...first.settings, ...then.settings },
  ...(then.bed === null || then.bed === first.bed
    ? { bed: first.bed, bedSince: first.bedSince }
    : { bed: then.bed, bedSince: then.bedSince }),
  ...(then.inside === null ? { inside: first.inside, insideAt: first.insideAt } : { inside: then.inside, insideAt: then.insideAt }),
  ...(then.lat === null
    ? { lat: first.lat, lon: first.lon, positionAt: first.positionAt }
    : { lat: then.lat, lon: then.lon, positionAt: then.positionAt }),
})

const bothStirred = (first: Stir, then: Stir): Stir => ({
  activeAt: then.activeAt ?? first.activeAt,
  doorAt: then.doorAt ?? first.doorAt,
  ...(then.bed === null || then.bed === first.bed ? { bed: first.bed, bedAt: first.bedAt } : { bed: then.bed, bedAt: then.bedAt }),
  ...(then.inside === null ? { inside: first.inside, insideAt: first.insideAt } : { inside: then.inside, insideAt: then.insideAt }),
})
