import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { type Fallback, Telling } from './contract/notice.ts'
import { fallbackOf, lockChain, type NoticeRecord, prove } from './store.ts'

/** The channel on which senders are woken for what is urgent; the rest waits for their next look (rules: commits with a NOTIFY queue behind each other). */
export const wakeChannel = 'yinqiao_notices'

/**
 * Tells a person something, in the caller's transaction: nothing is sent when that is undone. The same `key` told
 * twice makes one notice. Returns the id of the (first) notice. The actor must have sight of the division, person
 * or account the notice is for; jobs and listeners always have.
 */
export async function sendNotice(ctx: Context, telling: Telling): Promise<string> {
  const told = Telling.parse(telling)
  const seal = (text: string | null | undefined) => (text === null || text === undefined ? null : ctx.cipher.seal(text))
  const id = ctx.newId()
  const [first, ...rest] = [{ channel: told.channel, after: 0 }, ...told.fallback]
  const made = await queue(ctx, {
    id,
    key: told.key,
    chainId: id,
    step: 0,
    channel: first.channel,
    fallback: rest,
    like: {
      topic: told.topic,
      subject_kind: told.subject.kind,
      subject_id: told.subject.id,
      division_code: told.divisionCode ?? null,
      persons: told.persons,
      account_id: told.to.accountId ?? null,
      name_sealed: seal(told.to.name),
      phone_sealed: seal(told.to.phone),
      mail_sealed: seal(told.to.mail),
      title_sealed: ctx.cipher.seal(told.title),
      body_sealed: ctx.cipher.seal(told.body),
      url: told.url ?? null,
      urgent: told.urgent,
    },
  })
  if (made) {
    ctx.note({ kind: 'notice', id, after: { topic: told.topic, channel: told.channel, subject: told.subject.id } })
    return id
  }
  const { rows } = await sql<{ id: string }>`select id from notices.notice where key = ${told.key}`.execute(ctx.db)
  const [earlier] = rows
  if (earlier === undefined) throw new Error(`notice ${told.key} exists out of the actor's sight`)
  return earlier.id
}

/** What every notice of a chain says alike. */
type Alike = Pick<
  NoticeRecord,
  | 'topic'
  | 'subject_kind'
  | 'subject_id'
  | 'division_code'
  | 'persons'
  | 'account_id'
  | 'name_sealed'
  | 'phone_sealed'
  | 'mail_sealed'
  | 'title_sealed'
  | 'body_sealed'
  | 'url'
  | 'urgent'
>

interface Queued {
  readonly id: string
  readonly key: string
  readonly chainId: string
  readonly step: number
  readonly round?: number
  readonly resendOf?: string
  readonly channel: string
  /** What comes after it, and when; counted from now unless told. */
  readonly fallback: readonly Fallback[]
  readonly fallAt?: string | null
  /** Seconds until it is sent. */
  readonly inSeconds?: number
  readonly like: Alike
}

async function queue(ctx: Context, queued: Queued): Promise<boolean> {
  const { id, key, chainId, step, round = 1, resendOf = null, channel, fallback, inSeconds = 0, like } = queued
  const now = ctx.now.toString()
  const [next] = fallback
  const counted = next === undefined ? null : ctx.now.add({ seconds: next.after }).toString()
  const { fallAt = counted } = queued
  const { numAffectedRows } =
    await sql`insert into notices.notice (id, key, chain_id, step, round, resend_of, topic, subject_kind, subject_id, division_code,
      persons, account_id, name_sealed, phone_sealed, mail_sealed, channel, title_sealed, body_sealed, url, urgent, state, queued_at, next_at, fallback, fall_at)
    values (${id}, ${key}, ${chainId}, ${step}, ${round}, ${resendOf}, ${like.topic}, ${like.subject_kind}, ${like.subject_id}, ${like.division_code},
      ${like.persons}::uuid[], ${like.account_id}, ${like.name_sealed}, ${like.phone_sealed}, ${like.mail_sealed}, ${channel}, ${like.title_sealed}, ${like.body_sealed},
      ${like.url}, ${like.urgent}, 'queued', ${now}, ${ctx.now.add({ seconds: inSeconds }).toString()}, ${JSON.stringify(fallback)}::jsonb, ${fallAt})
    on conflict (key) do nothing`.execute(ctx.db)
  if (numAffectedRows === 0n) return false
  await prove(ctx, id, { what: 'queued', attempt: 0, detail: channel })
  if (like.urgent) await sql`select pg_notify(${wakeChannel}, '')`.execute(ctx.db)
  return true
}

/** Queues the next way of a chain whose head is locked. False when there is none. */
export async function queueNext(ctx: Context, row: NoticeRecord): Promise<boolean> {
  const [next, ...rest] = fallbackOf(row)
  if (next === undefined) return false
  await prove(ctx, row.id, { what: 'fell-back', attempt: row.attempt, detail: next.channel })
  return follow(ctx, row, { channel: next.channel, fallback: rest })
}

/** Queues another try by the same way, in so many seconds; what was to come after keeps its time. */
export function queueRound(ctx: Context, row: NoticeRecord, inSeconds: number): Promise<boolean> {
  return follow(ctx, row, { channel: row.channel, fallback: fallbackOf(row), fallAt: row.fall_at, inSeconds, round: row.round + 1 })
}

async function follow(
  ctx: Context,
  row: NoticeRecord,
  next: Pick<Queued, 'channel' | 'fallback' | 'fallAt' | 'inSeconds' | 'round'>,
): Promise<boolean> {
  await sql`update notices.notice set fall_at = null, fallback = '[]' where id = ${row.id}`.execute(ctx.db)
  const { rows } = await sql<{
    key: string
    step: number
  }>`select (select key from notices.notice where id = ${row.chain_id}) as key, max(step) + 1 as step
    from notices.notice where chain_id = ${row.chain_id}`.execute(ctx.db)
  const [chain] = rows
  if (chain === undefined) throw new Error(`notice ${row.id} has no chain`)
  return queue(ctx, { id: ctx.newId(), key: `${chain.key}#${chain.step}`, chainId: row.chain_id, step: chain.step, like: row, ...next })
}

/** Queues a failed notice once more, alone; the id of the one made before when that was done already. */
export async function queueAgain(ctx: Context, row: NoticeRecord): Promise<string> {
  const id = ctx.newId()
  const made = await queue(ctx, {
    id,
    key: `again:${row.id}`,
    chainId: id,
    step: 0,
    resendOf: row.id,
    channel: row.channel,
    fallback: [],
    like: row,
  })
  if (made) {
    await prove(ctx, row.id, { what: 'resent', attempt: row.attempt })
    return id
  }
  const { rows } = await sql<{ id: string }>`select id from notices.notice where resend_of = ${row.id}`.execute(ctx.db)
  return rows[0]?.id ?? row.id
}

/** Takes back what was not yet sent about a thing, and lets no further way follow. What is on its way cannot be called back. Returns how many were cancelled. */
export async function cancelNotices(
  ctx: Context,
  subject: { readonly kind: string; readonly id: string; readonly topic?: string },
): Promise<number> {
  const { rows } = await sql<{ chain_id: string }>`select distinct chain_id from notices.notice
    where subject_kind = ${subject.kind} and subject_id = ${subject.id} and (${subject.topic ?? null}::text is null or topic = ${subject.topic ?? null})
      and (state in ('queued', 'sending', 'sent') or fall_at is not null) order by chain_id`.execute(ctx.db)
  let cancelled = 0
  for (const { chain_id } of rows) {
    await lockChain(ctx.db, chain_id)
    cancelled += await stopChain(ctx, chain_id)
  }
  return cancelled
}

/** Ends a chain whose head is locked: what waits is cancelled, what is being sent is not tried again, nothing follows. */
export async function stopChain(ctx: Context, chainId: string): Promise<number> {
  const now = ctx.now.toString()
  await sql`update notices.notice set fall_at = null, fallback = '[]' where chain_id = ${chainId} and fallback <> '[]'`.execute(ctx.db)
  // a call that the gateway has taken may still meet nobody: it is not made again either
  await sql`update notices.notice set cancel_asked = true
    where chain_id = ${chainId} and (state = 'sent' or (state = 'sending' and lease_until is not null))`.execute(ctx.db)
  const { rows } = await sql<{ id: string; attempt: number }>`update notices.notice set state = 'cancelled', cancelled_at = ${now}
    where chain_id = ${chainId} and (state = 'queued' or (state = 'sending' and lease_until is null)) returning id, attempt`.execute(ctx.db)
  for (const { id, attempt } of rows) await prove(ctx, id, { what: 'cancelled', attempt })
  return rows.length
}
