import { chainSignatures } from './chain-signatures.ts'
import { leadSignatures } from './lead-signatures.ts'
import { parkSignatures } from './park-signatures.ts'
import { GetRecord } from './record.ts'
import { LoadWorks } from './works.ts'

export {
  ChainLink,
  ChainNode,
  ContractId,
  Gap,
  GapId,
  GapKind,
  GapState,
  Graph,
  GraphFile,
  GraphId,
  GraphState,
  NodeCode,
  OnNode,
  OnNodeId,
  OnNodeRole,
  Stage,
  SupplyContract,
} from './chain.ts'
export {
  chainRefusals,
  ClosingUnfit,
  ContractTaken,
  ContractUnknown,
  DayBeforeStart,
  DayInFuture,
  FirmNotKnown,
  FirmOnNodeTaken,
  GapClosed,
  GapUnknown,
  GraphDayWrong,
  GraphEmpty,
  GraphFileWrong,
  GraphNotDraft,
  GraphUnknown,
  LinkTaken,
  NodeTaken,
  NodeUnknown,
  OnNodeUnknown,
  ParentCycle,
  SameParty,
} from './chain-refusals.ts'
export {
  AdoptGraph,
  CloseGap,
  ConfirmFirm,
  ConfirmNode,
  GetChain,
  GetNode,
  LinkNodes,
  ListContracts,
  ListGaps,
  LoadGraph,
  PlaceFirm,
  RecordContract,
  SaveNode,
  StartGraph,
} from './chain-signatures.ts'
export {
  LeadReport,
  leadRefusals,
  ListLeadReports,
  NotALead,
  raceDays,
  ReportLead,
  SameOwner,
  TransferLead,
} from './lead-signatures.ts'
export { LoadWorks, WorksFile } from './works.ts'
export { chainPositions, fieldTags } from '../kinds/codes.ts'
export { industryKinds, industryProjects } from '../kinds/all-kinds.ts'
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
export {
  EditChain,
  EditParks,
  LoadIndustryFiles,
  PlaceFirms,
  ReportLeads,
  SeeChain,
  SeeLeads,
  SeeParks,
  TransferLeads,
} from './permissions.ts'
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
  RecordUnknown,
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

export { GetRecord, RecordFact, RecordKind, RecordVersion } from './record.ts'

/** All use cases of this room. */
export const industrySignatures = [...parkSignatures, ...chainSignatures, ...leadSignatures, LoadWorks, GetRecord]
