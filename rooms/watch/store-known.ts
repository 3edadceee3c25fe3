import { type Context, knownFrom } from '@yinqiao/kernel'
import { type RawBuilder, sql } from 'kysely'

/** A table of what was known when: one open row (`known_to` null) a key, its facts, and the version of each row. */
interface KnownTable {
  readonly table: string
  readonly key: readonly string[]
  readonly facts: readonly string[]
}

/**
 * Brings what measures read up to what `now` says (key and facts of each): rows that differ are closed and told anew, new ones are added,
 * the others are left as they are. Gives how many were written. One at a time for each table; twice is once.
 */
async function keepKnown(ctx: Context, { table, key, facts }: KnownTable, now: RawBuilder<unknown>): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${table}, 11))`.execute(ctx.db)
  const at = await knownFrom(ctx)
  const of = (alias: string, names: readonly string[]) => sql.join(names.map((name) => sql.ref(`${alias}.${name}`)))
  const named = sql.join([...key, ...facts].map((name) => sql.ref(name)))
  const known = sql.table(table)
  const { numAffectedRows } = await sql`with now as materialized (${now}),
    over as (update ${known} k set known_to = greatest(${at}::timestamptz, k.known_from + interval '1 millisecond') from now n
      where k.known_to is null and (${of('k', key)}) = (${of('n', key)}) and (${of('k', facts)}) is distinct from (${of('n', facts)})
      returning ${of('k', key)}, k.version, k.known_to)
    insert into ${known} (${named}, version, known_from)
    select ${of('n', [...key, ...facts])}, coalesce(o.version, 0) + 1, coalesce(o.known_to, ${at}::timestamptz)
    from now n left join over o on (${of('o', key)}) = (${of('n', key)})
    where o.version is not null or not exists (select 1 from ${known} k where k.known_to is null and (${of('k', key)}) = (${of('n', key)}))`.execute(
    ctx.db,
  )
  return Number(numAffectedRows ?? 0n)
}

const zone = 'Asia/Shanghai'

/** Homes and bindings as they are now. A day counts for where a device is at its end. */
export async function keepPlaces(ctx: Context): Promise<void> {
  await keepKnown(
    ctx,
    { table: 'watch.known_home', key: ['home_id'], facts: ['scene', 'division_code', 'synthetic', 'valid_from'] },
    sql`select h.id as home_id, h.scene, h.division_code, h.synthetic, (h.created_at at time zone ${zone})::date as valid_from from watch.home h`,
  )
  await keepKnown(
    ctx,
    {
      table: 'watch.known_binding',
      key: ['binding_id'],
      facts: ['device_id', 'home_id', 'device_kind', 'scene', 'division_code', 'synthetic', 'valid_from', 'valid_to'],
    },
    sql`select b.id as binding_id, b.device_id, b.home_id, d.kind as device_kind, h.scene, h.division_code, h.synthetic or d.synthetic as synthetic,
        (b.valid_from at time zone ${zone})::date as valid_from, (b.valid_to at time zone ${zone})::date as valid_to
      from watch.binding b join watch.device d on d.id = b.device_id join watch.home h on h.id = b.home_id`,
  )
}

/**
 * Alarms as they are now: the open ones (also what only time decides: nobody came within 60 s), and those on which something was done
 * since the last time, with an hour to spare for what was committed late; `every` looks at all.
 */
export async function keepAlarms(ctx: Context, every: boolean): Promise<number> {
  const now = sql`${ctx.now.toString()}::timestamptz`
  const chosen = every
    ? sql`true`
    : sql`(a.closed_at is null or a.id in (select e.alarm_id from watch.alarm_event e
        where e.at > (select coalesce(max(known_from), '-infinity') from watch.known_alarm) - interval '1 hour'))`
  const within = (from: string, to: string, span: string) => sql`case when ${sql.ref(from)} is null then null
      when ${sql.ref(to)} is not null then ${sql.ref(to)} <= ${sql.ref(from)} + ${span}::interval
      when a.closed_at is not null or ${now} > ${sql.ref(from)} + ${span}::interval then false end`
  return keepKnown(
    ctx,
    { table: 'watch.known_alarm', key: ['alarm_id'], facts: alarmFacts },
    sql`select a.id as alarm_id, a.cause, a.level,
        coalesce((select array_agg(distinct s.rule order by s.rule) from watch.signal s where s.alarm_id = a.id), '{}') as rules,
        h.scene, a.division_code, (a.opened_at at time zone ${zone})::date as opened_on, (a.closed_at at time zone ${zone})::date as closed_on,
        case when a.closed_at is not null then a.close_cause end as close_cause,
        case when (a.closed_at is not null and a.close_cause = 'test') or (a.incident_id is not null and a.subject_kind <> 'incident') then false
          else a.answered_at is not null or a.close_cause is distinct from 'returned' end as asked,
        round(extract(epoch from a.answered_at - a.opened_at)::numeric, 3) as answer_seconds,
        ${within('a.opened_at', 'a.answered_at', '60 seconds')} as answered_60, ${within('a.opened_at', 'a.answered_at', '180 seconds')} as answered_180,
        a.dispatched_at is not null as dispatched, round((extract(epoch from a.arrived_at - a.dispatched_at) / 60)::numeric, 3) as arrival_minutes,
        ${within('a.dispatched_at', 'a.arrived_at', '45 minutes')} as arrived_45, ${within('a.dispatched_at', 'a.arrived_at', '60 minutes')} as arrived_60,
        a.synthetic
      from watch.alarm a left join watch.home h on h.id = a.home_id where ${chosen}`,
  )
}

const alarmFacts = [
  'cause',
  'level',
  'rules',
  'scene',
  'division_code',
  'opened_on',
  'closed_on',
  'close_cause',
  'asked',
  'answer_seconds',
  'answered_60',
  'answered_180',
  'dispatched',
  'arrival_minutes',
  'arrived_45',
  'arrived_60',
  'synthetic',
]

/** How much a series said on a day. */
interface Said {
  readonly seriesId: number
  readonly entries: number
  readonly trusted: number
  readonly lastAt: string
}

/**
 * Writes what every device bound on a day said on it, and whether it was online at its end: its last message lay within the contracted
 * interval. One bound so shortly that the interval has not run out cannot be told (null).
 */
export async function keepDeviceDays(
  ctx: Context,
  day: string,
  said: readonly Said[],
  usualMinutes: (isGateway: boolean) => number,
): Promise<number> {
  return keepKnown(
    ctx,
    {
      table: 'watch.known_device_day',
      key: ['binding_id', 'day'],
      facts: [
        'device_id',
        'home_id',
        'device_kind',
        'scene',
        'division_code',
        'held',
        'entries',
        'trusted',
        'last_at',
        'limit_minutes',
        'online',
        'synthetic',
      ],
    },
    sql`select l.*, case when l.last_at >= l.day_end - make_interval(mins => l.limit_minutes) then true
        when l.last_at is null and l.bound_at > l.day_end - make_interval(mins => l.limit_minutes) then null else false end as online
      from (select b.id as binding_id, t.day, b.device_id, b.home_id, d.kind as device_kind, h.scene, h.division_code,
          b.valid_to is null or b.valid_to >= t.day_end as held, coalesce(c.entries, 0) as entries, coalesce(c.trusted, 0) as trusted,
          greatest(c."lastAt", p.last_at) as last_at, coalesce(d.silence_minutes, case when d.kind = 'gateway' then ${usualMinutes(true)}::int
            else ${usualMinutes(false)}::int end) as limit_minutes,
          h.synthetic or d.synthetic as synthetic, t.day_end, b.valid_from as bound_at
        from (select ${day}::date as day, ${day}::date::timestamp at time zone ${zone} as day_begin,
            (${day}::date + 1)::timestamp at time zone ${zone} as day_end) t
          join watch.binding b on b.valid_from < t.day_end and (b.valid_to is null or b.valid_to > t.day_begin)
          join watch.device d on d.id = b.device_id join watch.home h on h.id = b.home_id
          left join jsonb_to_recordset(${JSON.stringify(said)}::jsonb) as c("seriesId" int, entries int, trusted int, "lastAt" timestamptz) on c."seriesId" = b.series_id
          left join lateral (select k.last_at from watch.known_device_day k
            where k.binding_id = b.id and k.known_to is null and k.day < t.day order by k.day desc limit 1) p on true) l`,
  )
}
