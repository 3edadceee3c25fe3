import { readFailure } from '@yinqiao/intake'
import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { type EscalationPolicy, secondsToNext, stepAfter } from './rules/plan-escalation.ts'
import { whatIsDue } from './rules/what-is-due.ts'
import { type AlarmChange, changeAlarm, inSeconds, lockAlarm, type StoredAlarm, tellAlarms } from './store-alarm.ts'
import { askContact, nextContact, type Reach, type SealedContact, tellContact } from './store-callout.ts'
import { type Duty, openDuty } from './store-duty.ts'
import { joinTowns, takeInStrays } from './store-incident.ts'
import { offerAgain } from './store-offer.ts'
import { recordTold } from './store-raise.ts'
import { returnAlarms } from './store-return.ts'

/**
 * Does what is due of at most `atMost` alarms and call-outs; every alarm by one process only (rows others hold are passed over), each
 * step in the transaction that moves its clock on: a crash repeats the step whole or not at all. Gives how many were done.
 */
export async function doDue(ctx: Context, policy: EscalationPolicy, reach: Reach, atMost = 50): Promise<number> {
  const now = ctx.now.toString()
  const due = await sql<StoredAlarm>`select * from watch.alarm where closed_at is null and wake_at <= ${now} and owner_kind <> 'incident'
    order by wake_at limit ${atMost} for update skip locked`.execute(ctx.db)
  const duty = await openDuty(
    ctx,
    due.rows.map(({ division_code }) => division_code),
  )
  for (const alarm of due.rows) await alone(ctx, alarm, () => doOne(ctx, alarm, policy, reach, duty))
  const waiting = await sql<{
    id: string
    alarm_id: string
  }>`select o.id, o.alarm_id from watch.callout o join watch.alarm a on a.id = o.alarm_id
    where o.state = 'asked' and o.until <= ${now} and a.closed_at is null order by o.until limit ${atMost} for update of a skip locked`.execute(
    ctx.db,
  )
  for (const { id, alarm_id } of waiting.rows) await passCallout(ctx, id, alarm_id, policy, reach)
  return due.rows.length + waiting.rows.length
}

/** So long until a step that failed is tried again, seconds. */
const failedAgain = 30
/** What the column of steps holds; four months of telephoning every five minutes. */
const stepsAtMost = 32_767

/**
 * Does something about one alarm, undone alone when it fails: one row that cannot be read must not keep all others from going up. It is
 * said in the timeline of its alarm, and tried again half a minute later. Where the line itself is gone the whole round fails.
 */
async function alone(ctx: Context, alarm: StoredAlarm, work: () => Promise<void>, again = true): Promise<boolean> {
  // sent along with the work: nobody waits for it
  void sql`savepoint alone`.execute(ctx.db).catch(() => {})
  try {
    await work()
    void sql`release savepoint alone`.execute(ctx.db).catch(() => {})
    return true
  } catch (error) {
    // two transactions met: nothing is wrong with this row, and the next round is a fifth of a second away
    if (readFailure(error) === 'passing') throw error
    await sql`rollback to savepoint alone`.execute(ctx.db)
    await sql`release savepoint alone`.execute(ctx.db)
    const later = (at: string | null) => (at === null || !again ? at : inSeconds(ctx, failedAgain))
    const { code, name } = error as { code?: string; name?: string }
    const clocks = {
      deadline_at: later(alarm.deadline_at),
      claim_until: later(alarm.claim_until),
      snoozed_until: later(alarm.snoozed_until),
    }
    await changeAlarm(ctx, alarm, again ? clocks : {}, 'step-failed', { reason: code ?? name ?? 'error' })
    return false
  }
}

async function passCallout(ctx: Context, calloutId: string, alarmId: string, policy: EscalationPolicy, reach: Reach): Promise<void> {
  const alarm = await lockAlarm(ctx, alarmId)
  if (alarm === undefined || (await alone(ctx, alarm, () => noAnswer(ctx, calloutId, alarmId, policy, reach), false))) return
  // the next one of the list could not be asked: the call is over all the same, and the alarm's own deadline goes on
  await sql`update watch.callout set state = 'no-answer' where id = ${calloutId} and state = 'asked'`.execute(ctx.db)
}

async function doOne(ctx: Context, alarm: StoredAlarm, policy: EscalationPolicy, reach: Reach, duty: Duty): Promise<void> {
  const clock = {
    state: alarm.state,
    ownerKind: alarm.owner_kind,
    deadlineAt: alarm.deadline_at,
    claimUntil: alarm.claim_until,
    snoozedUntil: alarm.snoozed_until,
  }
  switch (whatIsDue(clock, ctx.now.epochMilliseconds)) {
    case 'claim-ended':
      await offerAgain(ctx, alarm, policy, 'claim-ended')
      return
    case 'snooze-ended':
      await changeAlarm(ctx, alarm, { snoozed_until: null, deadline_at: inSeconds(ctx, policy.progress) }, 'snooze-ended')
      return
    case 'escalate':
      await escalate(ctx, alarm, policy, reach, duty)
      return
    case 'no-progress':
    case 'review-late': {
      const step = Math.min(alarm.step + 1, stepsAtMost)
      const supervisors = duty.list(alarm.division_code).filter(({ supervisor }) => supervisor)
      const wait = alarm.state === 'reviewing' ? policy.review : policy.progress
      await Promise.all([
        ...supervisors.map((one) => recordTold(ctx, alarm.id, step, one)),
        changeAlarm(ctx, alarm, { step, deadline_at: inSeconds(ctx, wait) }, 'late', { told: supervisors.map(({ name }) => name) }),
      ])
      return
    }
    case 'nothing':
  }
}

/** The next step of an alarm that nobody has claimed: another operator, the supervisor, then telephone; the last repeats until somebody answers. */
async function escalate(ctx: Context, alarm: StoredAlarm, policy: EscalationPolicy, reach: Reach, duty: Duty): Promise<void> {
  const onDuty = duty.list(alarm.division_code)
  const step = Math.min(alarm.step + 1, stepsAtMost)
  const what = stepAfter(alarm.step)
  const next =
    what === 'next-operator'
      ? (onDuty.find(({ accountId, supervisor }) => accountId !== alarm.owner_account && !supervisor) ?? onDuty[0])
      : (onDuty.find(({ supervisor }) => supervisor) ?? onDuty.find(({ accountId }) => accountId !== alarm.owner_account) ?? onDuty[0])
  const owner = { owner_account: next?.accountId ?? null, owner_name: next?.name ?? (what === 'next-operator' ? '值守台' : '值守长') }
  const change: AlarmChange = {
    ...owner,
    owner_kind: what === 'next-operator' ? 'duty' : 'supervisor',
    step,
    deadline_at: inSeconds(ctx, secondsToNext(policy, alarm.level, step, onDuty.length > 0)),
  }
  // sent together: thousands may come due in the same minute
  await Promise.all([
    next === undefined ? undefined : recordTold(ctx, alarm.id, step, next),
    changeAlarm(ctx, alarm, change, 'escalated', { step, what, to: owner.owner_name, onDuty: onDuty.length }),
  ])
  duty.give(alarm.owner_account, owner.owner_account)
  if (what === 'telephone') await telephone(ctx, { ...alarm, step }, reach)
}

/** Nobody at the desk answers: everybody on the home's list is told by message and telephone. */
async function telephone(ctx: Context, alarm: StoredAlarm, reach: Reach): Promise<void> {
  if (alarm.home_id === null || alarm.level > 2) return
  const { rows } = await sql<SealedContact>`select id, kind, name_sealed, phone_sealed, account_id from watch.contact
    where home_id = ${alarm.home_id} and ended_at is null and kind <> 'doctor' order by order_no`.execute(ctx.db)
  // by the place in the timeline, which never comes again: the steps begin anew after each claim
  for (const contact of rows) {
    const key = `unanswered:${alarm.id}:${alarm.events}:${contact.id}`
    await alone(ctx, alarm, () => tellContact(ctx, alarm, contact, key, 'unanswered', reach), false)
  }
}

/** Nobody picked up: the person is written down as not answering and the next one is asked. */
async function noAnswer(ctx: Context, calloutId: string, alarmId: string, policy: EscalationPolicy, reach: Reach): Promise<void> {
  const marked = await sql`update watch.callout set state = 'no-answer' where id = ${calloutId} and state = 'asked' returning id`.execute(
    ctx.db,
  )
  const alarm = marked.rows.length === 0 ? undefined : await lockAlarm(ctx, alarmId)
  if (alarm === undefined || alarm.closed_at !== null) return
  // a closing that waits for its second person sends nobody out any more
  if (alarm.state === 'reviewing') {
    await changeAlarm(ctx, alarm, {}, 'callout-no-answer', { callout: calloutId })
    return
  }
  const next = await nextContact(ctx, alarm)
  if (next === undefined) await changeAlarm(ctx, alarm, {}, 'nobody-left', { callout: calloutId })
  else await askContact(ctx, alarm, next, policy, reach, 'called-next')
}

/**
 * Incidents grow and shrink without news of their own: the screens are told how many homes are in them now, and one in which no home is
 * left without power or line ends by itself.
 */
export async function lookAtIncidents(ctx: Context, policy: EscalationPolicy): Promise<void> {
  // whoever is putting a home into one holds its row: after this lock all of them are seen
  await sql`select id from watch.incident where closed_at is null order by id for update`.execute(ctx.db)
  await joinTowns(ctx, policy)
  await takeInStrays(ctx)
  const { rows } = await sql<{ id: string; incident: string; empty: boolean }>`select a.id, a.subject_id as incident,
      not exists (select 1 from watch.alarm m where m.incident_id = a.subject_id and m.closed_at is null) as empty
    from watch.alarm a where a.closed_at is null and a.subject_kind = 'incident' order by a.id`.execute(ctx.db)
  const over = rows.filter(({ empty }) => empty)
  if (over.length > 0) {
    await sql`update watch.incident set closed_at = ${ctx.now.toString()} where id = any (${over.map(({ incident }) => incident)}::uuid[]) and closed_at is null`.execute(
      ctx.db,
    )
    await returnAlarms(
      ctx,
      over.map(({ id }) => id),
      '全部恢复',
    )
  }
  await tellAlarms(
    ctx,
    rows.filter(({ empty }) => !empty).map(({ id }) => id),
  )
}
