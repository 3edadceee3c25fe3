import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import webPush from 'web-push'
import { z } from 'zod'
import { allowsEndpoint } from './rules/allows-endpoint.ts'
import { codeOf } from './send-gateway.ts'
import type { NoticesSettings } from './settings.ts'
import type { Sent } from './store-claim.ts'

/** A browser as it subscribed, opened. */
export interface Subscription {
  readonly id: string
  readonly endpoint: string
  readonly keys: { readonly p256dh: string; readonly auth: string }
}

/** What the service worker is given. */
export interface PushMessage {
  readonly id: string
  readonly title: string
  readonly body: string
  readonly url: string | null
  readonly urgent: boolean
}

/** How each browser's push service answered. */
export interface PushResult {
  readonly sent: Sent
  readonly accepted: readonly string[]
  readonly gone: readonly string[]
}

const Keys = z.object({ p256dh: z.string(), auth: z.string() })

/** The live browsers of an account. */
export async function findSubscriptions(ctx: Context, accountId: string): Promise<Subscription[]> {
  const { rows } = await sql<{ id: string; endpoint_sealed: string; secret_sealed: string }>`select id, endpoint_sealed, secret_sealed
    from notices.subscription where account_id = ${accountId} and ended_at is null order by id`.execute(ctx.db)
  return rows.map(({ id, endpoint_sealed, secret_sealed }) => ({
    id,
    endpoint: ctx.cipher.open(endpoint_sealed),
    keys: Keys.parse(JSON.parse(ctx.cipher.open(secret_sealed))),
  }))
}

/**
 * Sends to every browser of a person (RFC 8030, encrypted by RFC 8291). Sent when one push service took it. The topic keeps
 * a repeated message from standing twice in a push service's queue.
 */
export async function sendPush(
  push: NonNullable<NoticesSettings['push']>,
  subscriptions: readonly Subscription[],
  message: PushMessage,
  timeoutMs: number,
): Promise<PushResult> {
  if (subscriptions.length === 0)
    return { sent: { ok: false, reason: 'no-subscription', detail: 'none', permanent: true }, accepted: [], gone: [] }
  const answers = await Promise.all(subscriptions.map((subscription) => pushOnce(push, subscription, message, timeoutMs)))
  const of = (wanted: (status: number) => boolean) => subscriptions.filter((_, at) => wanted(Number(answers[at]))).map(({ id }) => id)
  const accepted = of((status) => status >= 200 && status < 300)
  const gone = of((status) => status === 404 || status === 410)
  const detail = `push ${answers.join(' ')}`
  if (accepted.length > 0) return { sent: { ok: true, gatewayId: null, detail }, accepted, gone }
  if (gone.length === subscriptions.length)
    return { sent: { ok: false, reason: 'no-subscription', detail, permanent: true }, accepted, gone }
  const later = answers.some((answer) => Number.isNaN(Number(answer)) || Number(answer) === 429 || Number(answer) >= 500)
  return { sent: { ok: false, reason: later ? 'unreachable' : 'refused', detail, permanent: !later }, accepted, gone }
}

/** HTTP status of the push service, or the short name of what went wrong. */
async function pushOnce(
  { hosts, subject, keys }: NonNullable<NoticesSettings['push']>,
  subscription: Subscription,
  message: PushMessage,
  timeoutMs: number,
): Promise<string> {
  if (!allowsEndpoint(subscription.endpoint, hosts)) return '403'
  try {
    const { endpoint, headers, body } = webPush.generateRequestDetails(
      { endpoint: subscription.endpoint, keys: subscription.keys },
      JSON.stringify(message),
      {
        vapidDetails: { subject, ...keys() },
        TTL: message.urgent ? 600 : 86_400,
        urgency: message.urgent ? 'high' : 'normal',
        topic: message.id.replaceAll('-', ''),
        contentEncoding: 'aes128gcm',
      },
    )
    const sent: [string, string][] = Object.entries(headers).map(([name, value]) => [name, String(value)])
    const answer = await fetch(endpoint, {
      method: 'POST',
      redirect: 'error',
      headers: sent.filter(([name]) => name.toLowerCase() !== 'content-length'),
      body: new Uint8Array(body),
      signal: AbortSignal.timeout(timeoutMs),
    })
    await answer.body?.cancel()
    return String(answer.status)
  } catch (error) {
    return codeOf(error)
  }
}

/** Writes down which browsers took it; those that are gone are ended and their address wiped. */
export async function recordPush(ctx: Context, { accepted, gone }: PushResult): Promise<void> {
  const now = ctx.now.toString()
  if (accepted.length > 0)
    await sql`update notices.subscription set accepted_at = ${now} where id = any (${accepted}::uuid[])`.execute(ctx.db)
  if (gone.length > 0) await endSubscriptions(ctx, gone, 'gone')
}

/** Ends subscriptions and wipes their addresses and keys. Returns how many were live. */
export async function endSubscriptions(
  ctx: Context,
  ids: readonly string[],
  reason: 'unsubscribed' | 'gone' | 'other-account',
): Promise<number> {
  const { numAffectedRows } =
    await sql`update notices.subscription set ended_at = ${ctx.now.toString()}, end_reason = ${reason}, endpoint_sealed = null, secret_sealed = null
    where id = any (${ids}::uuid[]) and ended_at is null`.execute(ctx.db)
  return Number(numAffectedRows ?? 0n)
}
