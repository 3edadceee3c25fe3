import { openPeakFinder } from './find-peaks.ts'
import { type FallModel, type PlaceModel, type Reason, reasonsOf, scoreOf } from './model.ts'
import type { Sample, WornPlace } from './sample.ts'

/** A fall the detector noticed. */
export interface NoticedFall {
  /** When the impact was, on the clock of the samples (ms). */
  readonly t: number
  /** [0, 1], from the threshold of the model on; a probability only among acted trials. */
  readonly score: number
  /** Seconds of the stream after the impact that were judged; less than 3.5 where it ended or broke off. */
  readonly after: number
  /** What moved the score, the weightiest first. */
  readonly reasons: readonly Reason[]
}

export interface FallDetector {
  /** Takes the next samples, however they are cut into parts; gives the falls whose window is complete now. */
  push(samples: Iterable<Sample>): NoticedFall[]
  /** Nothing came for a while: a device that fell silent after an impact is judged by what it said. */
  settle(): NoticedFall[]
  /** The stream is over. */
  end(): NoticedFall[]
}

/** One fall is noticed once: peaks so soon after it (ms) belong to it. */
const sameFall = 10_000

export function modelOf({ places }: FallModel, place: WornPlace): PlaceModel {
  const own = places.find((one) => one.place === place)
  if (own === undefined) throw new Error(`no fall model for ${place}`)
  return own
}

/**
 * Watches one stream of one sensor. Holds ten seconds of it; a fall is said 3.5 s after its impact, or when the stream ends or breaks
 * off (more than half a second without a sample) at least two seconds after it. Broken numbers, gaps and any rate are allowed
 * (resample.ts); it never throws. Below 20 samples a second at the wrist, 25 at the waist, impacts are lost between the samples and so
 * are falls.
 */
export function openFallDetector(model: PlaceModel): FallDetector {
  let noticed: NoticedFall[] = []
  let last: number | null = null
  const finder = openPeakFinder(({ t, features, after }) => {
    if (last !== null && t >= last && t - last < sameFall) return
    const score = scoreOf(model, features)
    if (score < model.threshold) return
    last = t
    noticed.push({ t, score, after, reasons: reasonsOf(model, features).reasons })
  })
  const taken = () => {
    const now = noticed
    noticed = []
    return now
  }
  return {
    push(samples) {
      for (const sample of samples) finder.push(sample)
      return taken()
    },
    settle() {
      finder.settle()
      return taken()
    },
    end() {
      finder.end()
      return taken()
    },
  }
}
