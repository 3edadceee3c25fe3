import type { Metric } from '../../contract/heard.ts'
import type { Trust } from '../../contract/trust.ts'
import type { TimeTrust } from './place-in-time.ts'
import { isFlag, plausible } from './plausible.ts'

/** What is known about the message a reading came in. */
export interface ReadingFacts {
  /** From `placeInTime`. */
  readonly time: TimeTrust
  /** Placed at, milliseconds since 1970 UTC. */
  readonly at: number
  /** The message's key was stored before. */
  readonly seen: boolean
  /** The device is bound to a person or a home at `at`. */
  readonly bound: boolean
  /** The cloud that passed it on says the device is absent. */
  readonly offline: boolean
  /** The value of this metric last heard of this device, spikes included; null when none is known. */
  readonly before: { readonly value: number; readonly at: number } | null
}

/** A reading as it is kept beside its raw value. `value` null: there is nothing to show. */
export interface CleanReading {
  readonly metric: Metric
  readonly value: number | null
  readonly trust: Trust
}

/**
 * How far a reading is believed; the first reason of contract/trust.ts that holds. The raw value is kept by the caller.
 * Dangerous is not implausible: only what no body can have is thrown out (plausible.ts), and a spike is believed as soon as the next
 * reading says it again, since `before` is the value heard before, believed or not.
 */
export function cleanReading(
  reading: { readonly metric: Metric; readonly value: number | null; readonly unit?: string },
  facts: ReadingFacts,
): CleanReading {
  const { metric, value } = reading
  const as = (trust: Trust, shown: number | null = value): CleanReading => ({ metric, value: shown, trust })
  if (!facts.bound) return as('device-unbound', finite(value))
  if (facts.seen) return as('duplicate', finite(value))
  if (value === null || !Number.isFinite(value)) return as('null-value', null)
  if (facts.offline) return as('offline-repeat')
  if (facts.time !== 'right' && facts.time !== 'late') return as(facts.time)
  // a number of another unit says nothing of ours, however likely it looks
  if (reading.unit !== undefined) return as('unknown-unit')
  const { least, most, other, jump } = plausible[metric]
  if (other && value >= other.from && value <= other.to) return as('unit-guessed', other.converts ? other.convert(value) : value)
  if (value < least || value > most || (isFlag(metric) && value !== 0 && value !== 1)) return as('out-of-range')
  const { before } = facts
  if (jump && before && Math.abs(facts.at - before.at) <= jump.within && Math.abs(value - before.value) > jump.by) return as('spike')
  return as(facts.time === 'late' ? 'late' : 'trusted')
}

const finite = (value: number | null): number | null => (value !== null && Number.isFinite(value) ? value : null)
