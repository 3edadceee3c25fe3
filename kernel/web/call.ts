import { type Output, type RawInput, roomOf, type Signature } from '@yinqiao/kernel/contract'
import { NetworkError, RefusalError, readRefusal } from './refusal-error.ts'

/** Told when the server no longer knows the session; the shell then shows the sign-in over the same address. */
export const signedOut = new EventTarget()

/** A new idempotency key. `crypto.randomUUID` does not exist on plain-http intranet addresses, so it is made by hand (RFC 9562, version 4). */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

export interface CallOptions {
  /** Idempotency key; give the same one again when the same wish is sent again. */
  readonly key?: string
  readonly signal?: AbortSignal
}

/** The route of a signature: `orgs.list-units` -> `/api/orgs/list-units`. */
export function routeOf(signature: Signature): string {
  const room = roomOf(signature.name)
  return `/api/${room}/${signature.name.slice(room.length + 1)}`
}

/**
 * Calls a signature over HTTP and returns its output, checked by its schema.
 * Throws RefusalError (the server said no, with its sentence) or NetworkError (nobody knows whether it was done).
 */
export async function call<S extends Signature>(signature: S, input: RawInput<S>, options: CallOptions = {}): Promise<Output<S>> {
  const headers: Record<string, string> = { 'content-type': 'application/json', 'x-yinqiao': '1' }
  if (signature.kind === 'command') headers['idempotency-key'] = options.key ?? newKey()
  let response: Response
  try {
    response = await fetch(routeOf(signature), {
      method: 'POST',
      credentials: 'same-origin',
      headers,
      body: JSON.stringify(input ?? {}),
      ...(options.signal ? { signal: options.signal } : {}),
    })
  } catch (problem) {
    if (options.signal?.aborted) throw problem
    throw new NetworkError(0)
  }
  let body: unknown
  try {
    body = await response.json()
  } catch {
    throw new NetworkError(response.status)
  }
  if (!response.ok) {
    const sent = readRefusal(body)
    if (!sent) throw new NetworkError(response.status)
    if (sent.refused.code === 'kernel.not-signed-in') signedOut.dispatchEvent(new Event('signed-out'))
    throw new RefusalError(sent)
  }
  return signature.output.parse(body) as Output<S>
}
