import type { Context, Database } from '@yinqiao/kernel'
import { type Selectable, sql } from 'kysely'
import type { z } from 'zod'
import { Fallback, type NoticeView } from './contract/notice.ts'
import { maskAddress } from './rules/mask-address.ts'
import type { NoticesRows } from './tables/rows.ts'

/** A notice as it lies in the database. */
export type NoticeRecord = Selectable<NoticesRows['notices.notice']>

/** The tables of this engine. */
export const tablesOf = (db: Database) => db.withTables<NoticesRows>()

/** What comes after this notice. */
export const fallbackOf = (row: NoticeRecord): Fallback[] => Fallback.array().parse(row.fallback)

/** A notice the actor's scope lets through. */
export function findNotice(db: Database, id: string): Promise<NoticeRecord | undefined> {
  return tablesOf(db).selectFrom('notices.notice').selectAll().where('id', '=', id).executeTakeFirst()
}

/**
 * A notice, its chain locked. All that changes a notice locks the head of its chain first: an answer and the
 * next way of the same chain cannot pass each other.
 */
export async function lockNotice(db: Database, id: string): Promise<NoticeRecord | undefined> {
  const { rows } = await sql<{ chain_id: string }>`select chain_id from notices.notice where id = ${id}`.execute(db)
  const [found] = rows
  if (found === undefined) return undefined
  await lockChain(db, found.chain_id)
  const locked = await sql<NoticeRecord>`select * from notices.notice where id = ${id} for update`.execute(db)
  return locked.rows[0]
}

export async function lockChain(db: Database, chainId: string): Promise<void> {
  await sql`select 1 from notices.notice where id = ${chainId} for update`.execute(db)
}

/** Writes a line of proof; false when this receipt was written before. */
export async function prove(
  ctx: Context,
  noticeId: string,
  line: { readonly what: string; readonly attempt: number; readonly detail?: string | null; readonly receiptId?: string | null },
): Promise<boolean> {
  const { actor } = ctx
  const { numAffectedRows } =
    await sql`insert into notices.notice_event (id, notice_id, at, what, attempt, detail, receipt_id, by_account, by_name)
    values (${ctx.newId()}, ${noticeId}, ${ctx.now.toString()}, ${line.what}, ${line.attempt}, ${line.detail ?? null}, ${line.receiptId ?? null}, ${actor.accountId}, ${actor.name})
    on conflict (notice_id, receipt_id) do nothing`.execute(ctx.db)
  return numAffectedRows === 1n
}

/** A notice as desks see it: opened, its address masked. */
export function viewOf(ctx: Context, row: NoticeRecord): z.input<typeof NoticeView> {
  const open = (sealed: string | null) => (sealed === null ? null : ctx.cipher.open(sealed))
  const address = row.channel === 'mail' ? open(row.mail_sealed) : row.channel === 'push' ? null : open(row.phone_sealed)
  return {
    id: row.id,
    chainId: row.chain_id,
    step: row.step,
    resendOf: row.resend_of,
    topic: row.topic,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    divisionCode: row.division_code,
    accountId: row.account_id,
    name: open(row.name_sealed),
    address: address === null ? null : maskAddress(address),
    channel: row.channel as NoticeView['channel'],
    title: ctx.cipher.open(row.title_sealed),
    body: ctx.cipher.open(row.body_sealed),
    urgent: row.urgent,
    state: row.state as NoticeView['state'],
    queuedAt: row.queued_at,
    sendingAt: row.sending_at,
    sentAt: row.sent_at,
    deliveredAt: row.delivered_at,
    seenAt: row.seen_at,
    answeredAt: row.answered_at,
    failedAt: row.failed_at,
    cancelledAt: row.cancelled_at,
    attempt: row.attempt,
    nextAt: row.state === 'queued' || row.state === 'sending' ? row.next_at : null,
    failureReason: row.failure_reason as NoticeView['failureReason'],
    failureDetail: row.failure_detail,
    answer: open(row.answer_sealed),
  }
}
