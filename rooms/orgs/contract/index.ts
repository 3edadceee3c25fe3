import { firmSignatures } from './firm-signatures.ts'
import { institutionSignatures } from './institution-signatures.ts'
import { unitSignatures } from './unit-signatures.ts'

export { FirmStateChanged, InstitutionMergedEvent, InstitutionSplitEvent, UnitMerged, UnitRenamed } from './events.ts'
export { Firm, FirmId, FirmInput, FirmKind, FirmState, Uscc } from './firm.ts'
export { ChangeFirmState, CreateFirm, EditFirm, GetFirm, ListFirms } from './firm-signatures.ts'
export {
  DuplicateProposal,
  DuplicateReason,
  ImportProblem,
  ImportReport,
  Institution,
  InstitutionId,
  InstitutionKind,
  InstitutionState,
  ProposalId,
  ProposalState,
} from './institution.ts'
export {
  ChangeInstitutionState,
  CreateInstitution,
  DecideDuplicate,
  EditInstitution,
  GetInstitution,
  ImportInstitutions,
  ListDuplicateProposals,
  ListInstitutions,
} from './institution-signatures.ts'
export { EditFirms, EditInstitutions, EditUnits, ImportInstitutionLists, LoadUnitsFile } from './permissions.ts'
export {
  AliasTaken,
  ColumnsMissing,
  DivisionNotKnown,
  FileEmpty,
  FileNotCsv,
  FirmUnknown,
  InstitutionMerged,
  InstitutionTaken,
  InstitutionUnknown,
  KeptNotInPair,
  MoveIllegal,
  orgsRefusals,
  OutsideYourArea,
  ProposalDecided,
  ProposalUnknown,
  SameName,
  TransferBeforeStart,
  UnitCodeTaken,
  UnitEnded,
  UnitItself,
  UnitNameTaken,
  UnitsFileWrong,
  UnitUnknown,
  UsccInvalid,
  UsccMissing,
  UsccTaken,
} from './refusals.ts'
export {
  AliasKind,
  Collective,
  Unit,
  UnitAlias,
  UnitId,
  UnitKind,
  UnitName,
  UnitRecord,
  UnitsFile,
  UnitState,
  UnitTransfer,
} from './unit.ts'
export { AddAlias, CreateUnit, FindUnit, GetUnit, ListUnits, LoadUnits, MergeUnit, RenameUnit } from './unit-signatures.ts'

/** All use cases of this room. */
export const orgsSignatures = [...unitSignatures, ...firmSignatures, ...institutionSignatures]
