export type { AuditSubject, Context } from './context.ts'
export type { Database } from './database-handle.ts'
export type { StoredFile } from './files.ts'
export { type Body, body, type Delivered, type EncryptedColumn, type Job, job, type Listener, listen, type Room } from './room.ts'
export type { JobType } from './job-type.ts'
export { sm3 } from './cipher.ts'
export { cursorAt, keysOf, pageOfRows } from './paging.ts'
export { type ChainHead, verifyAudit } from './audit.ts'
export { redeliver } from './deliver.ts'
export { liftLimits } from './database.ts'
export { freezeKnown, knownFrom } from './known.ts'
export { checkTree, type Sources, type TreeFault } from './measure/check-tree.ts'
export type { Question } from './measure/compile-rows.ts'
export { addsUp, type Cell, foldCells, movedRecords } from './measure/cells.ts'
export {
  foldRows,
  foldSums,
  type Folded,
  hashRows,
  type MeasureRow,
  plainDecimal,
  type Side,
  type SideSum,
  sumDecimals,
} from './measure/fold-rows.ts'
export { hideSmallCells } from './measure/hide-small-cells.ts'
export {
  type Definition,
  describeRows,
  firstRows,
  leakingRows,
  measureRows,
  measureTowns,
  measureValue,
  type Measured,
  type RowFacts,
  type RowPlace,
  setsOf,
  sourceAge,
  treeHash,
} from './measure/run-measure.ts'
export { decodeText, type TextEncoding } from './decode-text.ts'
export { soundOf, spellTitle } from './spell-title.ts'
