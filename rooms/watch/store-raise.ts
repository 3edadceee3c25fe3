import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import type { AlarmRow, Cause, SubjectKind } from './contract/alarm.ts'
import { AlarmRaised } from './contract/events.ts'
import { type EscalationPolicy, secondsToNext } from './rules/plan-escalation.ts'
import { tellAlarms } from './store-alarm.ts'
import { listOnDuty, type OnDuty } from './store-duty.ts'

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
  const keys = [...new Set(findings.map(({ sourceKey }) => sourceKey))].sort()
  await sql`select pg_advisory_xact_lock(hashtextextended(k, 7)) from unnest(${keys}::text[]) k`.execute(ctx.db)
  const inOrder = findings.toSorted((a, b) => compare(orderOf(a), orderOf(b)))
  const duty = new Map<string, readonly OnDuty[]>()
  const raised: Raised[] = []
  for (const finding of inOrder) {
    const { divisionCode } = finding
    if (!duty.has(divisionCode)) duty.set(divisionCode, await listOnDuty(ctx, divisionCode))
    const one = await raiseOne(ctx, finding, duty.get(divisionCode) ?? [], policy)
    if (one !== undefined) raised.push(one)
  }
  for (const { id, fresh, finding } of raised) {
    if (fresh)
      await ctx.emit(AlarmRaised, id, {
        alarmId: id as never,
        cause: finding.cause,
        level: finding.level,
        elderId: finding.elderId,
        homeId: finding.homeId,
        divisionCode: finding.divisionCode,
      })
  }
  return tellAlarms(
    ctx,
    raised.filter(({ finding }) => finding.incidentId === undefined).map(({ id }) => id),
  )
}

async function raiseOne(ctx: Context, finding: Finding, onDuty: readonly OnDuty[], policy: EscalationPolicy): Promise<Raised | undefined> {
  const { cause, level, title, subject, incidentId = null } = finding
  const now = ctx.now.toString()
  const first = onDuty.find(({ supervisor }) => !supervisor) ?? onDuty[0]
  const due = ctx.now.add({ seconds: incidentId === null ? secondsToNext(policy, level, 0, onDuty.length > 0) : 365 * 86_400 }).toString()
  const owner = incidentId !== null ? 'incident' : 'duty'
  const ownerName = incidentId !== null ? '所属事件' : (first?.name ?? '值守台')
  const { rows } = await sql<{
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
      owner_kind = case when a.state = 'reviewing' then 'duty' else a.owner_kind end,
      owner_account = case when a.state = 'reviewing' then excluded.owner_account else a.owner_account end,
      owner_name = case when a.state = 'reviewing' then excluded.owner_name else a.owner_name end,
      step = case when a.state = 'reviewing' or excluded.level < a.level then 0 else a.step end,
      deadline_at = case when a.incident_id is null and (a.state = 'reviewing' or excluded.level < a.level) then excluded.deadline_at
        when a.snoozed_until is not null and excluded.level <= a.level then excluded.deadline_at else a.deadline_at end
    returning a.id, a.events = 1 as fresh, a.events`.execute(ctx.db)
  const [alarm] = rows
  if (alarm === undefined) return undefined
  await sql`with said as (
      insert into watch.signal (id, alarm_id, source_key, device_id, kind, said, heard_at, claimed_at, rule, rule_version, why, model)
      values (${ctx.newId()}, ${alarm.id}, ${finding.sourceKey}, ${finding.deviceId}, ${finding.kind}, ${finding.said}, ${now}, ${finding.claimedAt},
        ${finding.rule}, ${finding.ruleVersion}, ${JSON.stringify(finding.why)}::jsonb, ${finding.model}))
    insert into watch.alarm_event (alarm_id, n, at, kind, by_name, detail)
    values (${alarm.id}, ${alarm.events}, ${now}, ${alarm.fresh ? 'opened' : 'signal'}, '系统', ${JSON.stringify({ signal: finding.kind, title, owner: ownerName })}::jsonb)`.execute(
    ctx.db,
  )
  if (alarm.fresh && incidentId === null && first !== undefined) await recordTold(ctx, alarm.id, 0, first)
  return { ...alarm, finding }
}

/** Notes that a person at a desk was told; the desk says when it arrived and was seen. */
export async function recordTold(ctx: Context, alarmId: string, step: number, who: Pick<OnDuty, 'accountId' | 'name'>): Promise<void> {
  await sql`insert into watch.told (id, alarm_id, step, channel, account_id, name_sealed, sent_at)
    values (${ctx.newId()}, ${alarmId}, ${step}, 'desk', ${who.accountId}, ${ctx.cipher.seal(who.name)}, ${ctx.now.toString()})
    on conflict do nothing`.execute(ctx.db)
}

const orderOf = ({ subject, cause }: Finding) => `${subject.kind}/${subject.id}/${cause}`
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
