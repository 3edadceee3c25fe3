import { Day, DivisionCode, id } from '@yinqiao/kernel/contract'
import { FirmId, UnitId } from '@yinqiao/orgs/contract'
import { z } from 'zod'

export const ParkId = id('Park')
export type ParkId = z.infer<typeof ParkId>
export const SpaceId = id('Space')
export const LeaseId = id('Lease')

/** `park` 园区, `carrier` 载体 (a site named by the plan that is no park of its own), `zone` 区块 of a park (一园多区). */
export const ParkKind = z.enum(['park', 'carrier', 'zone'])
/** `planned` 规划, `building` 建设, `operating` 运营, `closed` 停用. */
export const ParkState = z.enum(['planned', 'building', 'operating', 'closed'])
export type ParkState = z.infer<typeof ParkState>
/** What the plan names a site for: `core` 核心, `first` 首个承载地, `linked` 依托载体. */
export const ParkRole = z.enum(['core', 'first', 'linked'])

/** Area in dm² (1/100 m²), whole: what a contract states with two decimals is kept exactly. */
export const Area = z.number().int().min(1).max(100_000_000_000)

/** What of the lettable area is let on a day. `share` is null where nothing is lettable (无对象): never 0 or 100 %. */
export const Occupancy = z.object({
  day: Day,
  lettableDm2: z.number().int(),
  leasedDm2: z.number().int(),
  /** Part of the leased that bears rent on the day; rent-free time is occupied but no income. */
  payingDm2: z.number().int(),
  /** Leased over lettable, 0..1. */
  share: z.number().nullable(),
})
export type Occupancy = z.infer<typeof Occupancy>

const parkFacts = {
  name: z.string().trim().min(2).max(80),
  kind: ParkKind,
  parentId: ParkId.nullable().describe('for a zone: the park it belongs to'),
  divisionCode: DivisionCode.nullable().describe('null = not confirmed yet'),
  /** Towns it serves besides the one it lies in; 9-digit codes. */
  covers: z.array(z.string().regex(/^\d{9}$/)).max(60),
  operatorUnitId: UnitId.nullable(),
  roles: z.array(ParkRole),
}
export const ParkInput = z.object(parkFacts)

export const Park = z.object({
  ...parkFacts,
  id: ParkId,
  version: z.number().int(),
  /** Key that stays, for sites a file brought. */
  code: z.string().nullable(),
  state: ParkState,
  /** Day the state began. */
  stateSince: Day,
  /** First day of operation; null while it has not opened. */
  openedOn: Day.nullable(),
  parentName: z.string().nullable(),
  operatorName: z.string().nullable(),
  source: z.string().nullable(),
  synthetic: z.boolean(),
})
export type Park = z.infer<typeof Park>

/** A park in the list, with what is let today in it and its zones. */
export const ParkRow = Park.extend({ spaces: z.number().int(), tenants: z.number().int(), occupancy: Occupancy })

export const SpaceInput = z.object({
  building: z.string().trim().min(1).max(40),
  number: z.string().trim().min(1).max(40),
  areaDm2: Area,
  lettableFrom: Day,
  /** Last day it can be let; null = open. */
  lettableLastDay: Day.nullable(),
})

/** One contract. `parentId` is set on a sublet, which lies inside its lease and is never counted a second time. */
export const Lease = z.object({
  id: LeaseId,
  version: z.number().int(),
  spaceId: SpaceId,
  parentId: LeaseId.nullable(),
  number: z.string().nullable(),
  firmId: FirmId,
  firmName: z.string(),
  from: Day,
  /** Last day, as contracts say it; null = open. */
  lastDay: Day.nullable(),
  rentFreeLastDay: Day.nullable(),
  areaDm2: z.number().int(),
  /** Rent a month in fen; null = not known. */
  monthlyFen: z.number().int().nullable(),
  /** Made from the row and the day, never stored. */
  state: z.enum(['coming', 'rent-free', 'running', 'ended']),
})
export type Lease = z.infer<typeof Lease>

export const Space = z.object({
  id: SpaceId,
  version: z.number().int(),
  parkId: ParkId,
  parkName: z.string(),
  building: z.string(),
  number: z.string(),
  /** Its areas over time; more than one where walls were moved. */
  slices: z.array(z.object({ from: Day, lastDay: Day.nullable(), areaDm2: z.number().int() })),
  leases: z.array(Lease),
})
export type Space = z.infer<typeof Space>

/** Sites a district's documents name, as a file: what another district replaces. Only names are facts; the rest is open until confirmed. */
export const SitesFile = z.object({
  title: z.string().min(1),
  source: z.array(z.string().min(1)).min(1),
  confidence: z.string().min(1),
  asOf: Day,
  sites: z
    .array(
      z.object({
        code: z.string().regex(/^[a-z][a-z0-9-]{1,59}$/),
        name: z.string().trim().min(2).max(80),
        kind: ParkKind,
        parent: z.string().nullish().describe('code of the park a zone belongs to'),
        state: ParkState,
        divisionCode: DivisionCode.nullish(),
        roles: z.array(ParkRole).default([]),
        source: z.string().min(1),
      }),
    )
    .max(500),
})
export type SitesFile = z.infer<typeof SitesFile>
