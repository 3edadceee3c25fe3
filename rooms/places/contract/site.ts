import { DivisionCode, id, Instant } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { Coding, LngLat } from './point.ts'

export const SiteId = id('Site')
export type SiteId = z.infer<typeof SiteId>

/** What a site is used for. A household is not a site: homes of persons stay in the people room. */
export const SiteKind = z.enum([
  'estate',
  'facility',
  'medical',
  'park',
  'office',
  'shop',
  'school',
  'culture',
  'sport',
  'transport',
  'other',
])
export type SiteKind = z.infer<typeof SiteKind>

/** `open` in use, `closed` no longer (kept for history; can be opened again). */
export const SiteState = z.enum(['open', 'closed'])

/** Whether the point lies in the district: `inside`, `border` (within the tolerance of the outline) or `unknown` (no outline loaded). */
export const PointCheck = z.enum(['inside', 'border', 'unknown'])

/** A place with a public use. `point` null = 未定位 (nobody measured it yet). */
export const Site = z.object({
  id: SiteId,
  version: z.number().int(),
  name: z.string(),
  kind: SiteKind,
  state: SiteState,
  address: z.string(),
  divisionCode: DivisionCode,
  divisionName: z.string(),
  point: LngLat.nullable(),
  pointCoding: Coding.nullable(),
  pointCheck: PointCheck.nullable(),
  synthetic: z.boolean(),
  updatedAt: Instant,
})
export type Site = z.infer<typeof Site>
