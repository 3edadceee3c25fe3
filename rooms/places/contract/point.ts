import { z } from 'zod'

/** Longitude and latitude in degrees; which datum is said beside it. */
export const LngLat = z.object({ lng: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) })
export type LngLat = z.infer<typeof LngLat>

/**
 * Coding of a position: WGS-84 (satellite), GCJ-02 (Chinese map sources) or BD-09 (Baidu).
 * Everything is stored in WGS-84; the coding in which it was given is kept beside it.
 */
export const Coding = z.enum(['wgs84', 'gcj02', 'bd09'])
export type Coding = z.infer<typeof Coding>

/** A position as somebody gives it. */
export const CodedPoint = LngLat.extend({ coding: Coding })
export type CodedPoint = z.infer<typeof CodedPoint>

/** One ring: closed list of [longitude, latitude]. */
const Ring = z.array(z.tuple([z.number(), z.number()])).min(4)

/** The outline of a district (GeoJSON geometry of RFC 7946), in WGS-84. */
export const OutlineGeometry = z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(Ring).min(1)).min(1) })
export type OutlineGeometry = z.infer<typeof OutlineGeometry>

/**
 * An outline as a file: geometry plus where it came from, how it was converted, and how far it may be off.
 * A point outside by no more than `toleranceMetres` is taken as inside.
 */
export const OutlineFile = z.object({
  title: z.string().min(1),
  source: z.array(z.string().min(1)).min(1),
  confidence: z.string().min(1),
  conversion: z.string().min(1),
  districtCode: z.string().regex(/^\d{6}$/),
  districtName: z.string().min(1),
  toleranceMetres: z.number().min(0).max(2000),
  geometry: OutlineGeometry,
})
export type OutlineFile = z.infer<typeof OutlineFile>
