import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import type { GuardState } from './rules/detect/guard-by-life-state.ts'
import { activityKinds } from './rules/detect/is-activity.ts'
import type { Baseline, Unseen } from './rules/detect/learn-baseline.ts'

/** A device as the rules of time see it. Times in milliseconds since 1970 UTC. */
export interface LookedDevice {
  readonly id: string
  readonly kind: string
  readonly room: string | null
  readonly elderId: string | null
  readonly seriesId: number
  readonly seenAt: number | null
  readonly bed: boolean | null
  readonly bedSince: number | null
  readonly inside: boolean | null
  readonly insideAt: number | null
  readonly position: { readonly lat: number; readonly lon: number; readonly at: number } | null
}

/** A home with all that the rules of time ask about it. */
export interface LookedHome {
  readonly id: string
  readonly name: string
  readonly divisionCode: string
  readonly synthetic: boolean
  readonly activeAt: number | null
  readonly indoors: { readonly from: string; readonly to: string } | null
  readonly point: { readonly lat: number; readonly lon: number } | null
  readonly elders: readonly { readonly id: string; readonly state: GuardState }[]
  /** Stretches in which somebody of the home was elsewhere, of the last days. */
  readonly away: readonly Unseen[]
  readonly devices: readonly LookedDevice[]
  readonly baseline: Baseline | null
}

/** Homes whose time has come, locked until the transaction ends; those that another process looks at are passed over. */
export async function claimDueHomes(ctx: Context, atMost: number): Promise<readonly string[]> {
  const { rows } = await sql<{ home_id: string }>`select home_id from watch.home_state where next_look_at <= ${ctx.now.toString()}
    order by next_look_at limit ${atMost} for update skip locked`.execute(ctx.db)
  return rows.map(({ home_id }) => home_id)
}

/** Homes that never said anything are looked at as well: they get their row. */
export async function prepareHomes(ctx: Context): Promise<void> {
  await sql`insert into watch.home_state (home_id, next_look_at)
    select distinct b.home_id, ${ctx.now.toString()}::timestamptz from watch.binding b
    where b.valid_to is null and not exists (select 1 from watch.home_state s where s.home_id = b.home_id)
    order by 1 on conflict do nothing`.execute(ctx.db)
}

interface HomeRow {
  readonly id: string
  readonly name: string
  readonly division_code: string
  readonly synthetic: boolean
  readonly active_at: string | null
  readonly indoors_from: string | null
  readonly indoors_to: string | null
  readonly lat: number | null
  readonly lon: number | null
  readonly baseline: Baseline | null
}

interface DeviceRow {
  readonly id: string
  readonly home_id: string
  readonly kind: string
  readonly room: string | null
  readonly elder_id: string | null
  readonly series_id: number
  readonly last_seen_at: string | null
  readonly bed: boolean | null
  readonly bed_since: string | null
  readonly inside: boolean | null
  readonly inside_at: string | null
  readonly lat: number | null
  readonly lon: number | null
  readonly position_at: string | null
}

interface ElderRow {
  readonly home_id: string
  readonly elder_id: string
  readonly state: GuardState
  readonly valid_from: string | null
  readonly valid_to: string | null
}

/** All that is known of these homes; four queries, however many they are. Homes for the aged and sites in the community are left out. */
export async function loadHomes(ctx: Context, ids: readonly string[], awayDays = 3): Promise<readonly LookedHome[]> {
  const of = [...ids]
  const homes =
    await sql<HomeRow>`select h.id, h.name, h.division_code, h.synthetic, s.active_at, h.indoors_from::text, h.indoors_to::text, h.lat, h.lon,
      b.model as baseline
    from watch.home h join watch.home_state s on s.home_id = h.id left join watch.baseline b on b.home_id = h.id
    where h.id = any (${of}::uuid[]) and h.scene = 'home'`.execute(ctx.db)
  const devices = await sql<DeviceRow>`select d.id, b.home_id, d.kind, b.room, b.elder_id, b.series_id, s.last_seen_at, s.lat, s.lon,
      -- what it said at another place, or of another person, says nothing of these
      case when s.bed_since >= h.since then s.bed end as bed, case when s.bed_since >= h.since then s.bed_since end as bed_since,
      case when s.inside_at >= h.since then s.inside end as inside, case when s.inside_at >= h.since then s.inside_at end as inside_at,
      case when s.position_at >= h.since then s.position_at end as position_at
    from watch.binding b join watch.device d on d.id = b.device_id left join watch.device_state s on s.device_id = d.id
      cross join lateral (select coalesce(max(o.valid_to), '-infinity') as since from watch.binding o
        where o.device_id = b.device_id and (o.home_id, o.elder_id) is distinct from (b.home_id, b.elder_id)) h
    where b.valid_to is null and d.state = 'in-use' and b.home_id = any (${of}::uuid[])`.execute(ctx.db)
  const elders = await sql<ElderRow>`select m.home_id, m.elder_id, l.state, l.valid_from, l.valid_to from watch.home_member m
    left join people.pub_life_state l on l.elder_id = m.elder_id and l.known_to is null and l.valid_from <= ${ctx.today}
      and (l.valid_to is null or l.valid_to > ${ctx.today}::date - ${awayDays}::int)
    where m.valid_to is null and m.home_id = any (${of}::uuid[]) order by m.valid_from, m.elder_id`.execute(ctx.db)
  const [devicesOf, eldersOf] = [Map.groupBy(devices.rows, keyOf), Map.groupBy(elders.rows, keyOf)]
  return homes.rows.map((home) => homeOf(home, devicesOf.get(home.id) ?? [], eldersOf.get(home.id) ?? [], ctx.today))
}

const keyOf = ({ home_id }: { readonly home_id: string }) => home_id
const ms = (at: string | null): number | null => (at === null ? null : Date.parse(at))
const midnight = (day: string): number => Date.parse(`${day}T00:00:00+08:00`)

function homeOf(home: HomeRow, devices: readonly DeviceRow[], elders: readonly ElderRow[], today: string): LookedHome {
  const [from, to] = [home.indoors_from?.slice(0, 5) ?? null, home.indoors_to?.slice(0, 5) ?? null]
  const states = Map.groupBy(elders, ({ elder_id }) => elder_id)
  return {
    id: home.id,
    name: home.name,
    divisionCode: home.division_code,
    synthetic: home.synthetic,
    activeAt: ms(home.active_at),
    indoors: from === null || to === null ? null : { from, to },
    point: home.lat === null || home.lon === null ? null : { lat: home.lat, lon: home.lon },
    elders: [...states].map(([id, of]) => ({ id, state: of.find(({ valid_to }) => valid_to === null || valid_to > today)?.state ?? null })),
    away: elders.flatMap(({ state, valid_from, valid_to }) =>
      state === null || state === 'at-home' || valid_from === null
        ? []
        : [{ from: midnight(valid_from), to: valid_to === null ? Number.MAX_SAFE_INTEGER : midnight(valid_to) }],
    ),
    devices: devices.map((row) => ({
      id: row.id,
      kind: row.kind,
      room: row.room,
      elderId: row.elder_id,
      seriesId: row.series_id,
      seenAt: ms(row.last_seen_at),
      bed: row.bed,
      bedSince: ms(row.bed_since),
      inside: row.inside,
      insideAt: ms(row.inside_at),
      position:
        row.lat === null || row.lon === null || row.position_at === null
          ? null
          : { lat: row.lat, lon: row.lon, at: Date.parse(row.position_at) },
    })),
    // one that cannot be read is none: the home is judged by the usual limit, which says that the baseline is missing
    baseline: Array.isArray(home.baseline?.quiet) ? home.baseline : null,
  }
}

/** Devices that would see somebody move about. */
export const seers = ({ devices }: LookedHome): readonly LookedDevice[] =>
  devices.filter(({ kind }) => (activityKinds as readonly string[]).includes(kind))
