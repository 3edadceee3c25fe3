import type { Metric } from '../../contract/heard.ts'

/** Readings in which somebody who moves about may show. */
export const activityMetrics: readonly Metric[] = ['motion', 'presence', 'door', 'bed', 'dose', 'steps', 'power']

/** Kinds of devices that would see it. */
export const activityKinds = ['motion', 'radar', 'door', 'bed', 'plug', 'medicine-box', 'wearable'] as const

/** Readings that a body alone gives: nobody wears or holds the device without them. */
const bodyMetrics: readonly string[] = [
  'heart-rate',
  'systolic',
  'diastolic',
  'spo2',
  'glucose',
  'body-temperature',
  'respiration',
  'weight',
] satisfies Metric[]

/** Whether a reading, trusted, is one of somebody's body. */
export const isOfBody = (metric: string): boolean => bodyMetrics.includes(metric)

/** A plug whose load changes by less is a charger or a clock and nobody's hand; watts. */
const byHand = 30

/**
 * Whether a reading shows that somebody did something. A sensor that repeats its state shows nothing: who has lain in bed for a day is "in
 * bed" every minute, and a plug reports its power to an empty room. So changes count, and movement. Without a reading before (`null`)
 * a state is no change: that errs on the side of looking.
 */
export function isActivity(metric: string, value: number, before: number | null): boolean {
  switch (metric) {
    case 'motion':
    case 'dose':
      return value === 1
    case 'presence':
    case 'door':
    case 'bed':
      return before !== null && value !== before
    case 'steps':
      // the count begins anew at midnight
      return before !== null && (value > before || (value < before && value > 0))
    case 'power':
      return before !== null && Math.abs(value - before) >= byHand
    default:
      return false
  }
}
