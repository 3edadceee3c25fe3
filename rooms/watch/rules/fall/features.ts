import { gridRate, type Window } from './sample.ts'

/** Seconds relative to the peak as indices of the window, clipped to what is there. */
function range({ m, at }: Window, from: number, to: number): [number, number] {
  return [Math.max(0, at + Math.round(from * gridRate)), Math.min(m.length, at + Math.round(to * gridRate) + 1)]
}

/** Folds a part of one array; NaN where the window has nothing there (missing is never zero). */
function fold(
  values: Float64Array,
  [from, to]: readonly [number, number],
  add: (sum: number, value: number) => number,
  start: number,
): number {
  if (to <= from) return Number.NaN
  let sum = start
  for (let i = from; i < to; i++) sum = add(sum, values[i] ?? 0)
  return sum
}

const total = (sum: number, value: number) => sum + value
const mean = (values: Float64Array, part: readonly [number, number]) => fold(values, part, total, 0) / (part[1] - part[0])
const most = (values: Float64Array, part: readonly [number, number]) => fold(values, part, Math.max, Number.NEGATIVE_INFINITY)
const least = (values: Float64Array, part: readonly [number, number]) => fold(values, part, Math.min, Number.POSITIVE_INFINITY)

function spread(values: Float64Array, part: readonly [number, number]): number {
  const middle = mean(values, part)
  return Math.sqrt(fold(values, part, (sum, value) => sum + (value - middle) ** 2, 0) / (part[1] - part[0]))
}

const spreadOfAll = (w: Window, part: readonly [number, number]) => Math.hypot(spread(w.x, part), spread(w.y, part), spread(w.z, part))

type Vector = readonly [number, number, number]
const vector = (w: Window, part: readonly [number, number]): Vector => [mean(w.x, part), mean(w.y, part), mean(w.z, part)]

/** Degrees between two directions; NaN where one of them is missing or has no length. */
function angle(a: Vector, b: Vector): number {
  const cosine = (a[0] * b[0] + a[1] * b[1] + a[2] * b[2]) / (Math.hypot(...a) * Math.hypot(...b))
  return (Math.acos(Math.max(-1, Math.min(1, cosine))) * 180) / Math.PI
}

/** Share of the time in which the length of the vector is above `level` g. */
const above = (w: Window, part: readonly [number, number], level: number) =>
  fold(w.m, part, (sum, value) => sum + (value > level ? 1 : 0), 0) / (part[1] - part[0])

/** Times the length of the vector rises through `level` g. */
function rises(w: Window, [from, to]: readonly [number, number], level: number): number {
  let count = to > from ? 0 : Number.NaN
  for (let i = from + 1; i < to; i++) if ((w.m[i] ?? 0) >= level && (w.m[i - 1] ?? 0) < level) count++
  return count
}

/** Greatest change of the vector from one point of the grid to the next, g. */
function jerk(w: Window, [from, to]: readonly [number, number]): number {
  let greatest = 0
  for (let i = from + 1; i < to; i++) {
    const step = Math.hypot((w.x[i] ?? 0) - (w.x[i - 1] ?? 0), (w.y[i] ?? 0) - (w.y[i - 1] ?? 0), (w.z[i] ?? 0) - (w.z[i - 1] ?? 0))
    greatest = Math.max(greatest, step)
  }
  return greatest
}

/** Seconds from the peak until the vector stays within `band` g of its resting length. */
function settling(w: Window, band: number): number {
  const part = range(w, 1.5, 3.5)
  const rest = mean(w.m, part)
  if (Number.isNaN(rest)) return Number.NaN
  for (let i = w.m.length - 1; i > w.at; i--) if (Math.abs((w.m[i] ?? 0) - rest) > band) return (i - w.at) / gridRate
  return 0
}

/** Downward speed gained before the peak, m/s: what is missing of 1 g along the direction of rest before. */
function dropSpeed(w: Window): number {
  const [gx, gy, gz] = vector(w, range(w, -2.5, -1))
  const length = Math.hypot(gx, gy, gz)
  const [from, to] = range(w, -1, 0)
  let speed = 0
  let fastest = 0
  for (let i = from; i < to; i++) {
    const along = ((w.x[i] ?? 0) * gx + (w.y[i] ?? 0) * gy + (w.z[i] ?? 0) * gz) / length
    speed += ((1 - along) * 9.80665) / gridRate
    fastest = Math.max(fastest, speed)
  }
  return Number.isNaN(length) ? Number.NaN : fastest
}

export interface Feature {
  readonly key: string
  readonly title: { readonly zh: string; readonly en: string }
  readonly unit: string
  readonly of: (w: Window) => number
}

const feature = (key: string, zh: string, en: string, unit: string, of: (w: Window) => number): Feature => ({
  key,
  title: { zh, en },
  unit,
  of,
})

/**
 * What the detector looks at. None depends on how the sensor is turned: directions are compared only with each other.
 * Times are seconds relative to the peak. NaN where the window does not reach.
 */
export const features: readonly Feature[] = [
  feature('peak', '撞击峰值', 'peak of the impact', 'g', (w) => w.m[w.at] ?? 0),
  feature('dip', '撞击前最小值', 'least before the impact', 'g', (w) => least(w.m, range(w, -1, 0))),
  feature(
    'dip-area',
    '撞击前失重量',
    'weightlessness before the impact',
    'g·s',
    (w) => fold(w.m, range(w, -1, 0), (sum, value) => sum + Math.max(0, 1 - value), 0) / gridRate,
  ),
  feature('rebound', '撞击后最小值', 'least after the impact', 'g', (w) => least(w.m, range(w, 0, 0.6))),
  feature('impact-spread', '撞击时波动', 'spread at the impact', 'g', (w) => spread(w.m, range(w, -0.4, 0.4))),
  feature(
    'impact-area',
    '撞击强度',
    'strength of the impact',
    'g·s',
    (w) => fold(w.m, range(w, -0.5, 0.8), (sum, value) => sum + Math.abs(value - 1), 0) / gridRate,
  ),
  feature('impact-long', '撞击时长', 'share of time above 2 g', '', (w) => above(w, range(w, -0.5, 1), 2)),
  feature('jerk', '加速度突变', 'jump of the acceleration', 'g', (w) => jerk(w, range(w, -0.4, 0.4))),
  feature('drop-speed', '下落速度', 'downward speed before the impact', 'm/s', dropSpeed),
  feature('before-spread', '撞击前波动', 'unrest before', 'g', (w) => spreadOfAll(w, range(w, -3, -1))),
  feature('before-most', '撞击前最大值', 'greatest before', 'g', (w) => most(w.m, range(w, -3, -0.6))),
  feature('before-rises', '撞击前起伏次数', 'swings before', '', (w) => rises(w, range(w, -3, -0.4), 1.3)),
  feature('early-spread', '撞击后初段波动', 'unrest just after', 'g', (w) => spreadOfAll(w, range(w, 0.6, 1.6))),
  feature('after-spread', '撞击后波动', 'unrest after', 'g', (w) => spreadOfAll(w, range(w, 1.5, 3.5))),
  feature('after-length-spread', '撞击后合加速度波动', 'unrest of the length after', 'g', (w) => spread(w.m, range(w, 1.5, 3.5))),
  feature('after-most', '撞击后最大值', 'greatest after', 'g', (w) => most(w.m, range(w, 1, 3.5))),
  feature('after-rises', '撞击后起伏次数', 'swings after', '', (w) => rises(w, range(w, 0.4, 3.5), 1.3)),
  feature('settling', '静止所需时间', 'time until still', 's', (w) => settling(w, 0.2)),
  feature('tilt', '姿态改变', 'change of posture', '°', (w) => angle(vector(w, range(w, -3, -1)), vector(w, range(w, 1.5, 3.5)))),
  feature('tilt-quick', '撞击瞬间姿态改变', 'change of posture within the impact', '°', (w) =>
    angle(vector(w, range(w, -1, -0.5)), vector(w, range(w, 0.5, 1))),
  ),
  feature('tilt-before', '撞击前姿态改变', 'change of posture before', '°', (w) =>
    angle(vector(w, range(w, -3, -1.5)), vector(w, range(w, -0.5, -0.1))),
  ),
  feature('tilt-after', '撞击后姿态改变', 'change of posture after', '°', (w) =>
    angle(vector(w, range(w, 0.6, 1.2)), vector(w, range(w, 2.5, 3.5))),
  ),
]

/** All features of a window, in the order of `features`, rounded to six decimals so that machines agree. */
export const featuresOf = (w: Window): number[] => features.map(({ of }) => Math.round(of(w) * 1e6) / 1e6)
