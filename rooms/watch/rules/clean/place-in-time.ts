/** What a message says of its time, and what we know of it. Times in milliseconds since 1970 UTC. */
export interface TimeClaim {
  /** The device's claim; null when it makes none. */
  readonly claimedAt: number | null
  /** When the server first took the message in; kept in the spool, so that a second try has the first time. */
  readonly receivedAt: number
  /** The device's own number of the message. */
  readonly sequence: string | null
  /** Hash of the message's bytes; which hash is the caller's choice, always the same one. */
  readonly payloadHash: string | bigint
  /** What has to be added to this device's clock (`learnClockError`); 0 or absent when its clock is not known to be wrong. */
  readonly clockError?: number
}

/** `right`: the claim is believed, and not old. The others as in contract/trust.ts. */
export type TimeTrust = 'right' | 'clock-1970' | 'clock-future' | 'late' | 'too-late'

export interface Placed {
  /** Where the readings stand in the curve, milliseconds since 1970 UTC; at most `liveWithin` after `receivedAt`. */
  readonly at: number
  /** Calendar day of `at` in Shanghai, 'YYYY-MM-DD': the partition. */
  readonly day: string
  readonly trust: TimeTrust
  /** It stands at its receipt: there was no claim, or none to believe. */
  readonly byReceipt: boolean
  /** Readings of this message may raise a live alarm. */
  readonly live: boolean
  /** Signals of this message are of now (`live`), or were kept by the device and are a finding for a person to look at (`late-call`). */
  readonly signals: 'live' | 'late-call'
  /** The same device and the same key is the same message; fits a signed 64-bit column. */
  readonly key: bigint
}

const minute = 60_000
const day = 24 * 60 * minute
/** A claim this much before or after receipt is still "now". */
export const liveWithin = 5 * minute
/** Older claims are placed at receipt: their day may be in cold files already. */
export const placedWithin = 8 * day
/** 2020-01-01 in UTC: no terminal of ours is older, so an earlier claim is a clock that was never set. */
const clocksSince = 1_577_836_800_000
const shanghai = 8 * 60 * minute

/**
 * Calendar day in Shanghai. UTC+8 all year since 1991, so adding eight hours is exact; no daylight saving to mind.
 * Throws on a time that no calendar has.
 */
export function shanghaiDay(at: number): string {
  const number = Math.floor((at + shanghai) / day)
  const known = dayNames.get(number)
  if (known !== undefined) return known
  const name = Temporal.Instant.fromEpochMilliseconds(number * day)
    .toString()
    .slice(0, 10)
  if (dayNames.size >= 1000) dayNames.clear()
  dayNames.set(number, name)
  return name
}
/** Names already made: nearly all messages are of today. */
const dayNames = new Map<number, string>()

/**
 * Two times: the server's order decides what is now, the device's time stays a claim.
 *
 * Readings: "old readings never raise a live alarm", so a reading is live only when its claim is within five minutes of receipt,
 * or when it makes none. A wrong clock says nothing of age, so its readings are not live either; the next right one is.
 *
 * Signals (SOS, fall, smoke ...) weigh the other way: better a false alarm than a missed one.
 * - A clock that is plainly wrong (1970, future, over 8 days ago) is no proof of age: the signal is live. Terminals lose their clock
 *   when the battery was empty, and 8 days exceed what they buffer.
 * - A plausible older time (5 minutes to 8 days) is what a terminal sends that was out of reach and kept its messages. Help would
 *   go out for something of hours ago and the operator could not tell it from a fresh press, so it is no live alarm; but somebody
 *   pressed, so it is not dropped: it becomes a `late-call`, with an owner and a time limit like every case (rule `late-call`).
 * - A clock wrong by whole hours would turn every press into a late call: what is known of the device's clock is set right first.
 * A message seen before (same key) is neither; that is for the caller's unique key to find.
 */
export function placeInTime(claim: TimeClaim): Placed {
  const { receivedAt } = claim
  const claimed = claim.claimedAt === null || !Number.isFinite(claim.claimedAt) ? null : claim.claimedAt + (claim.clockError ?? 0)
  const trust = trustClaim(claimed, receivedAt)
  const believed = claimed !== null && (trust === 'right' || trust === 'late')
  // a believed claim stands where it says, slightly ahead of us or not: told again later it must stand there again, to be found
  const at = Math.trunc(believed ? claimed : receivedAt)
  return {
    at,
    day: shanghaiDay(at),
    trust,
    byReceipt: !believed,
    live: trust === 'right',
    signals: trust === 'late' ? 'late-call' : 'live',
    key: keyOf(claim, claim.claimedAt !== null && believed),
  }
}

function trustClaim(claimed: number | null, receivedAt: number): TimeTrust {
  if (claimed === null) return 'right'
  if (claimed < clocksSince) return 'clock-1970'
  if (claimed > receivedAt + liveWithin) return 'clock-future'
  const age = receivedAt - claimed
  if (age <= liveWithin) return 'right'
  return age <= placedWithin ? 'late' : 'too-late'
}

/**
 * The same number, claim and bytes are the same message. Numbers of terminals wrap and begin anew after a restart, so the number
 * alone is not enough. Where no believable time tells two presses apart, the time of receipt is mixed in coarsely: a repeat after the
 * window is doubled (and joins the open case), while a second press must never be swallowed as a repeat of one long closed.
 */
function keyOf({ sequence, claimedAt, receivedAt, payloadHash }: TimeClaim, claimHolds: boolean): bigint {
  const window = sequence === null ? minute : 10 * minute
  const about = claimHolds ? '' : `~${Math.floor(receivedAt / window)}`
  const text = `${sequence ?? ''}\u0000${claimedAt ?? ''}\u0000${payloadHash}\u0000${about}`
  let low = 0x811c9dc5
  let high = 0x2f0b4c47
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    low = Math.imul(low ^ unit, 0x01000193)
    high = Math.imul(high ^ unit ^ (low >>> 24), 0x85ebca6b)
  }
  return BigInt.asIntN(64, (BigInt(finish(high ^ low) >>> 0) << 32n) | BigInt(finish(low) >>> 0))
}

/** Every bit of the sum reaches every bit of the key. */
function finish(word: number): number {
  const once = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35)
  return twice ^ (twice >>> 16)
}
