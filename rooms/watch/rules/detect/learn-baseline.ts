import { midnightBefore } from './shanghai-clock.ts'

/** A stretch in which nothing could be seen: the sensor silent, the person away or in hospital. Milliseconds, end exclusive. */
export interface Unseen {
  readonly from: number
  readonly to: number
}

/** How long it is usually quiet at each hour of a person's day. */
export interface Baseline {
  /** Days that gave at least one sample. */
  readonly days: number
  /** By hour 0 to 23: minutes of quiet running at the full hour that only `1 - quantile` of the days exceeded; null without a sample. */
  readonly quiet: readonly (number | null)[]
  /** The same, of half the days. */
  readonly usual: readonly (number | null)[]
}

const hour = 3_600_000
/** Quiet longer than this says nothing about a usual day. */
const longest = 48 * hour

/**
 * Learns from moments of activity (any order, repeats allowed) over [from, to): at every full hour, how long had it been quiet?
 * Stretches that touch something unseen give no sample: a silent sensor is not a quiet person.
 */
export function learnBaseline(
  moments: readonly number[],
  {
    from,
    to,
    unseen,
    quantile,
  }: { readonly from: number; readonly to: number; readonly unseen: readonly Unseen[]; readonly quantile: number },
): Baseline {
  const sorted = moments.filter((at) => at >= from && at < to).toSorted((a, b) => a - b)
  const samples: number[][] = Array.from({ length: 24 }, () => [])
  const days = new Set<number>()
  let next = 0
  let last: number | null = null
  for (let full = Math.ceil(from / hour) * hour; full < to; full += hour) {
    while (next < sorted.length && (sorted[next] ?? 0) <= full) {
      last = sorted[next] ?? last
      next += 1
    }
    const since = last
    if (since === null || full - since > longest || unseen.some((gap) => gap.from < full && gap.to > since)) continue
    const midnight = midnightBefore(full)
    samples[Math.round((full - midnight) / hour)]?.push((full - since) / 60_000)
    days.add(midnight)
  }
  return { days: days.size, quiet: samples.map((list) => quantileOf(list, quantile)), usual: samples.map((list) => quantileOf(list, 0.5)) }
}

/** The least value that at least this share of the values do not exceed; null of nothing. */
function quantileOf(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null
}
