import { CancelImport, ListImportRows, OpenImport, RunImport } from './import-signatures.ts'
import {
  AddEvidence,
  CorrectRecord,
  CreateRecord,
  FindReference,
  GetRecord,
  ListOverlaps,
  ListRecords,
  ListVersions,
  OpenEvidence,
  RuleEvidence,
  VoidRecord,
  WithdrawEvidence,
} from './signatures.ts'

export { type Code, type Field, type FieldType, type Values, valuesSchema } from './field.ts'
export {
  doorOf,
  type EvidenceSlot,
  evidenceSource,
  type RecordDoor,
  type RecordKind,
  type RecordRights,
  sourceOfKind,
  typingSource,
} from './record-kind.ts'
export { acceptEvidence, readRecords, writeRecords } from './permissions.ts'
export { NotYours, OutsideArea, RecordUnknown, RecordVoided, recordsRefusals } from './refusals.ts'
export { Origin } from './signatures.ts'
export {
  AddEvidence,
  CancelImport,
  CorrectRecord,
  CreateRecord,
  FindReference,
  GetRecord,
  ListImportRows,
  ListOverlaps,
  ListRecords,
  ListVersions,
  OpenEvidence,
  OpenImport,
  RuleEvidence,
  RunImport,
  VoidRecord,
  WithdrawEvidence,
}

/** All signatures of the engine. */
export const recordsSignatures = [
  ListRecords,
  GetRecord,
  ListVersions,
  CreateRecord,
  CorrectRecord,
  VoidRecord,
  AddEvidence,
  RuleEvidence,
  WithdrawEvidence,
  OpenEvidence,
  ListOverlaps,
  FindReference,
  OpenImport,
  RunImport,
  CancelImport,
  ListImportRows,
]
