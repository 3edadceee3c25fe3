/** Where the sensor is worn; each place has a model of its own. */
export const wornPlaces = ['waist', 'wrist'] as const
export type WornPlace = (typeof wornPlaces)[number]

/** One acceleration sample: `t` in milliseconds on any clock that only grows, `x`, `y`, `z` in g. */
export interface Sample {
  readonly t: number
  readonly x: number
  readonly y: number
  readonly z: number
}

/** Samples a second of the grid on which windows are looked at. */
export const gridRate = 50

/** Milliseconds between two points of the grid. */
export const gridStep = 1000 / gridRate

/** A window around a peak on the grid; `at` is the index of the peak in all four arrays. */
export interface Window {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly z: Float64Array
  /** Length of the acceleration vector, g. */
  readonly m: Float64Array
  readonly at: number
}
