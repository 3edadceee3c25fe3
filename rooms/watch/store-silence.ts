import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { judgeSilence, type Silence, usualSilence, type WatchedDevice } from './rules/detect/judge-silence.ts'
import { getRule, settingOf } from './rules/detect/shipped-rules.ts'
import type { EscalationPolicy } from './rules/plan-escalation.ts'
import { joinIncidents } from './store-incident.ts'
import { type Finding, raiseAlarms } from './store-raise.ts'
import { returnAlarms } from './store-return.ts'

/** Homes judged in one transaction. */
const atOnce = 200

/**
 * Finds homes where something has been silent for too long, or where an alarm of silence stands and nothing is silent any more, and
 * settles each. Gives how many: as many as `atOnce` means that there may be more.
 */
export async function lookForSilence(ctx: Context, policy: EscalationPolicy): Promise<number> {
  const now = ctx.now.toString()
  const { rows } = await sql<{ home_id: string }>`with heard as (
      select b.home_id, h.silence_minutes as home_minutes, s.silent_since, greatest(s.last_seen_at, b.valid_from) as at,
        make_interval(mins => coalesce(d.silence_minutes, case when d.kind = 'gateway' then ${usualSilence(true)}::int else ${usualSilence(false)}::int end)) as least
      from watch.binding b join watch.device d on d.id = b.device_id join watch.home h on h.id = b.home_id
        left join watch.device_state s on s.device_id = d.id
      where b.valid_to is null and d.state = 'in-use')
    select home_id from (
      select home_id from heard where silent_since is null and at < ${now}::timestamptz - least
      union select home_id from heard where home_minutes is not null group by home_id, home_minutes
        having max(at) < ${now}::timestamptz - make_interval(mins => home_minutes) and bool_or(silent_since is null)
      union select a.home_id from watch.alarm a where a.closed_at is null and a.cause = 'silence' and a.home_id is not null
        and not exists (select 1 from heard where heard.home_id = a.home_id and heard.silent_since is not null)) due
    order by home_id limit ${atOnce}`.execute(ctx.db)
  await settleSilence(
    ctx,
    rows.map(({ home_id }) => home_id),
    policy,
  )
  return rows.length
}

/** Data came back from devices that had been silent: their homes are judged anew, and alarms whose silence is over end by themselves. */
export async function endSilence(ctx: Context, deviceIds: readonly string[], policy: EscalationPolicy): Promise<void> {
  if (deviceIds.length === 0) return
  const { rows } = await sql<{ home_id: string }>`select distinct home_id from watch.binding
    where valid_to is null and device_id = any (${[...deviceIds]}::uuid[])`.execute(ctx.db)
  await settleSilence(
    ctx,
    rows.map(({ home_id }) => home_id),
    policy,
  )
}

interface Row {
  readonly id: string
  readonly kind: string
  readonly serial: string
  readonly room: string | null
  readonly home_id: string
  readonly home: string
  readonly home_minutes: number | null
  readonly division_code: string
  readonly elders: readonly string[]
  readonly gateway_id: string | null
  readonly last_seen_at: string | null
  readonly silent_since: string | null
  readonly bound_at: string
  readonly silence_minutes: number | null
  readonly synthetic: boolean
}

/**
 * Brings alarms of silence of these homes to what the devices' rows say, under the lock of these rows. Who writes that a device spoke takes
 * the same lock: whichever comes second sees what the first has done, so data that returns in the very second leaves no alarm behind.
 */
async function settleSilence(ctx: Context, homes: readonly string[], policy: EscalationPolicy): Promise<void> {
  if (homes.length === 0) return
  const devices = await lockDevices(ctx, homes)
  const findings: Finding[] = []
  const silent = new Map<string, string>()
  const ending: string[] = []
  const open = await openAlarms(ctx, homes)
  for (const home of homes) {
    const of = devices.filter((one) => one.home_id === home)
    const found = judgeSilence(of.map(watched), ctx.now.epochMilliseconds, of[0]?.home_minutes ?? null)
    const mine = open.filter((one) => one.home_id === home)
    const over = mine.filter((one) => !found.some(({ about }) => one.subject_id === (about === 'home' ? home : about)))
    ending.push(...over.map(({ id }) => id))
    for (const one of found) {
      const members = membersOf(one, of)
      const told = mine.some(({ subject_id }) => subject_id === (one.about === 'home' ? home : one.about))
      // an alarm that people closed is not raised again for the same silence; when another one ends, what is still silent goes on
      if (!told && (over.length > 0 || members.some(({ silent_since }) => silent_since === null))) findings.push(findingOf(ctx, one, of))
      for (const { id, last_seen_at: seen, bound_at: bound } of members)
        silent.set(id, seen === null || Date.parse(seen) < Date.parse(bound) ? bound : seen)
    }
  }
  await markSilent(ctx, devices, silent)
  await raiseAlarms(ctx, await joinIncidents(ctx, findings, policy), policy)
  await returnAlarms(ctx, ending, '数据恢复')
}

/** The devices of these homes; each has its row of state, locked, in the order in which everybody locks them. */
async function lockDevices(ctx: Context, homes: readonly string[]): Promise<readonly Row[]> {
  await sql`insert into watch.device_state (device_id) select b.device_id from watch.binding b
    where b.valid_to is null and b.home_id = any (${[...homes]}::uuid[]) order by b.device_id on conflict do nothing`.execute(ctx.db)
  await sql`select s.device_id from watch.device_state s where s.device_id in (select b.device_id from watch.binding b
    where b.valid_to is null and b.home_id = any (${[...homes]}::uuid[])) order by s.device_id for update`.execute(ctx.db)
  // read after the lock: a statement sees what was committed before it began
  const { rows } =
    await sql<Row>`select d.id, d.kind, d.serial, b.room, b.home_id, h.name as home, h.silence_minutes as home_minutes, h.division_code,
      d.gateway_id, s.last_seen_at, s.silent_since, b.valid_from as bound_at, d.silence_minutes, d.synthetic,
      array(select m.elder_id from watch.home_member m where m.home_id = h.id and m.valid_to is null) as elders
    from watch.binding b join watch.device d on d.id = b.device_id join watch.home h on h.id = b.home_id
      join watch.device_state s on s.device_id = d.id
    where b.valid_to is null and d.state = 'in-use' and b.home_id = any (${[...homes]}::uuid[]) order by d.id`.execute(ctx.db)
  return rows
}

const watched = (row: Row): WatchedDevice => ({
  id: row.id,
  isGateway: row.kind === 'gateway',
  gateway: row.gateway_id,
  lastSeenAt: row.last_seen_at === null ? null : Date.parse(row.last_seen_at),
  boundAt: Date.parse(row.bound_at),
  limitMinutes: row.silence_minutes,
})

const membersOf = ({ about, devices, decision }: Silence, of: readonly Row[]): readonly Row[] =>
  of.filter(({ id }) => devices.includes(id) || (id === about && decision.why === 'gateway-silent'))

async function openAlarms(ctx: Context, homes: readonly string[]) {
  const { rows } = await sql<{ id: string; home_id: string; subject_id: string }>`select id, home_id, subject_id from watch.alarm
    where closed_at is null and cause = 'silence' and home_id = any (${[...homes]}::uuid[])`.execute(ctx.db)
  return rows
}

async function markSilent(ctx: Context, devices: readonly Row[], silent: ReadonlyMap<string, string>): Promise<void> {
  const changed = devices.flatMap(({ id, silent_since }) => {
    const since = silent.get(id) ?? null
    return (since === null) === (silent_since === null) ? [] : [{ id, since }]
  })
  if (changed.length === 0) return
  await sql`update watch.device_state s set silent_since = r.since
    from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as r(id uuid, since timestamptz) where s.device_id = r.id`.execute(ctx.db)
}

function findingOf(ctx: Context, { about, devices, decision }: Silence, of: readonly Row[]): Finding {
  const [one] = of
  if (one === undefined) throw new Error('a home without devices has been found silent')
  const gateway = of.find(({ id }) => id === about)
  const titles: Record<string, string> = {
    'gateway-silent': `${one.home}的网关失联`,
    'all-behind-silent': `${one.home}的网关在线，其后 ${devices.length} 台设备失联`,
    'home-silent': `${one.home}整户失联`,
  }
  const subject = gateway === undefined ? { kind: 'home' as const, id: one.home_id } : { kind: 'device' as const, id: gateway.id }
  return {
    cause: 'silence',
    level: decision.level ?? 4,
    title: titles[decision.why] ?? `${one.home}有 ${devices.length} 台设备失联`,
    subject,
    elderId: one.elders.length === 1 ? (one.elders[0] ?? null) : null,
    homeId: one.home_id,
    deviceId: gateway?.id ?? (devices.length === 1 ? (devices[0] ?? null) : null),
    divisionCode: one.division_code,
    model: null,
    kind: 'silence',
    said: null,
    sourceKey: `silence:${subject.id}:${ctx.now.toString()}`,
    claimedAt: null,
    rule: decision.rule,
    ruleVersion: decision.version,
    why: {
      why: decision.why,
      ...decision.facts,
      missing: decision.missing,
      silent: of.filter(({ id }) => devices.includes(id)).map(({ kind, serial, room }) => ({ kind, serial, room })),
    },
    needsSecond: false,
    synthetic: one.synthetic,
  }
}

/** Batteries that are low, told once a day each: the signal's own key keeps it once, whoever looks. */
export async function lookForBatteries(ctx: Context, policy: EscalationPolicy): Promise<number> {
  const rule = getRule('battery-low')
  const { rows } = await sql<
    Row & { battery: number; model: string | null }
  >`select d.id, d.kind, d.serial, d.model, s.battery, b.room, b.home_id, h.name as home,
      h.division_code, d.synthetic, array(select m.elder_id from watch.home_member m where m.home_id = h.id and m.valid_to is null) as elders
    from watch.device_state s join watch.device d on d.id = s.device_id join watch.binding b on b.device_id = d.id and b.valid_to is null
      join watch.home h on h.id = b.home_id
    where s.battery < ${settingOf(rule, 'percent')} and s.battery_told_on is distinct from ${ctx.today}::date and d.state = 'in-use'
    order by d.id limit ${atOnce} for update of s skip locked`.execute(ctx.db)
  if (rows.length === 0) return 0
  await sql`update watch.device_state set battery_told_on = ${ctx.today} where device_id = any (${rows.map(({ id }) => id)}::uuid[])`.execute(
    ctx.db,
  )
  const findings = rows.map(
    (row): Finding => ({
      cause: 'equipment',
      level: rule.level,
      title: rule.title.zh + (row.room === null ? '' : `（${row.room}）`),
      subject: { kind: 'home', id: row.home_id },
      elderId: row.elders.length === 1 ? (row.elders[0] ?? null) : null,
      homeId: row.home_id,
      deviceId: row.id,
      divisionCode: row.division_code,
      model: row.model,
      kind: 'battery-low',
      said: `${row.battery} %`,
      sourceKey: batteryKey(row.id, ctx.today),
      claimedAt: null,
      rule: rule.code,
      ruleVersion: rule.version,
      why: { why: 'heard', percent: row.battery, limit: settingOf(rule, 'percent') },
      needsSecond: false,
      synthetic: row.synthetic,
    }),
  )
  await raiseAlarms(ctx, findings, policy)
  return rows.length
}

/** A low battery is one signal a day, however often the device says so. */
export const batteryKey = (deviceId: string, day: string): string => `battery:${deviceId}:${day}`
