import { refusal } from '@yinqiao/kernel/contract'
import { meetingRefusals } from './meeting-refusals.ts'
import { roundRefusals } from './round-refusals.ts'

export const VersionUnknown = refusal('plan.version-unknown', 'missing', '找不到这个方案版本', 'No such version of a plan')
export const SameNumberOtherText = refusal(
  'plan.same-number-other-text',
  'conflict',
  '{number}（{issuedOn}）已导入过，而这份文本与它不同；同一文号同一日期不能有两种文本',
  '{number} of {issuedOn} was imported before with another text; one number and date cannot have two texts',
)
export const AlreadyImported = refusal(
  'plan.already-imported',
  'conflict',
  '这份文本已经导入（第 {seq} 版）',
  'This text is already imported (version {seq})',
)
export const NotDraft = refusal(
  'plan.not-draft',
  'state',
  '只有草稿可以确认或放弃，这一版的状态是“{state}”',
  'Only a draft can be confirmed or dropped; this version is {state}',
)
export const MappingOpen = refusal(
  'plan.mapping-open',
  'state',
  '还有 {open} 处修改、拆分或合并未经核对',
  '{open} edited, split or merged clauses are not confirmed yet',
)
export const ClauseUnknown = refusal('plan.clause-unknown', 'missing', '方案里没有这一条', 'No such clause')
export const TermNotThere = refusal(
  'plan.term-not-there',
  'invalid',
  '这一条里没有“{term}”一词',
  'The clause does not contain the word "{term}"',
)
export const InterpretationOverlaps = refusal(
  'plan.interpretation-overlaps',
  'conflict',
  '“{term}”在该日期已有生效的释义，请先终止它',
  '"{term}" already has an interpretation in force on that day; end it first',
)
export const InterpretationUnknown = refusal('plan.interpretation-unknown', 'missing', '找不到这条释义', 'No such interpretation')
export const RowUnknown = refusal('plan.row-unknown', 'missing', '分解表里没有 {code}', 'The decomposition has no row {code}')
export const RowBound = refusal(
  'plan.row-bound',
  'state',
  '{code} 已绑定指标，不能再注明不计量',
  '{code} is bound to a measure and cannot be noted as not measured',
)
export const DutyUnknown = refusal('plan.duty-unknown', 'missing', '找不到这项职责', 'No such duty')
export const DutyNotYours = refusal(
  'plan.duty-not-yours',
  'forbidden',
  '这项职责属于“{unit}”，只能由该单位答复',
  'This duty belongs to "{unit}"; only that unit may answer',
)
export const DutyState = refusal('plan.duty-state', 'state', '职责目前是“{state}”，不能{act}', 'The duty is {state}; you cannot {act} it')
export const DutyTaken = refusal(
  'plan.duty-taken',
  'conflict',
  '“{unit}”已承担这一条；更改分工请在职责上作决定',
  '"{unit}" has this duty already; decide on the duty to change its role',
)
export const UnitUnknown = refusal('plan.unit-unknown', 'missing', '找不到这个单位', 'No such unit')
export const NoPlanInForce = refusal('plan.none-in-force', 'state', '还没有生效的方案', 'No plan is in force yet')

export const planRefusals = [
  VersionUnknown,
  SameNumberOtherText,
  AlreadyImported,
  NotDraft,
  MappingOpen,
  ClauseUnknown,
  TermNotThere,
  InterpretationOverlaps,
  InterpretationUnknown,
  RowUnknown,
  RowBound,
  DutyUnknown,
  DutyNotYours,
  DutyState,
  DutyTaken,
  UnitUnknown,
  NoPlanInForce,
  ...meetingRefusals,
  ...roundRefusals,
]
