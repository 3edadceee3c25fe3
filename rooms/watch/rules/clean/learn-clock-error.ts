import { liveWithin } from './place-in-time.ts'

/** One message as it came: the device's claim and the receipt, milliseconds since 1970 UTC. */
export interface Heartbeat {
  readonly claimedAt: number
  readonly receivedAt: number
}

/** So many messages must agree before a clock is held for wrong. */
const needed = 5
/** Beyond a day it is no time zone and no drift: such clocks stay plainly wrong. */
const atMost = 24 * 60 * 60_000

/**
 * What has to be added to a device's clock, in milliseconds, from its latest messages in order of receipt (the oldest first).
 * Learned only when the last five were each received over a minute after the one before and lag alike (within five minutes):
 * kept messages come in a burst with differing lags, a wrong time zone lags the same for ever. 0 when nothing is wrong or known.
 */
export function learnClockError(messages: readonly Heartbeat[]): number {
  const latest = messages.slice(-needed)
  if (latest.length < needed) return 0
  const apart = latest.every((one, at) => at === 0 || one.receivedAt - (latest[at - 1]?.receivedAt ?? 0) >= 60_000)
  const lags = latest.map(({ claimedAt, receivedAt }) => receivedAt - claimedAt).toSorted((a, b) => a - b)
  const [least = 0] = lags
  const most = lags.at(-1) ?? 0
  const middle = lags[2] ?? 0
  if (!apart || most - least > liveWithin || Math.abs(middle) <= liveWithin || Math.abs(middle) > atMost) return 0
  return middle
}
