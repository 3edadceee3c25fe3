/** Headers of a request, names in lower case. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>

/** What a request claims; nothing of it is proved yet. */
export interface PushClaim {
  readonly keyId: string
  readonly algorithm: 'sha256' | 'sm3'
  /** The MAC it gives, lower-case hex of 32 bytes. */
  readonly mac: string
  readonly nonce: string
  /** ms since 1970 UTC. */
  readonly time: number
}

export type PushFault = 'unsigned' | 'outside the window'

/** How far the sender's clock may be away: five minutes. */
export const pushWindow = 300_000

const single = (value: string | readonly string[] | undefined) => (typeof value === 'string' ? value : '')

/**
 * Reads the four headers of a signed request: `x-intake-key` (id of the key), `x-intake-time` (ms since 1970 UTC), `x-intake-nonce`
 * (16 to 64 characters of A-Z a-z 0-9 _ -, used once) and `x-intake-signature` (`hmac-sha256=` or `hmac-sm3=` and 64 hex digits).
 */
export function readPush(headers: Headers, now: number): PushClaim | PushFault {
  const keyId = single(headers['x-intake-key'])
  const said = single(headers['x-intake-time'])
  const nonce = single(headers['x-intake-nonce'])
  const [, algorithm, mac] = /^hmac-(sha256|sm3)=([0-9a-f]{64})$/.exec(single(headers['x-intake-signature'])) ?? []
  if (!/^[\w.:-]{1,100}$/.test(keyId) || !/^\d{13}$/.test(said) || !/^[\w-]{16,64}$/.test(nonce)) return 'unsigned'
  if ((algorithm !== 'sha256' && algorithm !== 'sm3') || mac === undefined) return 'unsigned'
  const time = Number(said)
  if (Math.abs(now - time) > pushWindow) return 'outside the window'
  return { keyId, algorithm, mac, nonce, time }
}

/** What is signed before the body: method, path with its query, time and nonce, one line each, a line break after each. */
export const signedHead = (method: string, path: string, time: number, nonce: string): string =>
  `${method.toUpperCase()}\n${path}\n${time}\n${nonce}\n`
