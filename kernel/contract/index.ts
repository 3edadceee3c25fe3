export { type Actor, anonymous, type Relation, systemActor } from './actor.ts'
export { eventType, type EventType } from './event.ts'
export { Day, DivisionCode, id, Instant, PageInput, pageOf } from './ids.ts'
export { isRefusal, type Refusal, type RefusalDefinition, type RefusalFacts, type RefusalKind, refusal, refuse } from './refusal.ts'
export {
  ChangedMeanwhile,
  FileKind,
  FileUnknown,
  Internal,
  InvalidInput,
  KeyMissing,
  KeyReused,
  kernelRefusals,
  NoSuchRoute,
  NotAllowed,
  NotSignedIn,
  ReadOnly,
  TooLarge,
  TooMany,
  Unavailable,
} from './refusals.ts'
export { type LivePlace, type LiveTopic, liveTopic } from './live.ts'
export {
  type Access,
  command,
  type Input,
  type Output,
  type Permission,
  permission,
  query,
  type RawInput,
  roomOf,
  type Signature,
} from './signature.ts'
export { fill, type Language, type Words } from './words.ts'
export {
  type ColumnType,
  Filter,
  type MeasureDeclaration,
  MeasureScope,
  Operand,
  Params,
  PeriodKind,
  QualityStatements,
  QueryTree,
  RowSet,
  type Source,
  type SourceColumn,
} from './measure.ts'
