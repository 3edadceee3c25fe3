import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Headers, pushWindow, readPush, signedHead } from './rules/read-push.ts'

export interface PushRequest {
  readonly method: string
  /** Path with its query, as it stands in the request line. */
  readonly path: string
  readonly headers: Headers
  readonly body: Uint8Array
}

export type PushProof =
  | {
      readonly ok: true
      readonly keyId: string
      readonly nonce: string
      /** ms since 1970 UTC: after it the request is too old. */
      readonly until: number
    }
  | { readonly ok: false; readonly kind: 'credential' | 'replay'; readonly keyId: string | null; readonly why: string }

/** Whether a nonce of a key comes for the first time; remembers it. */
export type FirstTime = (keyId: string, nonce: string, now: number) => boolean

/**
 * Proves a signed request: HMAC-SHA256 or HMAC-SM3 over method, path, time, nonce and body; at most five minutes old; a nonce once.
 * @param findSecret the secret of a key id, null when there is none
 */
export function verifyPush(
  request: PushRequest,
  now: number,
  findSecret: (keyId: string) => Uint8Array | null,
  firstTime: FirstTime,
): PushProof {
  const claim = readPush(request.headers, now)
  if (claim === 'unsigned') return { ok: false, kind: 'credential', keyId: null, why: claim }
  if (claim === 'outside the window') return { ok: false, kind: 'replay', keyId: null, why: claim }
  const { keyId, algorithm, nonce, time } = claim
  const secret = findSecret(keyId)
  // an unknown key costs the same time as a wrong signature
  const mac = signPush(algorithm, secret ?? Buffer.alloc(32), request, time, nonce)
  if (!timingSafeEqual(mac, Buffer.from(claim.mac, 'hex')) || secret === null) {
    return { ok: false, kind: 'credential', keyId, why: secret === null ? 'unknown key' : 'wrong signature' }
  }
  // only a proved request uses up its nonce
  if (!firstTime(keyId, nonce, now)) return { ok: false, kind: 'replay', keyId, why: 'seen before' }
  return { ok: true, keyId, nonce, until: time + pushWindow }
}

/** The MAC of a request, for those who send. */
export const signPush = (
  algorithm: 'sha256' | 'sm3',
  secret: Uint8Array,
  { method, path, body }: Pick<PushRequest, 'method' | 'path' | 'body'>,
  time: number,
  nonce: string,
): Buffer =>
  createHmac(algorithm, secret)
    .update(signedHead(method, path, time, nonce))
    .update(body)
    .digest()

/** Remembers nonces for as long as their requests could be sent again, in two generations. */
export function openNonces(): FirstTime {
  let young = new Set<string>()
  let old = new Set<string>()
  let turned = Number.NEGATIVE_INFINITY
  return (keyId, nonce, now) => {
    // a request is good from five minutes before its time to five after it: twice the window
    if (now - turned >= 2 * pushWindow) {
      old = young
      young = new Set()
      turned = now
    }
    const key = `${keyId} ${nonce}`
    if (young.has(key) || old.has(key)) return false
    young.add(key)
    return true
  }
}
