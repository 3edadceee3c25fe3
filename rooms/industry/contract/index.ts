import { parkSignatures } from './park-signatures.ts'

export {
  Area,
  Lease,
  LeaseId,
  Occupancy,
  Park,
  ParkId,
  ParkInput,
  ParkKind,
  ParkRole,
  ParkRow,
  ParkState,
  SitesFile,
  Space,
  SpaceId,
  SpaceInput,
} from './park.ts'
export {
  AddLease,
  AddSpace,
  ChangeSpace,
  CreatePark,
  EditPark,
  EndLease,
  GetPark,
  ListParks,
  LoadNamed,
  MoveParkState,
  SplitLease,
  VoidLease,
} from './park-signatures.ts'
export { EditChain, EditParks, LoadIndustryFiles, PlaceFirms, SeeChain, SeeParks } from './permissions.ts'
export {
  AreaTooLarge,
  DivisionNotKnown,
  industryRefusals,
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

/** All use cases of this room. */
export const industrySignatures = [...parkSignatures]
