import type { Context } from '@yinqiao/kernel'
import { findAnswer } from '@yinqiao/notices'
import { sql } from 'kysely'
import type { AlarmRow } from './contract/alarm.ts'
import type { EscalationPolicy } from './rules/plan-escalation.ts'
import { changeAlarm, inSeconds, lockAlarm, type StoredAlarm } from './store-alarm.ts'

/** Somebody of the home's list, sealed as stored. */
export interface SealedContact {
  readonly id: string
  readonly kind: string
  readonly name_sealed: string
  readonly phone_sealed: string | null
  readonly account_id: string | null
}

/** How people are reached outside the desk: given by the roof (engine of notices); each call makes one notice per step, however often it is tried. */
export type Reach = (
  ctx: Context,
  call: {
    readonly alarm: Pick<StoredAlarm, 'id' | 'n' | 'title' | 'level' | 'division_code' | 'elder_id'>
    /** One step tells one person once. */
    readonly key: string
    readonly name: string
    readonly accountId: string | null
    /** In clear; null where none is known. */
    readonly phone: string | null
    /** Called out to come, or told because nobody answered. */
    readonly why: 'come' | 'unanswered'
  },
) => Promise<readonly { readonly channel: 'push' | 'mail' | 'sms' | 'voice'; readonly noticeId: string }[]>

/** The next person of the list who was not asked yet for this alarm, or the one chosen. */
export async function nextContact(ctx: Context, alarm: StoredAlarm, contactId?: string): Promise<SealedContact | undefined> {
  if (alarm.home_id === null) return undefined
  const { rows } = await sql<SealedContact>`select c.id, c.kind, c.name_sealed, c.phone_sealed, c.account_id from watch.contact c
    where c.home_id = ${alarm.home_id} and c.ended_at is null and c.kind <> 'doctor'
      and (${contactId ?? null}::uuid is not distinct from c.id
        or (${contactId ?? null}::uuid is null and not exists (select 1 from watch.callout o where o.alarm_id = ${alarm.id} and o.contact_id = c.id)))
    order by c.order_no limit 1`.execute(ctx.db)
  return rows[0]
}

/** Asks a person to come: by push, message and telephone, with a time to answer in, after which the next one is asked. */
export async function askContact(
  ctx: Context,
  alarm: StoredAlarm,
  contact: SealedContact,
  policy: EscalationPolicy,
  reach: Reach,
  kind: string,
): Promise<AlarmRow> {
  const until = inSeconds(ctx, policy.callout)
  const { rows } = await sql<{
    id: string
  }>`insert into watch.callout (id, alarm_id, order_no, contact_id, account_id, name_sealed, kind, state, asked_at, until, division_code)
    select ${ctx.newId()}, ${alarm.id}, coalesce(max(order_no), 0) + 1, ${contact.id}, ${contact.account_id}, ${contact.name_sealed}, ${contact.kind}, 'asked', ${ctx.now.toString()}, ${until}, ${alarm.division_code}
    from watch.callout where alarm_id = ${alarm.id} returning id`.execute(ctx.db)
  await tellContact(ctx, alarm, contact, `callout:${rows[0]?.id}`, 'come', reach)
  const progress =
    alarm.dispatched_at === null ? { dispatched_at: ctx.now.toString(), state: alarm.state === 'on-site' ? 'on-site' : 'dispatched' } : {}
  return changeAlarm(
    ctx,
    alarm,
    { ...progress, ...(alarm.snoozed_until === null ? { deadline_at: inSeconds(ctx, policy.progress) } : {}) },
    kind,
    { contactId: contact.id, kind: contact.kind, until },
  )
}

/** "Press 1 to come" was answered with 1, by telephone or message: the call-out it was sent for is accepted, as on the platform. */
export async function acceptByKey(
  ctx: Context,
  notice: { readonly noticeId: string; readonly chainId: string },
  policy: EscalationPolicy,
): Promise<void> {
  const answers = (await findAnswer(ctx, notice.noticeId))?.normalize('NFKC').split('\n') ?? []
  if (!answers.some((answer) => answer.trim() === '1')) return
  // told and asked in one moment: the notice is of this call-out, not of an earlier one
  const { rows } = await sql<{ id: string; alarm_id: string }>`select o.id, o.alarm_id from watch.told t
    join watch.callout o on o.alarm_id = t.alarm_id and o.contact_id = t.contact_id and o.asked_at = t.sent_at
    where t.notice_id = ${notice.chainId} limit 1`.execute(ctx.db)
  const [found] = rows
  const alarm = found === undefined ? undefined : await lockAlarm(ctx, found.alarm_id)
  if (found === undefined || alarm === undefined || alarm.closed_at !== null) return
  const accepted = await sql<{
    kind: string
  }>`update watch.callout set state = 'accepted', answered_at = coalesce(answered_at, ${ctx.now.toString()})
    where id = ${found.id} and state in ('asked', 'no-answer') returning kind`.execute(ctx.db)
  const [callout] = accepted.rows
  if (callout === undefined) return
  const waits = alarm.snoozed_until === null && alarm.state !== 'reviewing'
  await changeAlarm(ctx, alarm, waits ? { deadline_at: inSeconds(ctx, policy.progress) } : {}, 'callout-accepted', {
    callout: found.id,
    kind: callout.kind,
  })
}

/** Tells one person of the list outside the desk, and notes every channel used. */
export async function tellContact(
  ctx: Context,
  alarm: StoredAlarm,
  contact: SealedContact,
  key: string,
  why: 'come' | 'unanswered',
  reach: Reach,
): Promise<void> {
  const notices = await reach(ctx, {
    alarm,
    key,
    name: ctx.cipher.open(contact.name_sealed),
    accountId: contact.account_id,
    phone: contact.phone_sealed === null ? null : ctx.cipher.open(contact.phone_sealed),
    why,
  })
  for (const { channel, noticeId } of notices)
    await sql`insert into watch.told (id, alarm_id, step, channel, account_id, contact_id, name_sealed, notice_id, sent_at)
      values (${ctx.newId()}, ${alarm.id}, ${alarm.step}, ${channel}, ${contact.account_id}, ${contact.id}, ${contact.name_sealed}, ${noticeId}, ${ctx.now.toString()})
      on conflict do nothing`.execute(ctx.db)
}
