import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import type { Channel, FailureReason, Receipt } from './contract/notice.ts'
import { attemptsAtMost, retryPause, roundPause, roundsAtMost } from './rules/plan-retry.ts'
import { readReceipt } from './rules/read-receipt.ts'
import { fail, reach, tellNow } from './store-change.ts'
import { lockNotice, type NoticeRecord, prove } from './store.ts'
import { queueNext } from './store-queue.ts'

/** How an attempt ended: the gateway took it, or did not. `detail` is a code (HTTP 503, SMTP 550), never an address. */
export type Sent =
  | { readonly ok: true; readonly gatewayId: string | null; readonly detail?: string }
  | { readonly ok: false; readonly reason: FailureReason; readonly detail: string; readonly permanent: boolean }

/**
 * Takes up to `free` due notices of a channel, urgent ones first: others leave them alone until the lease ends. The lease
 * outlives the longest attempt, so two senders never send one attempt; a sender that died leaves the lease to run out.
 */
export async function claimDue(ctx: Context, channel: Channel, free: number, leaseMs: number): Promise<NoticeRecord[]> {
  const now = ctx.now.toString()
  const until = ctx.now.add({ milliseconds: leaseMs }).toString()
  const { rows } = await sql<NoticeRecord>`update notices.notice set state = 'sending', sending_at = coalesce(sending_at, ${now}),
      attempt = attempt + 1, fence = fence + 1, lease_until = ${until}
    where id in (select id from notices.notice where channel = ${channel} and state in ('queued', 'sending') and next_at <= ${now}
        and (lease_until is null or lease_until <= ${now}) and not cancel_asked
      order by urgent desc, next_at limit ${free} for update skip locked)
    returning *`.execute(ctx.db)
  for (const { id, attempt, fence } of rows) await prove(ctx, id, { what: 'attempt', attempt, detail: `fence ${fence}` })
  return rows.toSorted((a, b) => Number(b.urgent) - Number(a.urgent) || a.next_at.localeCompare(b.next_at))
}

/** Writes down how an attempt ended, unless another sender holds the notice by now or a receipt was faster. */
export async function recordAttempt(ctx: Context, claimed: NoticeRecord, sent: Sent): Promise<void> {
  const row = await lockNotice(ctx.db, claimed.id)
  if (row === undefined) return
  if (row.fence !== claimed.fence) {
    await prove(ctx, row.id, { what: 'stale-result', attempt: claimed.attempt, detail: `fence ${claimed.fence}` })
    return
  }
  if (sent.ok) {
    await reach(ctx, row, { to: 'sent', gatewayId: sent.gatewayId, detail: sent.detail ?? null }, tellNow)
    return
  }
  if (row.state !== 'sending') return
  if (row.cancel_asked) {
    await sql`update notices.notice set state = 'cancelled', cancelled_at = ${ctx.now.toString()}, lease_until = null where id = ${row.id}`.execute(
      ctx.db,
    )
    await prove(ctx, row.id, { what: 'cancelled', attempt: row.attempt })
    return
  }
  const { reason, detail } = sent
  if (sent.permanent || row.attempt >= attemptsAtMost) {
    await fail(ctx, row, { reason, detail }, tellNow)
    return
  }
  const seconds = retryPause(row.attempt, row.urgent)
  await sql`update notices.notice set next_at = ${ctx.now.add({ seconds }).toString()}, lease_until = null,
    failure_reason = ${reason}, failure_detail = ${detail} where id = ${row.id}`.execute(ctx.db)
  await prove(ctx, row.id, { what: 'retry', attempt: row.attempt, detail: `${reason} ${detail} +${seconds}s` })
}

/** Timers that ran out: the next way of chains nobody answered, and claims whose sender died after a cancellation. Returns how many it moved. */
export async function runTimers(ctx: Context): Promise<number> {
  const now = ctx.now.toString()
  const due = await sql<{ id: string }>`select id from notices.notice where fall_at <= ${now} order by fall_at limit 50`.execute(ctx.db)
  for (const { id } of due.rows) {
    const row = await lockNotice(ctx.db, id)
    // another sender may have been here while we waited for the lock
    if (row?.fall_at !== undefined && row.fall_at !== null && Date.parse(row.fall_at) <= ctx.now.epochMilliseconds)
      await queueNext(ctx, row)
  }
  const dead = await sql<{
    id: string
    attempt: number
  }>`update notices.notice set state = 'cancelled', cancelled_at = ${now}, lease_until = null
    where state = 'sending' and cancel_asked and lease_until <= ${now} returning id, attempt`.execute(ctx.db)
  for (const { id, attempt } of dead.rows) await prove(ctx, id, { what: 'cancelled', attempt })
  return due.rows.length + dead.rows.length
}

/**
 * Takes in a gateway's receipt; false when we know no such message. A repeated receipt, or one that came late, moves nothing.
 * A call that met nobody is made again some times, each time as a notice of its own.
 */
export async function takeReceipt(ctx: Context, channel: Channel, receipt: Receipt): Promise<boolean> {
  const row = await lockNotice(ctx.db, receipt.id)
  if (row === undefined || row.channel !== channel) return false
  const { receiptId, gatewayId = null, answer = null } = receipt
  const detail = [receipt.status, receipt.reason, receipt.at].filter((part) => part).join(' ')
  const reading = readReceipt(channel, receipt.status)
  if ('to' in reading) {
    await reach(ctx, row, { to: reading.to, gatewayId, answer, detail, receiptId }, tellNow)
    return true
  }
  if (!(await prove(ctx, row.id, { what: 'missed', attempt: row.attempt, detail, receiptId }))) return true
  const again = reading.again && row.round < roundsAtMost && !row.cancel_asked && !(await chainAnswered(ctx, row.chain_id))
  await fail(ctx, row, { reason: reading.missed, detail: receipt.reason ?? null, ...(again ? { againIn: roundPause } : {}) }, tellNow)
  return true
}

async function chainAnswered(ctx: Context, chainId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from notices.notice where chain_id = ${chainId} and state = 'answered' limit 1`.execute(ctx.db)
  return rows.length > 0
}
