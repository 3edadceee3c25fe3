import { modelOf, openFallDetector } from './detect-fall.ts'
import type { FallModel } from './model.ts'
import type { Trial } from './read-trial.ts'
import { type WornPlace, wornPlaces } from './sample.ts'

/** Share of `hit` in `of` with Wilson's 95 % interval; null where there is nothing to take a share of. */
export interface Share {
  readonly share: number | null
  readonly interval: readonly [number, number] | null
}

const round = (value: number) => Math.round(value * 1e4) / 1e4

export function shareOf(hit: number, of: number): Share {
  if (of === 0) return { share: null, interval: null }
  const z = 1.959964
  const share = hit / of
  const middle = share + z ** 2 / (2 * of)
  const width = z * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2))
  const scale = 1 + z ** 2 / of
  return { share: round(share), interval: [round(Math.max(0, (middle - width) / scale)), round(Math.min(1, (middle + width) / scale))] }
}

/** Trials of one activity, of one group, at one place. */
export interface ActivityRow {
  readonly set: Trial['set']
  readonly place: WornPlace
  readonly activity: string
  readonly group: Trial['group']
  readonly fall: boolean
  readonly trials: number
  /** Trials in which the detector noticed a fall: right for falls, a false alarm for activities. */
  readonly detected: number
  readonly share: number | null
}

export interface Figures {
  readonly trials: number
  readonly falls: number
  readonly fallsDetected: number
  readonly activities: number
  readonly falseAlarms: number
  readonly sensitivity: number | null
  readonly specificity: number | null
  readonly falseAlarmShare: number | null
  readonly sensitivityInterval: readonly [number, number] | null
  readonly specificityInterval: readonly [number, number] | null
}

export function figuresOf(rows: readonly ActivityRow[]): Figures {
  const sum = (fall: boolean, key: 'trials' | 'detected') => rows.reduce((held, row) => held + (row.fall === fall ? row[key] : 0), 0)
  const [falls, fallsDetected, activities, falseAlarms] = [
    sum(true, 'trials'),
    sum(true, 'detected'),
    sum(false, 'trials'),
    sum(false, 'detected'),
  ]
  const [found, quiet] = [shareOf(fallsDetected, falls), shareOf(activities - falseAlarms, activities)]
  return {
    trials: falls + activities,
    falls,
    fallsDetected,
    activities,
    falseAlarms,
    sensitivity: found.share,
    specificity: quiet.share,
    falseAlarmShare: shareOf(falseAlarms, activities).share,
    sensitivityInterval: found.interval,
    specificityInterval: quiet.interval,
  }
}

/** Counts trials as they come; the streaming detector hears each trial from its first to its last sample, as a device would send it. */
export function openTrialScore(model: FallModel): { add(trials: readonly Trial[]): void; rows(): ActivityRow[] } {
  const rows = new Map<string, ActivityRow>()
  return {
    add(trials) {
      for (const { set, activity, group, fall, streams } of trials)
        for (const place of wornPlaces) {
          const samples = streams[place]
          if (samples === undefined) continue
          const detector = openFallDetector(modelOf(model, place))
          const noticed = detector.push(samples).length + detector.end().length > 0
          const key = [set, place, group, activity, fall].join('|')
          const held = rows.get(key)
          const [all, hit] = [(held?.trials ?? 0) + 1, (held?.detected ?? 0) + (noticed ? 1 : 0)]
          rows.set(key, { set, place, activity, group, fall, trials: all, detected: hit, share: shareOf(hit, all).share })
        }
    },
    rows: () => [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row),
  }
}
