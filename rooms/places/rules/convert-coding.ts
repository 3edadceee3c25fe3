import type { CodedPoint, Coding, LngLat } from '../contract/point.ts'

/**
 * Conversion between WGS-84, GCJ-02 and BD-09.
 *
 * GCJ-02 has no published standard text: the series below is the approximation that the public map community
 * has used for years, recalled here and confirmed only by its own inverse. It is meant for town-scale work;
 * its error against the official shift is said to be within a few metres. Positions outside China stay unshifted.
 */

/** Semi-major axis (m) and squared first eccentricity of the Krasovsky 1940 ellipsoid, on which the shift is written. */
const AXIS = 6378245
const ECCENTRICITY_SQUARED = 0.006693421622965943

/** Angular step of BD-09's own wobble. */
const BAIDU_STEP = (Math.PI * 3000) / 180

/** True where the shift applies; a box, as in the public approximation. */
function inShiftedBox(point: LngLat): boolean {
  return point.lng >= 72.004 && point.lng <= 137.8347 && point.lat >= 0.8293 && point.lat <= 55.8271
}

/** Sum of amplitude × sin(frequency × π × x) over pairs. */
function waves(x: number, terms: readonly (readonly [amplitude: number, frequency: number])[]): number {
  return terms.reduce((sum, [amplitude, frequency]) => sum + amplitude * Math.sin(frequency * Math.PI * x), 0)
}

const shared = [
  [20, 6],
  [20, 2],
] as const

/** The shift in degrees at a WGS-84 position. */
function shiftAt(point: LngLat): LngLat {
  const x = point.lng - 105
  const y = point.lat - 35
  const common = (2 / 3) * waves(x, shared)
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * Math.sqrt(Math.abs(x)) +
    common +
    (2 / 3) *
      waves(y, [
        [20, 1],
        [40, 1 / 3],
        [160, 1 / 12],
        [320, 1 / 30],
      ])
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * Math.sqrt(Math.abs(x)) +
    common +
    (2 / 3) *
      waves(x, [
        [20, 1],
        [40, 1 / 3],
        [150, 1 / 12],
        [300, 1 / 30],
      ])
  const latitude = (point.lat / 180) * Math.PI
  const flattening = 1 - ECCENTRICITY_SQUARED * Math.sin(latitude) ** 2
  const meridian = (AXIS * (1 - ECCENTRICITY_SQUARED)) / (flattening * Math.sqrt(flattening))
  const normal = AXIS / Math.sqrt(flattening)
  return {
    lng: ((east / (normal * Math.cos(latitude))) * 180) / Math.PI,
    lat: ((north / meridian) * 180) / Math.PI,
  }
}

/** WGS-84 to GCJ-02. */
export function toGcj02(point: LngLat): LngLat {
  if (!inShiftedBox(point)) return { lng: point.lng, lat: point.lat }
  const shift = shiftAt(point)
  return { lng: point.lng + shift.lng, lat: point.lat + shift.lat }
}

/** GCJ-02 to WGS-84 by fixed-point iteration; the forward shift of the answer is the input within 1e-9 degrees (0.1 mm). */
export function fromGcj02(point: LngLat): LngLat {
  if (!inShiftedBox(point)) return { lng: point.lng, lat: point.lat }
  let guess: LngLat = { lng: point.lng, lat: point.lat }
  for (let round = 0; round < 12; round += 1) {
    const image = toGcj02(guess)
    const lng = point.lng - image.lng
    const lat = point.lat - image.lat
    guess = { lng: guess.lng + lng, lat: guess.lat + lat }
    if (Math.abs(lng) < 1e-10 && Math.abs(lat) < 1e-10) break
  }
  return guess
}

/** GCJ-02 to BD-09. */
export function gcj02ToBd09(point: LngLat): LngLat {
  const radius = Math.hypot(point.lng, point.lat) + 0.00002 * Math.sin(point.lat * BAIDU_STEP)
  const angle = Math.atan2(point.lat, point.lng) + 0.000003 * Math.cos(point.lng * BAIDU_STEP)
  return { lng: radius * Math.cos(angle) + 0.0065, lat: radius * Math.sin(angle) + 0.006 }
}

/** BD-09 to GCJ-02, by fixed-point iteration over the forward formula. */
export function bd09ToGcj02(point: LngLat): LngLat {
  let guess: LngLat = { lng: point.lng - 0.0065, lat: point.lat - 0.006 }
  for (let round = 0; round < 12; round += 1) {
    const image = gcj02ToBd09(guess)
    guess = { lng: guess.lng + point.lng - image.lng, lat: guess.lat + point.lat - image.lat }
  }
  return guess
}

/** Any coding to WGS-84, in which everything is stored. */
export function toWgs84(point: CodedPoint): LngLat {
  switch (point.coding) {
    case 'wgs84':
      return { lng: point.lng, lat: point.lat }
    case 'gcj02':
      return fromGcj02(point)
    case 'bd09':
      return fromGcj02(bd09ToGcj02(point))
  }
}

/** WGS-84 to any coding, for showing a point on somebody else's map. */
export function fromWgs84(point: LngLat, coding: Coding): LngLat {
  switch (coding) {
    case 'wgs84':
      return { lng: point.lng, lat: point.lat }
    case 'gcj02':
      return toGcj02(point)
    case 'bd09':
      return gcj02ToBd09(toGcj02(point))
  }
}
