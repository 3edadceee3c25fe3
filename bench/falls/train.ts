import { openPeakFinder, type Peak } from '../../rooms/watch/rules/fall/find-peaks.ts'
import { type PlaceModel, scoreOf } from '../../rooms/watch/rules/fall/model.ts'
import type { Trial } from '../../rooms/watch/rules/fall/read-trial.ts'
import type { Sample, WornPlace } from '../../rooms/watch/rules/fall/sample.ts'
import { type BoostOptions, type Example, growTrees } from './boost.ts'

/** A trial reduced to its peaks. */
export interface PeakTrial {
  readonly subject: string
  readonly older: boolean
  readonly fall: boolean
  readonly peaks: readonly Peak[]
  /** The same movement by somebody weaker or stronger, slower or faster, or from a slower sensor; only learnt from, never scored. */
  readonly variants: readonly (readonly Peak[])[]
}

/** Strength of what is not 1 g, length of the time. */
const variations = [
  [0.8, 1.08],
  [1.2, 0.92],
  [0.9, 0.92],
  [1.1, 1.08],
] as const

function vary({ t, x, y, z }: Sample, strength: number, time: number): Sample {
  const length = Math.hypot(x, y, z)
  const factor = length === 0 ? 1 : (1 + (length - 1) * strength) / length
  return { t: t * time, x: x * factor, y: y * factor, z: z * factor }
}

/** The stream as sensors of a half and a quarter of the rate would send it, down to 12 samples a second. */
function slower(samples: readonly Sample[]): Sample[][] {
  const seconds = ((samples.at(-1)?.t ?? 0) - (samples[0]?.t ?? 0)) / 1000
  return [2, 4].filter((step) => samples.length / seconds / step >= 12).map((step) => samples.filter((_, at) => at % step === 0))
}

function peaksOf(samples: Iterable<Sample>): Peak[] {
  const peaks: Peak[] = []
  const finder = openPeakFinder((peak) => peaks.push(peak))
  for (const sample of samples) finder.push(sample)
  finder.end()
  return peaks
}

export function peakTrials(trials: readonly Trial[], place: WornPlace): PeakTrial[] {
  return trials.flatMap(({ set, subject, group, fall, streams }) => {
    const samples = streams[place]
    if (samples === undefined) return []
    const peaks = peaksOf(samples)
    const varied = variations.map(([strength, time]) => samples.map((sample) => vary(sample, strength, time)))
    const variants = [...varied, ...slower(samples)].map(peaksOf)
    return [{ subject: `${set}/${subject}`, older: group === 'older', fall, peaks, variants }]
  })
}

/** A fall is its strongest peak (the others of its trial are left out); an activity is all its peaks, together weighing their root. */
function examplesOfPeaks(fall: boolean, peaks: readonly Peak[], weight: number): Example[] {
  if (!fall) return peaks.map(({ features: facts }) => ({ facts, positive: false, weight: weight / Math.sqrt(peaks.length) }))
  const [strongest] = peaks.toSorted((a, b) => (b.features[0] ?? 0) - (a.features[0] ?? 0))
  return strongest === undefined ? [] : [{ facts: strongest.features, positive: true, weight }]
}

/** A trial and its variants weigh one together. */
const examplesOf = (trials: readonly PeakTrial[]): Example[] =>
  trials.flatMap(({ fall, peaks, variants }) =>
    [peaks, ...variants].flatMap((own) => examplesOfPeaks(fall, own, 1 / (1 + variants.length))),
  )

const highest = (model: Pick<PlaceModel, 'bias' | 'trees'>, { peaks }: PeakTrial) =>
  peaks.reduce((held, { features }) => Math.max(held, scoreOf(model, features)), 0)

export interface ScoredTrial extends PeakTrial {
  readonly score: number
}

/** Each person scored by trees grown on all the others. */
export function scoreLeftOut(trials: readonly PeakTrial[], options: BoostOptions): ScoredTrial[] {
  return [...new Set(trials.map(({ subject }) => subject))].flatMap((left) => {
    const grown = growTrees(examplesOf(trials.filter(({ subject }) => subject !== left)), options)
    return trials.filter(({ subject }) => subject === left).map((trial) => ({ ...trial, score: highest(grown, trial) }))
  })
}

/** What is aimed at; the aim on older people's activities counts only where the set has them. */
export const aims = { sensitivity: 0.95, specificity: 0.92, falseAlarms: 0.04 } as const

export interface AtThreshold {
  readonly threshold: number
  readonly sensitivity: number
  readonly specificity: number
  readonly olderFalseAlarms: number | null
  /** The least of the distances to the aims, each as a share of the room left beyond it; below zero where one is missed. */
  readonly slack: number
}

const shareOf = (trials: readonly ScoredTrial[], of: (trial: ScoredTrial) => boolean) =>
  trials.length === 0 ? null : trials.filter(of).length / trials.length

export function atThreshold(scored: readonly ScoredTrial[], threshold: number, olderApart: boolean): AtThreshold {
  const noticed = ({ score }: ScoredTrial) => score >= threshold
  const young = scored.filter(({ older }) => !olderApart || !older)
  const olderActivities = olderApart ? scored.filter(({ older, fall }) => older && !fall) : []
  const sensitivity =
    shareOf(
      young.filter(({ fall }) => fall),
      noticed,
    ) ?? 0
  const specificity =
    1 -
    (shareOf(
      young.filter(({ fall }) => !fall),
      noticed,
    ) ?? 1)
  const olderFalseAlarms = shareOf(olderActivities, noticed)
  const slack = Math.min(
    (sensitivity - aims.sensitivity) / (1 - aims.sensitivity),
    (specificity - aims.specificity) / (1 - aims.specificity),
    olderFalseAlarms === null ? 1 : (aims.falseAlarms - olderFalseAlarms) / aims.falseAlarms,
  )
  return { threshold, sensitivity, specificity, olderFalseAlarms, slack }
}

/** The threshold with the most slack; the middle one of those that are equally good. */
export function chooseThreshold(scored: readonly ScoredTrial[], olderApart: boolean): AtThreshold {
  const all = Array.from({ length: 97 }, (_, at) => atThreshold(scored, (at + 2) / 100, olderApart))
  const most = Math.max(...all.map(({ slack }) => slack))
  const best = all.filter(({ slack }) => slack === most)
  return best[Math.floor(best.length / 2)] as AtThreshold
}

/** Share of pairs of a fall and an activity in which the fall scores higher. */
export function rankShare(scored: readonly ScoredTrial[]): number {
  const [falls, others] = [true, false].map((fall) => scored.filter((trial) => trial.fall === fall)) as [ScoredTrial[], ScoredTrial[]]
  let won = 0
  for (const fall of falls) for (const other of others) won += fall.score > other.score ? 1 : fall.score === other.score ? 0.5 : 0
  return won / (falls.length * others.length)
}

export const ways: readonly BoostOptions[] = [
  { depth: 1, rounds: 200, rate: 0.1, ridge: 5, leafAtLeast: 1 },
  { depth: 2, rounds: 100, rate: 0.1, ridge: 5, leafAtLeast: 1 },
  { depth: 3, rounds: 60, rate: 0.1, ridge: 5, leafAtLeast: 1 },
]

const round = (value: number) => Math.round(value * 1e4) / 1e4

/**
 * Chooses depth and threshold by leaving one person out at a time, then grows the trees on all of them. Sees nobody but `trials`.
 * @param olderApart the young are held to sensitivity and specificity, the older to few false alarms
 */
export function trainPlace(place: WornPlace, trials: readonly PeakTrial[], olderApart: boolean, among = ways): PlaceModel {
  const tried = among.map((way) => {
    const scored = scoreLeftOut(trials, way)
    return { way, best: chooseThreshold(scored, olderApart), rank: rankShare(scored) }
  })
  const [first] = tried.toSorted((a, b) => b.best.slack - a.best.slack || b.rank - a.rank)
  if (first === undefined) throw new Error('no way to train')
  const { way, best, rank } = first
  return {
    place,
    ...growTrees(examplesOf(trials), way),
    threshold: best.threshold,
    trainedOn: [...new Set(trials.map(({ subject }) => subject))].sort(),
    chosen: {
      by: 'leave one person out, among trainedOn',
      depth: way.depth,
      rounds: way.rounds,
      sensitivity: round(best.sensitivity),
      specificity: round(best.specificity),
      olderFalseAlarms: best.olderFalseAlarms === null ? null : round(best.olderFalseAlarms),
      rank: round(rank),
    },
  }
}
