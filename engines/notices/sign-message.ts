import { createHmac, timingSafeEqual } from 'node:crypto'

/** Seconds that the clock of a gateway may differ from ours, and a signed message stays good. */
const window = 300

/** Signature of a message at a time (seconds since 1970): HMAC-SHA256 of `time.body`, hex. */
export function signMessage(secret: string, time: number, body: string | Uint8Array): string {
  return createHmac('sha256', secret).update(`${time}.`).update(body).digest('hex')
}

/** Whether a signature is ours and its time near `now`. */
export function checkSignature(
  secret: string,
  { time, signature, body, now }: { readonly time: string; readonly signature: string; readonly body: Uint8Array; readonly now: number },
): 'good' | 'forged' | 'stale' {
  if (!/^\d{1,12}$/.test(time) || !/^[0-9a-f]{64}$/.test(signature)) return 'forged'
  if (!timingSafeEqual(Buffer.from(signature, 'hex'), Buffer.from(signMessage(secret, Number(time), body), 'hex'))) return 'forged'
  return Math.abs(Number(time) - now) > window ? 'stale' : 'good'
}
