import { Day, DivisionCode } from '@yinqiao/kernel/contract'
import { z } from 'zod'

/**
 * Kind of an administrative division. `statistical` is a town-level unit that exists for statistics only
 * (development zones, codes 4xx); `neighbour` is a county next to the district, kept to tell where an address belongs.
 */
export const DivisionKind = z.enum(['county', 'street', 'town', 'statistical', 'community', 'village', 'other', 'neighbour'])
export type DivisionKind = z.infer<typeof DivisionKind>

/** A division as it stood on a day: code (GB/T 2260, GB/T 10114), official name, parent and validity (`validTo` exclusive, null = still). */
export const Division = z.object({
  code: DivisionCode,
  name: z.string(),
  kind: DivisionKind,
  parent: DivisionCode.nullable(),
  validFrom: Day,
  validTo: Day.nullable(),
  source: z.string(),
  confidence: z.string(),
})
export type Division = z.infer<typeof Division>

/** Code of a management block, unique in the district, lower case letters. */
export const BlockCode = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/)

/** One dated statement that a division belongs to a block, with the paper that says so. */
export const BlockMember = z.object({
  divisionCode: DivisionCode,
  divisionName: z.string(),
  validFrom: Day,
  validTo: Day.nullable(),
  basis: z.string(),
})

/**
 * A management block (经开区, 高新区 ...): a second axis beside the divisions, overlapping them.
 * No members = 未定: nobody has said yet which divisions belong to it (it does not mean none).
 */
export const Block = z.object({
  code: BlockCode,
  name: z.string(),
  asWritten: z.string(),
  source: z.string(),
  members: z.array(BlockMember),
})
export type Block = z.infer<typeof Block>

/** A district's divisions as a file: what another district replaces (`rooms/places/data/*.json`). */
export const DistrictFile = z.object({
  title: z.string().min(1),
  source: z.array(z.string().min(1)).min(1),
  confidence: z.string().min(1),
  /** The day from which the list holds; a later file closes what it no longer names. */
  asOf: Day,
  district: z.object({ code: z.string().regex(/^\d{6}$/), name: z.string().min(1), city: z.string().min(1), province: z.string().min(1) }),
  divisions: z.array(z.object({ code: DivisionCode, name: z.string().min(1), kind: DivisionKind, parent: DivisionCode })).max(20000),
  neighbours: z.array(z.object({ code: z.string().regex(/^\d{6}$/), name: z.string().min(1) })).default([]),
  blocks: z
    .array(
      z.object({
        code: BlockCode,
        name: z.string().min(1),
        asWritten: z.string().min(1),
        source: z.string().min(1),
        members: z.array(z.object({ divisionCode: DivisionCode, validFrom: Day, basis: z.string().min(1) })).default([]),
      }),
    )
    .default([]),
})
export type DistrictFile = z.infer<typeof DistrictFile>
