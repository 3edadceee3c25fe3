import type { Gateway } from './settings.ts'
import { signMessage } from './sign-message.ts'
import type { Sent } from './store-claim.ts'

/** What a gateway is asked to send. */
export interface Message {
  /** Idempotency id: a gateway sends one id once. */
  readonly id: string
  readonly channel: 'sms' | 'voice'
  readonly to: string
  readonly name: string | null
  readonly title: string
  readonly body: string
  readonly urgent: boolean
}

/**
 * Posts a message to an SMS or voice gateway. 2xx, and 409 (this id was taken before), mean taken; 408, 425, 429 and 5xx later; other
 * answers are a refusal for good. `now`: seconds since 1970, signed with the body.
 */
export async function sendByGateway(gateway: Gateway, message: Message, now: number, timeoutMs: number): Promise<Sent> {
  const body = JSON.stringify(message)
  const url = gateway.url.replaceAll('{id}', encodeURIComponent(message.id)).replaceAll('{channel}', message.channel)
  try {
    const answer = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        ...gateway.headers,
        'content-type': 'application/json; charset=utf-8',
        'idempotency-key': message.id,
        'x-yinqiao-time': String(now),
        'x-yinqiao-signature': signMessage(gateway.secret, now, body),
      },
      body,
    })
    const text = (await answer.text()).slice(0, 10_000)
    if (answer.ok || answer.status === 409) return { ok: true, gatewayId: idIn(text), detail: `HTTP ${answer.status}` }
    const later = answer.status >= 500 || [408, 425, 429].includes(answer.status)
    return { ok: false, reason: later ? 'unreachable' : 'refused', detail: `HTTP ${answer.status}`, permanent: !later }
  } catch (error) {
    return { ok: false, reason: 'unreachable', detail: `HTTP ${codeOf(error)}`, permanent: false }
  }
}

/** Short name of what went wrong with a connection; never its text, which may hold the address. */
export function codeOf(error: unknown): string {
  const { name, cause } = error as { name?: string; cause?: { code?: string } }
  return cause?.code ?? name ?? 'error'
}

function idIn(text: string): string | null {
  try {
    const { id } = JSON.parse(text) as { id?: unknown }
    return typeof id === 'string' ? id.slice(0, 100) : null
  } catch {
    return null
  }
}
