import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { AlarmId, type AlarmRow, type Cause, type SubjectKind } from './contract/alarm.ts'
import { AlarmRaised } from './contract/events.ts'
import { type EscalationPolicy, secondsToNext } from './rules/plan-escalation.ts'
import { listAlarmRows, tellRows } from './store-alarm.ts'
import { type Duty, type OnDuty, openDuty } from './store-duty.ts'

/** A reason to look: what a rule found, about whom, from which message. */
export interface Finding {
  readonly cause: Cause
  readonly level: number
  /** Chinese sentence for the list. */
  readonly title: string
  readonly subject: { readonly kind: SubjectKind; readonly id: string }
  readonly elderId: string | null
  readonly homeId: string | null
  readonly deviceId: string | null
  readonly divisionCode: string
  readonly model: string | null
  /** The signal: its kind, the device's own word, and the message it stands in (one message counts once). */
  readonly kind: string
  readonly said: string | null
  readonly sourceKey: string
  readonly claimedAt: string | null
  readonly rule: string
  readonly ruleVersion: number
  readonly why: Readonly<Record<string, unknown>>
  /** Whether closing needs a second person. */
  readonly needsSecond: boolean
  readonly synthetic: boolean
  /** The incident it belongs to: then it has no timers of its own. */
  readonly incidentId?: string
}

interface Raised {
  readonly id: string
  readonly fresh: boolean
  readonly events: number
  readonly finding: Finding
}

/**
 * Opens alarms or adds signals to the open ones. Exactly one alarm stays open per subject and cause, whoever else raises at the same
 * moment (unique index), and each message counts once (unique source key), also when it is told again after the alarm was closed.
 * Gives the rows of the alarms that were touched.
 */
export async function raiseAlarms(ctx: Context, findings: readonly Finding[], policy: EscalationPolicy): Promise<AlarmRow[]> {
  if (findings.length === 0) return []
  // two processes may hold the same message: they take its lock in one order, so the second sees what the first has kept
  const keys = [...new Set(findings.map(({ sourceKey }) => sourceKey))].sort(compare)
  const { alone, members } = apart(findings)
  // what follows in this transaction goes by keys: planning each statement anew would take longer than the statement
  const plannedOnce = sql`set_config('plan_cache_mode', 'force_generic_plan', true)`
  // sent behind the lock on the same connection: it is answered after it
  const [, duty] = await Promise.all([
    sql`select ${plannedOnce}, pg_advisory_xact_lock(hashtextextended(k, 7)) from unnest(${keys}::text[]) k`.execute(ctx.db),
    openDuty(
      ctx,
      alone.map(({ divisionCode }) => divisionCode),
    ),
  ])
  // all on their way at once, done one after the other: a hundred presses wait for one answer, not for a hundred
  const [joined, ones, standing] = await Promise.all([
    raiseMembers(ctx, members),
    Promise.all(alone.map((finding) => raiseOne(ctx, finding, duty, policy))),
    listStanding(ctx, alone),
  ])
  const raised = [...joined, ...ones.filter((one) => one !== undefined)]
  for (const { id, fresh, finding } of raised) {
    if (fresh)
      await ctx.emit(AlarmRaised, id, {
        alarmId: AlarmId.parse(id),
        cause: finding.cause,
        level: finding.level,
        elderId: finding.elderId,
        homeId: finding.homeId,
        divisionCode: finding.divisionCode,
      })
  }
  // what was told again touched nothing and is no news
  const touched = new Set(raised.filter(({ finding }) => finding.incidentId === undefined).map(({ id }) => id))
  const rows = standing.filter(({ id }) => touched.has(id))
  tellRows(ctx, rows)
  return rows
}

/** The open alarms of these subjects and causes, as screens see them. */
async function listStanding(ctx: Context, findings: readonly Finding[]): Promise<AlarmRow[]> {
  if (findings.length === 0) return []
  const [kinds, ids, causes] = [
    findings.map(({ subject }) => subject.kind),
    findings.map(({ subject }) => subject.id),
    findings.map(({ cause }) => cause),
  ]
  return listAlarmRows(
    ctx.db,
    sql`where a.closed_at is null and (a.subject_kind, a.subject_id, a.cause) in (select * from unnest(${kinds}::text[], ${ids}::uuid[], ${causes}::text[]))`,
  )
}

/** Those of an incident go together, one a subject; all others, and what comes twice for one subject, one by one in the order of subjects. */
function apart(findings: readonly Finding[]): { readonly alone: readonly Finding[]; readonly members: readonly Finding[] } {
  const members = new Map<string, Finding>()
  const alone: Finding[] = []
  for (const finding of findings.toSorted((a, b) => compare(orderOf(a), orderOf(b)))) {
    if (finding.incidentId === undefined || members.has(orderOf(finding))) alone.push(finding)
    else members.set(orderOf(finding), finding)
  }
  return { alone, members: [...members.values()] }
}

/** Alarms of homes inside an incident, all in one statement: a power cut brings thousands within a minute. */
async function raiseMembers(ctx: Context, findings: readonly Finding[]): Promise<Raised[]> {
  if (findings.length === 0) return []
  const now = ctx.now.toString()
  const given = findings.map((finding) => ({
    ...finding,
    id: ctx.newId(),
    signal: ctx.newId(),
    skind: finding.subject.kind,
    sid: finding.subject.id,
  }))
  const { rows } = await sql<{ skey: string; id: string; fresh: boolean; events: number }>`with given as (
      select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g(id uuid, signal uuid, cause text, skind text, sid uuid, "elderId" uuid, "homeId" uuid,
        "deviceId" uuid, "divisionCode" text, level smallint, title text, "needsSecond" boolean, "incidentId" uuid, kind text, said text, "sourceKey" text,
        "claimedAt" timestamptz, rule text, "ruleVersion" int, why jsonb, model text, synthetic boolean)
      where not exists (select 1 from watch.signal s where s.source_key = g."sourceKey")),
    up as (insert into watch.alarm as a (id, cause, subject_kind, subject_id, elder_id, home_id, device_id, division_code, level, title, state, owner_kind,
        owner_name, deadline_at, needs_second, incident_id, opened_at, last_signal_at, signals, events, synthetic)
      select id, cause, skind, sid, "elderId", "homeId", "deviceId", "divisionCode", level, title, 'new', 'incident', '所属事件',
        ${ctx.now.add({ seconds: incidentDeadline }).toString()}::timestamptz, "needsSecond", "incidentId", ${now}::timestamptz, ${now}::timestamptz, 1, 1, synthetic from given
      on conflict (subject_kind, subject_id, cause) where closed_at is null do update set last_signal_at = excluded.last_signal_at,
        level = least(a.level, excluded.level), signals = a.signals + 1, events = a.events + 1, version = a.version + 1
      returning a.id, a.subject_kind, a.subject_id, a.cause, a.events),
    said as (insert into watch.signal (id, alarm_id, source_key, device_id, kind, said, heard_at, claimed_at, rule, rule_version, why, model)
      select g.signal, u.id, g."sourceKey", g."deviceId", g.kind, g.said, ${now}::timestamptz, g."claimedAt", g.rule, g."ruleVersion", g.why, g.model
      from given g join up u on u.subject_kind = g.skind and u.subject_id = g.sid and u.cause = g.cause),
    told as (insert into watch.alarm_event (alarm_id, n, at, kind, by_name, detail)
      select u.id, u.events, ${now}::timestamptz, case when u.events = 1 then 'opened' else 'signal' end, '系统', jsonb_build_object('signal', g.kind, 'title', g.title)
      from given g join up u on u.subject_kind = g.skind and u.subject_id = g.sid and u.cause = g.cause)
    select g."sourceKey" as skey, u.id, u.events = 1 as fresh, u.events from given g join up u on u.subject_kind = g.skind and u.subject_id = g.sid and u.cause = g.cause`.execute(
    ctx.db,
  )
  const bySource = new Map(findings.map((finding) => [finding.sourceKey, finding]))
  return rows.flatMap(({ skey, ...row }) => {
    const finding = bySource.get(skey)
    return finding === undefined ? [] : [{ ...row, finding }]
  })
}

/** An alarm inside an incident waits for nothing itself; its incident's alarm does. A year, so that the column says so. */
export const incidentDeadline = 365 * 86_400

async function raiseOne(ctx: Context, finding: Finding, duty: Duty, policy: EscalationPolicy): Promise<Raised | undefined> {
  const { cause, level, title, subject, incidentId = null } = finding
  const now = ctx.now.toString()
  const onDuty = duty.list(finding.divisionCode)
  const first = onDuty.find(({ supervisor }) => !supervisor) ?? onDuty[0]
  const due = ctx.now
    .add({ seconds: incidentId === null ? secondsToNext(policy, level, 0, onDuty.length > 0) : incidentDeadline })
    .toString()
  const owner = incidentId !== null ? 'incident' : 'duty'
  const ownerName = incidentId !== null ? '所属事件' : (first?.name ?? '值守台')
  const told = incidentId === null ? (first ?? null) : null
  duty.give(null, told?.accountId ?? null)
  // the second finds by the same question what the first opened or touched; row security asks that the alarm stands before its signal
  const opened = sql<{
    id: string
    fresh: boolean
    events: number
  }>`insert into watch.alarm as a (id, cause, subject_kind, subject_id, elder_id, home_id,
      device_id, division_code, level, title, state, owner_kind, owner_account, owner_name, deadline_at, needs_second, incident_id, opened_at,
      last_signal_at, signals, events, synthetic)
    select ${ctx.newId()}::uuid, ${cause}::text, ${subject.kind}::text, ${subject.id}::uuid, ${finding.elderId}::uuid, ${finding.homeId}::uuid, ${finding.deviceId}::uuid,
      ${finding.divisionCode}::text, ${level}::smallint, ${title}::text, 'new', ${owner}::text, ${incidentId === null ? (first?.accountId ?? null) : null}::uuid, ${ownerName}::text, ${due}::timestamptz,
      ${finding.needsSecond}::boolean, ${incidentId}::uuid, ${now}::timestamptz, ${now}::timestamptz, 1, 1, ${finding.synthetic}::boolean
    where not exists (select 1 from watch.signal s where s.source_key = ${finding.sourceKey})
    on conflict (subject_kind, subject_id, cause) where closed_at is null do update set
      level = least(a.level, excluded.level),
      title = case when excluded.level < a.level then excluded.title else a.title end,
      needs_second = a.needs_second or excluded.needs_second,
      last_signal_at = excluded.last_signal_at, signals = a.signals + 1, events = a.events + 1, version = a.version + 1,
      -- a signal as grave as the alarm ends its being put off, and a closing that still waited for its second person
      snoozed_until = case when excluded.level <= a.level then null else a.snoozed_until end,
      state = case when a.state = 'reviewing' then 'new' else a.state end,
      claim_until = case when a.state = 'reviewing' then null else a.claim_until end,
      owner_kind = case when a.state = 'reviewing' then 'duty' else a.owner_kind end,
      owner_account = case when a.state = 'reviewing' then excluded.owner_account else a.owner_account end,
      owner_name = case when a.state = 'reviewing' then excluded.owner_name else a.owner_name end,
      step = case when a.state = 'reviewing' or excluded.level < a.level then 0 else a.step end,
      deadline_at = case when a.incident_id is null and (a.state = 'reviewing' or excluded.level < a.level) then excluded.deadline_at
        when a.snoozed_until is not null and excluded.level <= a.level then excluded.deadline_at else a.deadline_at end
    returning a.id, a.events = 1 as fresh, a.events`.execute(ctx.db)
  const written = sql`with up as (select a.id, a.events from watch.alarm a
      where a.subject_kind = ${subject.kind} and a.subject_id = ${subject.id} and a.cause = ${cause} and a.closed_at is null
        and not exists (select 1 from watch.signal s where s.source_key = ${finding.sourceKey})),
    said as (insert into watch.signal (id, alarm_id, source_key, device_id, kind, said, heard_at, claimed_at, rule, rule_version, why, model)
      select ${ctx.newId()}::uuid, up.id, ${finding.sourceKey}::text, ${finding.deviceId}::uuid, ${finding.kind}::text, ${finding.said}::text, ${now}::timestamptz,
        ${finding.claimedAt}::timestamptz, ${finding.rule}::text, ${finding.ruleVersion}::int, ${JSON.stringify(finding.why)}::jsonb, ${finding.model}::text from up),
    heard as (insert into watch.told (id, alarm_id, step, channel, account_id, name_sealed, sent_at)
      select ${ctx.newId()}::uuid, up.id, 0, 'desk', ${told?.accountId ?? null}::uuid, ${told === null ? null : ctx.cipher.seal(told.name)}::text, ${now}::timestamptz
      from up where up.events = 1 and ${told !== null}::boolean on conflict do nothing)
    insert into watch.alarm_event (alarm_id, n, at, kind, by_name, detail)
    select up.id, up.events, ${now}::timestamptz, case when up.events = 1 then 'opened' else 'signal' end, '系统',
      ${JSON.stringify({ signal: finding.kind, title, owner: ownerName })}::jsonb from up`.execute(ctx.db)
  const [{ rows }] = await Promise.all([opened, written])
  const [alarm] = rows
  return alarm === undefined ? undefined : { ...alarm, finding }
}

/** Notes that a person at a desk was told; the desk says when it arrived and was seen. */
export async function recordTold(ctx: Context, alarmId: string, step: number, who: Pick<OnDuty, 'accountId' | 'name'>): Promise<void> {
  await sql`insert into watch.told (id, alarm_id, step, channel, account_id, name_sealed, sent_at)
    values (${ctx.newId()}, ${alarmId}, ${step}, 'desk', ${who.accountId}, ${ctx.cipher.seal(who.name)}, ${ctx.now.toString()})
    on conflict do nothing`.execute(ctx.db)
}

const orderOf = ({ subject, cause }: Finding) => `${subject.kind}/${subject.id}/${cause}`
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
