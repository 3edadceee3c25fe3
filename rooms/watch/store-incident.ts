import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import type { EscalationPolicy } from './rules/plan-escalation.ts'
import { getRule, settingOf } from './rules/detect/shipped-rules.ts'
import { tellAlarms } from './store-alarm.ts'
import { returnAlarms } from './store-return.ts'
import { type Finding, incidentDeadline, raiseAlarms } from './store-raise.ts'

/** So many homes of one town within so many seconds are one outage. */
const incidentFrom = settingOf(getRule('power-lost'), 'stormLeast')
const incidentWithin = settingOf(getRule('power-lost'), 'stormMinutes') * 60
const together: ReadonlySet<string> = new Set(['power-lost', 'silence'])

/** Findings that may be part of an outage, by kind and town; calls, falls and hazards never are. */
const groupOf = ({ kind, divisionCode }: Finding) => (together.has(kind) ? `${kind}/${divisionCode.slice(0, 9)}` : null)

/**
 * Puts findings of an outage into its incident: one open incident for a town and kind (of the district where several
 * towns are out). It is opened when the fifth home within ten minutes
 * falls out, takes in those that stood alone till then, and is itself an alarm with owner and deadline.
 */
export async function joinIncidents(ctx: Context, findings: readonly Finding[], policy: EscalationPolicy): Promise<readonly Finding[]> {
  const groups = Map.groupBy(
    findings.filter((finding) => groupOf(finding) !== null),
    groupOf,
  )
  if (groups.size === 0) return findings
  const incidents = new Map<string, string>()
  for (const [group, members] of [...groups].toSorted(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1))) {
    if (group === null) continue
    const id = await findOrOpen(ctx, group, members, policy)
    if (id !== undefined) incidents.set(group, id)
  }
  return findings.map((finding) => {
    const incidentId = incidents.get(groupOf(finding) ?? '')
    return incidentId === undefined ? finding : { ...finding, incidentId }
  })
}

async function findOrOpen(ctx: Context, group: string, members: readonly Finding[], policy: EscalationPolicy): Promise<string | undefined> {
  const [kind = '', town = ''] = group.split('/')
  const now = ctx.now.toString()
  // share: an incident that is being ended meanwhile is waited for, and then not joined
  const open = await sql<{
    id: string
  }>`select id from watch.incident where kind = ${kind} and division_code in (${town}, ${town.slice(0, 6)}) and closed_at is null
    order by length(division_code) limit 1 for share`.execute(ctx.db)
  const [there] = open.rows
  if (there !== undefined) return there.id
  const alone = await listAlone(ctx, kind, town)
  if (alone.length + members.length < incidentFrom) return undefined
  const id = ctx.newId()
  const made = await sql<{ id: string; fresh: boolean }>`insert into watch.incident as i (id, kind, division_code, what, opened_at)
    values (${id}, ${kind}, ${town}, ${whatOf(kind)}, ${now})
    on conflict (kind, division_code) where closed_at is null do update set what = i.what returning i.id, i.id = ${id}::uuid as fresh`.execute(
    ctx.db,
  )
  const incident = made.rows[0]?.id ?? id
  if (made.rows[0]?.fresh === true) {
    await raiseIncident(ctx, { id: incident, kind, divisionCode: town, synthetic: members[0]?.synthetic ?? false }, policy)
  }
  await takeIn(ctx, incident, alone)
  return incident
}

/** Homes of a place that lately fell out each on its own; locked. */
async function listAlone(ctx: Context, kind: string, divisionCode: string): Promise<readonly string[]> {
  const { rows } = await sql<{
    id: string
  }>`select a.id from watch.alarm a where a.closed_at is null and a.incident_id is null and a.cause in ('equipment', 'silence')
    and a.subject_kind <> 'incident' and a.owner_kind <> 'operator' and a.opened_at > ${ctx.now.subtract({ seconds: incidentWithin }).toString()} and starts_with(a.division_code, ${divisionCode})
    and exists (select 1 from watch.signal s where s.alarm_id = a.id and s.kind = ${kind}) order by a.id for update`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/**
 * Takes in the homes that fell out while their incident was being opened by somebody else, who did not see them yet: they would stand on
 * the desk beside it for as long as it lasts. Call it with the open incidents locked.
 */
export async function takeInStrays(ctx: Context): Promise<void> {
  const { rows } = await sql<{
    id: string
    kind: string
    division_code: string
  }>`select id, kind, division_code from watch.incident where closed_at is null order by id`.execute(ctx.db)
  for (const { id, kind, division_code: place } of rows) await takeIn(ctx, id, await listAlone(ctx, kind, place))
}

/** Alarms that stood alone become part of the incident: it answers for them from now on. */
async function takeIn(ctx: Context, incident: string, alarms: readonly string[]): Promise<void> {
  if (alarms.length === 0) return
  const now = ctx.now.toString()
  await sql`with taken as (
      update watch.alarm set incident_id = ${incident}, owner_kind = 'incident', owner_account = null, owner_name = '所属事件', claim_until = null, snoozed_until = null,
        deadline_at = ${ctx.now.add({ seconds: incidentDeadline }).toString()}, version = version + 1, events = events + 1
      where id = any (${[...alarms]}::uuid[]) and closed_at is null and incident_id is null returning id, events)
    insert into watch.alarm_event (alarm_id, n, at, kind, by_name, detail) select id, events, ${now}, 'joined-incident', '系统', ${JSON.stringify({ incident })}::jsonb from taken`.execute(
    ctx.db,
  )
  await tellAlarms(ctx, alarms)
}

/** The alarm of an incident: what operators see and claim. */
async function raiseIncident(
  ctx: Context,
  incident: { readonly id: string; readonly kind: string; readonly divisionCode: string; readonly synthetic: boolean },
  policy: EscalationPolicy,
): Promise<void> {
  const { id, kind, divisionCode, synthetic } = incident
  await raiseAlarms(
    ctx,
    [
      {
        cause: kind === 'silence' ? 'silence' : 'equipment',
        level: 2,
        title: whatOf(kind),
        subject: { kind: 'incident', id },
        elderId: null,
        homeId: null,
        deviceId: null,
        divisionCode,
        model: null,
        kind,
        said: null,
        sourceKey: `incident:${id}`,
        claimedAt: null,
        rule: 'outage',
        ruleVersion: 1,
        why: { from: incidentFrom, withinSeconds: incidentWithin },
        needsSecond: false,
        synthetic,
      },
    ],
    policy,
  )
}

const whatOf = (kind: string) => (kind === 'power-lost' ? '多户断电' : '多户失联')

/** So many towns out together are one outage of the district. */
const townsFrom = 4

/**
 * When several towns fall out together it is one outage: their incidents become one of the district, which takes in their homes. Call it with
 * the open incidents locked.
 */
export async function joinTowns(ctx: Context, policy: EscalationPolicy): Promise<void> {
  const now = ctx.now.toString()
  const { rows } = await sql<{
    kind: string
    county: string
    towns: string[]
    alarms: string[]
    synthetic: boolean
  }>`select * from (
      select i.kind, left(i.division_code, 6) as county, array_agg(i.id order by i.id) as towns, array_agg(a.id order by a.id) as alarms, bool_and(a.synthetic) as synthetic
      from watch.incident i join watch.alarm a on a.subject_kind = 'incident' and a.subject_id = i.id and a.closed_at is null
      where i.closed_at is null and length(i.division_code) = 9 group by 1, 2) t
    where cardinality(t.towns) >= ${townsFrom}
      or exists (select 1 from watch.incident d where d.closed_at is null and d.kind = t.kind and d.division_code = t.county)`.execute(
    ctx.db,
  )
  for (const { kind, county, towns, alarms, synthetic } of rows) {
    const made = await sql<{ id: string }>`insert into watch.incident as i (id, kind, division_code, what, opened_at)
      values (${ctx.newId()}, ${kind}, ${county}, ${whatOf(kind)}, ${now})
      on conflict (kind, division_code) where closed_at is null do update set what = i.what returning i.id`.execute(ctx.db)
    const id = made.rows[0]?.id ?? ''
    await raiseIncident(ctx, { id, kind, divisionCode: county, synthetic }, policy)
    await sql`with taken as (
        update watch.alarm set incident_id = ${id}, version = version + 1, events = events + 1 where incident_id = any (${towns}::uuid[]) and closed_at is null returning id, events)
      insert into watch.alarm_event (alarm_id, n, at, kind, by_name, detail)
      select id, events, ${now}, 'joined-incident', '系统', ${JSON.stringify({ incident: id })}::jsonb from taken`.execute(ctx.db)
    await sql`update watch.incident set closed_at = ${now} where id = any (${towns}::uuid[]) and closed_at is null`.execute(ctx.db)
    await returnAlarms(ctx, alarms, '并入全区事件')
  }
}
