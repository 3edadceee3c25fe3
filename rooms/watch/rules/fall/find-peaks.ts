import { featuresOf } from './features.ts'
import { openResampler } from './resample.ts'
import { gridRate, gridStep, type Sample, type Window } from './sample.ts'

/** Seconds of the window before and after the peak. */
const before = 3
const after = 3.5
/** Seconds after a peak that must be there when the stream ends early: a device that falls silent after an impact is still judged. */
const afterAtLeast = 2
/** A peak is the greatest within so many seconds to both sides. */
const alone = 1.5
/** A peak is at least so strong, g, and so far above the least within `alone`; rest of whatever reading is never one. */
const strongEnough = 1.4
const farEnough = 0.5

/** A peak worth judging: when it was (clock of the samples) and what the window around it looks like. */
export interface Peak {
  readonly t: number
  readonly features: readonly number[]
  /** Seconds of the stream after the peak that were judged; less than 3.5 where it ended or broke off. */
  readonly after: number
}

export interface PeakFinder {
  /** Takes the next sample; calls back for each peak whose window is complete now. */
  push(sample: Sample): void
  /** Nothing came for a while: peaks with at least two seconds after them are judged by what is there; the stream may go on. */
  settle(): void
  /** The stream is over: peaks with at least two seconds after them are judged by what is there. */
  end(): void
}

const [reach, behind, ahead, aheadAtLeast] = [alone, before, after, afterAtLeast].map((seconds) => Math.round(seconds * gridRate)) as [
  number,
  number,
  number,
  number,
]
const held = 512

/** Finds the peaks of a stream; holds the last ten seconds and nothing else. Never throws, whatever the numbers. */
export function openPeakFinder(found: (peak: Peak) => void): PeakFinder {
  const ring = { x: new Float64Array(held), y: new Float64Array(held), z: new Float64Array(held), m: new Float64Array(held) }
  let count = 0
  let judged = 0
  let latest = 0

  const isPeak = (p: number): boolean => {
    const own = ring.m[p % held] ?? 0
    if (own < strongEnough) return false
    let lowest = own
    for (let i = Math.max(0, p - reach); i <= Math.min(count - 1, p + reach); i++) {
      const other = ring.m[i % held] ?? 0
      if (other > own || (other === own && i < p)) return false
      lowest = Math.min(lowest, other)
    }
    return own - lowest >= farEnough
  }
  const windowAround = (p: number): Window => {
    const [from, to] = [Math.max(0, p - behind), Math.min(count, p + ahead + 1)]
    const copy = (values: Float64Array) => Float64Array.from({ length: to - from }, (_, i) => values[(from + i) % held] ?? 0)
    return { x: copy(ring.x), y: copy(ring.y), z: copy(ring.z), m: copy(ring.m), at: p - from }
  }
  const judge = (upTo: number) => {
    for (; judged <= upTo; judged++) {
      if (!isPeak(judged)) continue
      const window = windowAround(judged)
      const left = count - 1 - judged
      found({ t: latest - left * gridStep, features: featuresOf(window), after: Math.min(left, ahead) / gridRate })
    }
  }
  const close = () => {
    judge(count - 1 - aheadAtLeast)
    count = 0
    judged = 0
  }
  const push = openResampler({
    point(t, x, y, z) {
      const at = count % held
      ring.x[at] = x
      ring.y[at] = y
      ring.z[at] = z
      ring.m[at] = Math.hypot(x, y, z)
      count++
      latest = t
      judge(count - 1 - ahead)
    },
    gap: close,
  })
  return { push, settle: () => judge(count - 1 - aheadAtLeast), end: close }
}
