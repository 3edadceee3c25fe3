import { gridStep, type Sample } from './sample.ts'

/** Longest silence, in milliseconds, over which a straight line is drawn; a longer one is a gap and stays a gap. */
export const longestBridge = 500

/** No sensor worn by people measures more, g; what is beyond is a broken number and is dropped. */
const broken = 100

/** The greatest the models have seen, g; stronger impacts are cut to it, so that sensors of a wider range are read alike. */
const strongest = 16

/** Clocks that step back by at most this many milliseconds sent a late or doubled sample; a greater step is a new clock. */
const lateAtMost = 2000

export interface GridTaker {
  /** The next point of the grid, with the time it stands for. */
  point(t: number, x: number, y: number, z: number): void
  /** The stream was interrupted here: nothing before belongs to anything after. */
  gap(): void
}

const cut = (value: number) => Math.max(-strongest, Math.min(strongest, value))

/**
 * Brings samples of any rate to the grid by straight lines between neighbours. Broken numbers, late and doubled samples are dropped.
 * Keeps only the last sample; the same samples give the same grid however they are handed over.
 */
export function openResampler(to: GridTaker): (sample: Sample) => void {
  let last: Sample | null = null
  let next = 0
  return ({ t, x, y, z }) => {
    // beyond whole milliseconds the grid could not step on
    if (Math.abs(t) > Number.MAX_SAFE_INTEGER) return
    if (![t, x, y, z].every(Number.isFinite) || Math.abs(x) > broken || Math.abs(y) > broken || Math.abs(z) > broken) return
    const sample = { t, x: cut(x), y: cut(y), z: cut(z) }
    if (last !== null && t <= last.t && t > last.t - lateAtMost) return
    if (last === null || t <= last.t || t - last.t > longestBridge) {
      if (last !== null) to.gap()
      last = sample
      to.point(t, sample.x, sample.y, sample.z)
      next = t + gridStep
      return
    }
    const span = t - last.t
    for (; next <= t; next += gridStep) {
      const share = (next - last.t) / span
      to.point(next, last.x + (sample.x - last.x) * share, last.y + (sample.y - last.y) * share, last.z + (sample.z - last.z) * share)
    }
    last = sample
  }
}
