import { ChangedMeanwhile, command, Day, DivisionCode, InvalidInput, PageInput, pageOf, query } from '@yinqiao/kernel/contract'
import { FirmId } from '@yinqiao/orgs/contract'
import { z } from 'zod'
import {
  Area,
  Lease,
  LeaseId,
  Occupancy,
  Park,
  ParkId,
  ParkInput,
  ParkKind,
  ParkRow,
  ParkState,
  SitesFile,
  Space,
  SpaceId,
  SpaceInput,
} from './park.ts'
import { EditParks, LoadIndustryFiles, SeeParks } from './permissions.ts'
import {
  AreaTooLarge,
  DivisionNotKnown,
  LeaseBackwards,
  LeaseOutsideSpace,
  LeaseOverlap,
  LeaseUnknown,
  NotYourPark,
  OutsideYourArea,
  ParkMoveIllegal,
  ParkNameTaken,
  ParkParentWrong,
  ParkUnknown,
  RentFreeOutside,
  SpaceInUse,
  SpaceTaken,
  SpaceUnknown,
  SplitOutside,
  SubletOutside,
  SubletTooLarge,
  TenantUnknown,
  UnitNotKnown,
} from './refusals.ts'

const version = z.number().int()
const scope = [OutsideYourArea, NotYourPark, ChangedMeanwhile]

export const ListParks = query({
  name: 'industry.list-parks',
  title: { zh: '园区', en: 'Parks' },
  permission: SeeParks,
  input: PageInput.extend({
    search: z.string().trim().max(80).nullish(),
    kind: ParkKind.nullish(),
    state: ParkState.nullish(),
    under: DivisionCode.nullish(),
  }),
  output: pageOf(ParkRow),
  refusals: [InvalidInput],
})

export const GetPark = query({
  name: 'industry.get-park',
  title: { zh: '园区详情', en: 'Park' },
  permission: SeeParks,
  input: z.object({ id: ParkId }),
  output: Park.extend({
    today: Occupancy,
    /** The last day of each of the past eleven months, and today. */
    months: z.array(Occupancy),
    zones: z.array(Park),
    spaces: z.array(Space),
    states: z.array(z.object({ state: ParkState, from: Day, lastDay: Day.nullable() })),
  }),
  refusals: [ParkUnknown],
})

export const CreatePark = command({
  name: 'industry.create-park',
  title: { zh: '新增园区', en: 'Add a park' },
  permission: EditParks,
  input: ParkInput.extend({ state: ParkState, since: Day, synthetic: z.boolean().default(false) }),
  output: Park,
  refusals: [ParkNameTaken, ParkParentWrong, DivisionNotKnown, UnitNotKnown, OutsideYourArea, NotYourPark],
})

export const EditPark = command({
  name: 'industry.edit-park',
  title: { zh: '修改园区', en: 'Edit a park' },
  permission: EditParks,
  input: ParkInput.extend({ id: ParkId, version }),
  output: Park,
  refusals: [ParkUnknown, ParkNameTaken, ParkParentWrong, DivisionNotKnown, UnitNotKnown, ...scope],
})

export const MoveParkState = command({
  name: 'industry.move-park-state',
  title: { zh: '变更园区状态', en: 'Change the state of a park' },
  permission: EditParks,
  input: z.object({ id: ParkId, version, to: ParkState, on: Day }),
  output: Park,
  refusals: [ParkUnknown, ParkMoveIllegal, ...scope],
})

export const AddSpace = command({
  name: 'industry.add-space',
  title: { zh: '新增可租单元', en: 'Add a lettable unit' },
  permission: EditParks,
  input: SpaceInput.extend({ parkId: ParkId }),
  output: Space,
  refusals: [ParkUnknown, SpaceTaken, LeaseBackwards, OutsideYourArea, NotYourPark],
})

/** From a day on the unit has another area, or (null) is not let any more. */
export const ChangeSpace = command({
  name: 'industry.change-space',
  title: { zh: '变更可租单元面积', en: 'Change the area of a unit' },
  permission: EditParks,
  input: z.object({ id: SpaceId, version, from: Day, areaDm2: Area.nullable() }),
  output: Space,
  refusals: [SpaceUnknown, SplitOutside, SpaceInUse, ...scope],
})

const lease = {
  number: z.string().trim().min(1).max(60).nullable(),
  firmId: FirmId,
  from: Day,
  lastDay: Day.nullable(),
  rentFreeLastDay: Day.nullable(),
  areaDm2: Area,
  monthlyFen: z.number().int().min(0).max(1_000_000_000_000).nullable(),
}
const leaseRefusals = [SpaceUnknown, TenantUnknown, LeaseBackwards, RentFreeOutside, LeaseOutsideSpace, AreaTooLarge, LeaseOverlap]

/** `parentId` makes it a sublet of that lease. */
export const AddLease = command({
  name: 'industry.add-lease',
  title: { zh: '登记租约', en: 'Record a lease' },
  permission: EditParks,
  input: z.object({ ...lease, spaceId: SpaceId, parentId: LeaseId.nullable() }),
  output: Lease,
  refusals: [...leaseRefusals, LeaseUnknown, SubletOutside, SubletTooLarge, OutsideYourArea, NotYourPark],
})

/** The lease ends earlier or later than was known; sublets end with it at the latest. */
export const EndLease = command({
  name: 'industry.end-lease',
  title: { zh: '终止或续期租约', en: 'End or prolong a lease' },
  permission: EditParks,
  input: z.object({ id: LeaseId, version, lastDay: Day.nullable() }),
  output: Lease,
  refusals: [LeaseUnknown, LeaseBackwards, LeaseOutsideSpace, AreaTooLarge, LeaseOverlap, SubletOutside, SubletTooLarge, ...scope],
})

/** The area changes from a day: the old lease ends the day before, a new one with the same tenant begins. */
export const SplitLease = command({
  name: 'industry.split-lease',
  title: { zh: '变更租赁面积', en: 'Change the leased area' },
  permission: EditParks,
  input: z.object({ id: LeaseId, version, from: Day, areaDm2: Area, monthlyFen: lease.monthlyFen }),
  output: z.object({ ended: Lease, begun: Lease }),
  refusals: [LeaseUnknown, SplitOutside, AreaTooLarge, LeaseOutsideSpace, SubletOutside, SubletTooLarge, ...scope],
})

/** The record was a mistake: it is taken back, with its sublets; the past known then stays as it was. */
export const VoidLease = command({
  name: 'industry.void-lease',
  title: { zh: '作废误录租约', en: 'Take back a lease recorded by mistake' },
  permission: EditParks,
  input: z.object({ id: LeaseId, version, reason: z.string().trim().min(2).max(200) }),
  output: z.object({ taken: z.number().int() }),
  refusals: [LeaseUnknown, ...scope],
})

export const LoadNamed = command({
  name: 'industry.load-named',
  title: { zh: '装载方案点名的载体', en: 'Load the sites documents name' },
  permission: LoadIndustryFiles,
  input: z.object({ file: SitesFile }),
  output: z.object({ created: z.number().int(), unchanged: z.number().int() }),
  refusals: [ParkParentWrong],
})

export const parkSignatures = [
  ListParks,
  GetPark,
  CreatePark,
  EditPark,
  MoveParkState,
  AddSpace,
  ChangeSpace,
  AddLease,
  EndLease,
  SplitLease,
  VoidLease,
  LoadNamed,
]
