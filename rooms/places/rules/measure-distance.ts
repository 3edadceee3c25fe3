import type { LngLat } from '../contract/point.ts'

/** Mean earth radius in metres (IUGG). */
const EARTH = 6371008.8

/** Metres along the great circle between two WGS-84 positions. */
export function metresBetween(a: LngLat, b: LngLat): number {
  const radians = Math.PI / 180
  const half =
    Math.sin(((b.lat - a.lat) * radians) / 2) ** 2 +
    Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * Math.sin(((b.lng - a.lng) * radians) / 2) ** 2
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(half)))
}

/** Metres from a position to a segment, on a plane tangent at the position (good for distances of a district). */
export function metresToSegment(point: LngLat, from: readonly [number, number], to: readonly [number, number]): number {
  const perDegree = (Math.PI / 180) * EARTH
  const shrink = Math.cos((point.lat * Math.PI) / 180)
  const ax = (from[0] - point.lng) * shrink * perDegree
  const ay = (from[1] - point.lat) * perDegree
  const bx = (to[0] - point.lng) * shrink * perDegree
  const by = (to[1] - point.lat) * perDegree
  const length = (bx - ax) ** 2 + (by - ay) ** 2
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, -(ax * (bx - ax) + ay * (by - ay)) / length))
  return Math.hypot(ax + along * (bx - ax), ay + along * (by - ay))
}
