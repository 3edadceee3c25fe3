import { setTimeout as pause } from 'node:timers/promises'
import type { Context } from '@yinqiao/kernel'
import { asSystem, type Kernel } from '@yinqiao/kernel/server'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Channel } from './contract/notice.ts'
import { attemptsAtMost } from './rules/plan-retry.ts'
import { readPhone } from './rules/read-phone.ts'
import { sendByGateway } from './send-gateway.ts'
import { type Mailer, openMailer } from './send-mail.ts'
import { findSubscriptions, recordPush, sendPush } from './send-push.ts'
import type { NoticesSettings } from './settings.ts'
import { claimDue, recordAttempt, runTimers, type Sent } from './store-claim.ts'
import type { NoticeRecord } from './store.ts'
import { wakeChannel } from './store-queue.ts'

const channels: readonly Channel[] = ['voice', 'sms', 'push', 'mail']

export interface SenderOptions {
  /** Milliseconds between two looks at the table; urgent notices wake the sender at once. */
  readonly lookMs?: number
  /** Messages of one channel under way at once; a channel that hangs keeps none of the others waiting. */
  readonly lanes?: number
  /** Milliseconds after which a gateway that does not answer is given up. */
  readonly timeoutMs?: number
}

/**
 * Sends what is due until stopped; many may run, in many processes. Attempts are claimed and written down in transactions of
 * their own, and made outside of any. `stop` waits for what is under way.
 */
export function startSender(kernel: Kernel, settings: NoticesSettings, options: SenderOptions = {}): { stop(): Promise<void> } {
  const { lookMs = 250, lanes = 16, timeoutMs = 6000 } = options
  const leaseMs = timeoutMs * 2 + 3000
  const mailer = settings.smtp === null ? null : openMailer(settings.smtp, timeoutMs)
  const stopping = new AbortController()
  const underWay = new Map<Channel, Set<Promise<void>>>(channels.map((channel) => [channel, new Set()]))
  let wake = new AbortController()
  let freed = false

  const work = async (claimed: NoticeRecord): Promise<void> => {
    try {
      await deliverOne(kernel, settings, mailer, claimed, timeoutMs)
    } catch (error) {
      // nothing was written down: the lease runs out and the notice is sent again under the same id
      kernel.log.error({ notice: claimed.id, reason: codeOnly(error) }, 'attempt of a notice not recorded')
    }
  }
  const look = async (): Promise<void> => {
    freed = false
    await asSystem(kernel, 'notices', runTimers)
    const due = await asSystem(kernel, 'notices', dueChannels)
    for (const channel of channels.filter((each) => due.has(each))) {
      const lane = underWay.get(channel)
      if (lane === undefined || lane.size >= lanes) continue
      for (const claimed of await asSystem(kernel, 'notices', (ctx) => claimDue(ctx, channel, lanes - lane.size, leaseMs))) {
        const working: Promise<void> = work(claimed).then(() => {
          lane.delete(working)
          freed = true
          wake.abort()
        })
        lane.add(working)
      }
    }
  }
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await look()
      } catch (error) {
        kernel.log.warn({ reason: codeOnly(error) }, 'sender of notices cannot look')
        await pause(1000, undefined, { signal: stopping.signal }).catch(() => {})
      }
      wake = new AbortController()
      if (!freed) await pause(lookMs, undefined, { signal: AbortSignal.any([stopping.signal, wake.signal]) }).catch(() => {})
    }
  }
  const running = run()
  const listening = listenForUrgent(kernel, stopping.signal, () => wake.abort())
  return {
    async stop() {
      stopping.abort()
      await running
      await Promise.all([...underWay.values()].flatMap((lane) => [...lane]))
      await listening
      mailer?.close()
    },
  }
}

async function dueChannels(ctx: Context): Promise<Set<string>> {
  const now = ctx.now.toString()
  const { rows } = await sql<{ channel: string }>`select channel from unnest(${channels}::text[]) as channel
    where exists (select from notices.notice n where n.channel = channel and n.state in ('queued', 'sending') and n.next_at <= ${now}
      and (n.lease_until is null or n.lease_until <= ${now}))`.execute(ctx.db)
  return new Set(rows.map(({ channel }) => channel))
}

/** One attempt, from the claim to its written end. */
async function deliverOne(
  kernel: Kernel,
  settings: NoticesSettings,
  mailer: Mailer | null,
  claimed: NoticeRecord,
  timeoutMs: number,
): Promise<void> {
  if (claimed.attempt > attemptsAtMost) {
    const lost: Sent = { ok: false, reason: 'sender-lost', detail: `${claimed.attempt - 1} attempts without an end`, permanent: true }
    await asSystem(kernel, 'notices', (ctx) => recordAttempt(ctx, claimed, lost))
    return
  }
  const { cipher } = kernel
  const open = (sealed: string | null) => (sealed === null ? null : cipher.open(sealed))
  const letter = {
    id: claimed.id,
    name: open(claimed.name_sealed),
    title: cipher.open(claimed.title_sealed),
    body: cipher.open(claimed.body_sealed),
  }
  const channel = claimed.channel as Channel
  if (channel === 'push' && settings.push !== null && claimed.account_id !== null) {
    const account = claimed.account_id
    const subscriptions = await asSystem(kernel, 'notices', (ctx) => findSubscriptions(ctx, account))
    const { title, body } = letter
    const result = await sendPush(
      settings.push,
      subscriptions,
      { id: claimed.id, title, body, url: claimed.url, urgent: claimed.urgent },
      timeoutMs,
    )
    await asSystem(kernel, 'notices', async (ctx) => {
      await recordPush(ctx, result)
      await recordAttempt(ctx, claimed, result.sent)
    })
    return
  }
  const sent = await sendLetter()
  await asSystem(kernel, 'notices', (ctx) => recordAttempt(ctx, claimed, sent))

  async function sendLetter(): Promise<Sent> {
    const missing = (reason: 'not-configured' | 'no-address' | 'bad-address'): Sent => ({
      ok: false,
      reason,
      detail: channel,
      permanent: true,
    })
    if (channel === 'push') return missing(settings.push === null ? 'not-configured' : 'no-address')
    if (channel === 'mail') {
      const to = open(claimed.mail_sealed)
      return mailer === null
        ? missing('not-configured')
        : to === null
          ? missing('no-address')
          : z.email().safeParse(to).success
            ? mailer.send(letter, to)
            : missing('bad-address')
    }
    const gateway = settings[channel]
    const written = open(claimed.phone_sealed)
    if (gateway === null) return missing('not-configured')
    if (written === null) return missing('no-address')
    const to = readPhone(written)
    if (to === null) return missing('bad-address')
    const now = Math.floor(kernel.chance.now().epochMilliseconds / 1000)
    return sendByGateway(gateway, { ...letter, channel, to, urgent: claimed.urgent }, now, timeoutMs)
  }
}

/** Listens on a connection of its own; when it is lost it is opened again, and meanwhile the regular looks go on. */
async function listenForUrgent(kernel: Kernel, stopping: AbortSignal, wake: () => void): Promise<void> {
  while (!stopping.aborted) {
    try {
      const client = await kernel.pool.connect()
      const lost = new AbortController()
      const drop = () => lost.abort()
      client.on('notification', wake)
      client.on('end', drop)
      try {
        await client.query(`listen ${wakeChannel}`)
        await pause(2 ** 31 - 1, undefined, { signal: AbortSignal.any([stopping, lost.signal]) }).catch(() => {})
        if (!lost.signal.aborted) await client.query(`unlisten ${wakeChannel}`)
      } finally {
        client.off('notification', wake)
        client.off('end', drop)
        client.release(lost.signal.aborted)
      }
    } catch (error) {
      kernel.log.warn({ reason: codeOnly(error) }, 'sender of notices cannot listen')
      await pause(2000, undefined, { signal: stopping }).catch(() => {})
    }
  }
}

/** Code or name of an error: its text may hold values of persons. */
function codeOnly(error: unknown): string {
  const { code, name } = error as { code?: string; name?: string }
  return code ?? name ?? 'error'
}
