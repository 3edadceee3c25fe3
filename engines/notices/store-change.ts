import { type Context, type Job, job } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { z } from 'zod'
import { NoticeAnswered, NoticeDelivered, NoticeFailed, NoticeSeen } from './contract/events.ts'
import { Channel, FailureReason, NoticeId, type NoticeState } from './contract/notice.ts'
import { mayBecome } from './rules/move-state.ts'
import { findNotice, lockNotice, type NoticeRecord, prove } from './store.ts'
import { queueNext, queueRound, stopChain } from './store-queue.ts'

/** Tells the world of a change: at once in this engine's own work, by a job from another room's transaction, which may not emit for us. */
export type Teller = (ctx: Context, row: NoticeRecord, what: Told, last: boolean) => Promise<void>
const Told = z.enum(['delivered', 'seen', 'answered', 'failed'])
type Told = z.infer<typeof Told>

const Tell = { name: 'notices.tell-change', payload: z.object({ id: NoticeId, what: Told, last: z.boolean() }) }

export const tellLater: Teller = (ctx, row, what, last) => ctx.enqueue(Tell, { id: row.id, what, last })

export const tellNow: Teller = async (ctx, row, what, last) => {
  const about = {
    noticeId: row.id,
    chainId: await rootOf(ctx, row),
    topic: row.topic,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    channel: Channel.parse(row.channel),
    accountId: row.account_id,
  }
  if (what === 'delivered') await ctx.emit(NoticeDelivered, row.id, about)
  else if (what === 'seen') await ctx.emit(NoticeSeen, row.id, about)
  else if (what === 'answered') await ctx.emit(NoticeAnswered, row.id, about)
  else await ctx.emit(NoticeFailed, row.id, { ...about, reason: FailureReason.parse(row.failure_reason), last })
}

export const noticesJobs: readonly Job[] = [
  job(Tell, async (ctx, { id, what, last }) => {
    const row = await findNotice(ctx.db, id)
    if (row !== undefined) await tellNow(ctx, row, what, last)
  }),
]

/** The chain a notice belongs to; one that a person sent again is of the chain it was sent again for: who told it knows that one alone. */
async function rootOf(ctx: Context, row: NoticeRecord): Promise<string> {
  const { rows } = await sql<{ chain_id: string }>`with recursive up as (
      select h.chain_id, h.resend_of from notices.notice h where h.id = ${row.chain_id}
      union all select h.chain_id, h.resend_of from up join notices.notice o on o.id = up.resend_of join notices.notice h on h.id = o.chain_id)
    select chain_id from up where resend_of is null`.execute(ctx.db)
  return rows[0]?.chain_id ?? row.chain_id
}

interface Reached {
  readonly to: Extract<NoticeState, 'sent' | 'delivered' | 'seen' | 'answered'>
  readonly gatewayId?: string | null
  readonly answer?: string | null
  readonly detail?: string | null
  readonly receiptId?: string | null
}

/** A locked notice reached a state, when it was not past it already. An answer ends its chain. */
export async function reach(ctx: Context, row: NoticeRecord, reached: Reached, tell: Teller): Promise<boolean> {
  const { to, gatewayId = null, answer = null, detail = null, receiptId = null } = reached
  const at = ctx.now.toString()
  const moves = mayBecome(row.state as NoticeState, to)
  const fresh = await prove(ctx, row.id, { what: moves ? to : `${to}-again`, attempt: row.attempt, detail, receiptId })
  if (!fresh) return false
  // the time of a state that was skipped or comes late is kept too; the state itself only goes up
  await sql`update notices.notice set ${sql.ref(`${to}_at`)} = coalesce(${sql.ref(`${to}_at`)}, ${at}), gateway_id = coalesce(${gatewayId}, gateway_id)
    where id = ${row.id}`.execute(ctx.db)
  // a wrong key first, or a word more: what is answered again is told again
  const again = to === 'answered' && row.state === 'answered' && answer !== null
  if (!moves && !again) return false
  await sql`update notices.notice set state = ${to}, lease_until = null, answer_sealed = ${said(ctx, row, answer)}
    where id = ${row.id}`.execute(ctx.db)
  if (to === 'answered') await stopChain(ctx, row.chain_id)
  if (to !== 'sent') await tell(ctx, row, to, false)
  return true
}

const linesAtMost = 20

/** All that was answered, a line each, sealed. */
function said(ctx: Context, { answer_sealed: before }: NoticeRecord, answer: string | null): string | null {
  if (answer === null) return before
  const lines = before === null ? [] : ctx.cipher.open(before).split('\n')
  return ctx.cipher.seal([...lines, answer].slice(0, linesAtMost).join('\n'))
}

interface Failure {
  readonly reason: FailureReason
  readonly detail?: string | null
  /** Seconds until it is tried again by the same way, as a notice of its own; without it the next way follows at once. */
  readonly againIn?: number
}

/** A locked notice failed for good. */
export async function fail(ctx: Context, row: NoticeRecord, { reason, detail = null, againIn }: Failure, tell: Teller): Promise<void> {
  if (!mayBecome(row.state as NoticeState, 'failed')) return
  await sql`update notices.notice set state = 'failed', failed_at = ${ctx.now.toString()}, lease_until = null,
    failure_reason = ${reason}, failure_detail = ${detail} where id = ${row.id}`.execute(ctx.db)
  await prove(ctx, row.id, { what: 'failed', attempt: row.attempt, detail: detail === null ? reason : `${reason} ${detail}` })
  const follows = againIn === undefined ? await queueNext(ctx, row) : await queueRound(ctx, row, againIn)
  await tell(ctx, { ...row, failure_reason: reason }, 'failed', !follows && (await noneOpen(ctx, row.chain_id)))
}

/** Whether no notice of the chain can still reach anybody. */
async function noneOpen(ctx: Context, chainId: string): Promise<boolean> {
  const { rows } =
    await sql`select 1 from notices.notice where chain_id = ${chainId} and state not in ('failed', 'cancelled') limit 1`.execute(ctx.db)
  return rows.length === 0
}

/** What was pressed or replied to a notice, a line each time; null when nothing was, or the actor does not see it. */
export async function findAnswer(ctx: Context, id: string): Promise<string | null> {
  const sealed = (await findNotice(ctx.db, id))?.answer_sealed ?? null
  return sealed === null ? null : ctx.cipher.open(sealed)
}

/** A person had the notice before their eyes; from another room's transaction. False when there is no such notice in the actor's sight. */
export async function markSeen(ctx: Context, id: string): Promise<boolean> {
  const row = await lockNotice(ctx.db, id)
  if (row !== undefined) await reach(ctx, row, { to: 'seen' }, tellLater)
  return row !== undefined
}

/** A person acted on the notice; nothing of its chain is sent any more. `answer`: what they said or pressed. */
export async function markAnswered(ctx: Context, id: string, answer: string | null = null): Promise<boolean> {
  const row = await lockNotice(ctx.db, id)
  if (row !== undefined) await reach(ctx, row, { to: 'answered', answer }, tellLater)
  return row !== undefined
}
