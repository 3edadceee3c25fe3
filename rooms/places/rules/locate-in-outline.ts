import type { LngLat, OutlineGeometry } from '../contract/point.ts'
import { metresToSegment } from './measure-distance.ts'

type Ring = readonly (readonly [number, number])[]

/** Even-odd rule on one ring. */
function insideRing(point: LngLat, ring: Ring): boolean {
  let inside = false
  for (const [index, corner] of ring.entries()) {
    const before = ring[(index + ring.length - 1) % ring.length]
    if (before === undefined) continue
    const crosses = corner[1] > point.lat !== before[1] > point.lat
    if (crosses && point.lng < ((before[0] - corner[0]) * (point.lat - corner[1])) / (before[1] - corner[1]) + corner[0]) inside = !inside
  }
  return inside
}

/** True when the position lies in a polygon and in none of its holes. */
export function insideOutline(point: LngLat, outline: OutlineGeometry): boolean {
  return outline.coordinates.some((polygon) => {
    const [outer, ...holes] = polygon
    return outer !== undefined && insideRing(point, outer) && !holes.some((hole) => insideRing(point, hole))
  })
}

/** Metres by which a WGS-84 position lies outside the outline; 0 inside. */
export function metresOutside(point: LngLat, outline: OutlineGeometry): number {
  if (insideOutline(point, outline)) return 0
  let least = Number.POSITIVE_INFINITY
  for (const ring of outline.coordinates.flat()) {
    for (const [index, corner] of ring.entries()) {
      const next = ring[index + 1]
      if (next !== undefined) least = Math.min(least, metresToSegment(point, corner, next))
    }
  }
  return least
}

/**
 * Whether a position belongs to the district: inside, within the tolerance of a coarse outline, or outside.
 * Without an outline the answer is `unknown`, never "inside".
 */
export function checkPoint(
  point: LngLat,
  outline: { readonly geometry: OutlineGeometry; readonly toleranceMetres: number } | undefined,
): { readonly check: 'inside' | 'border' | 'outside' | 'unknown'; readonly metres: number | null } {
  if (outline === undefined) return { check: 'unknown', metres: null }
  const metres = metresOutside(point, outline.geometry)
  if (metres === 0) return { check: 'inside', metres }
  return { check: metres <= outline.toleranceMetres ? 'border' : 'outside', metres }
}
