import { refusal } from '@yinqiao/kernel/contract'

export const KindUnknown = refusal('records.kind-unknown', 'missing', '没有“{kind}”这种登记册', 'There is no register "{kind}"')
export const NotYours = refusal('records.not-yours', 'forbidden', '您的岗位不能在“{kind}”中这样做', 'Your post may not do this in "{kind}"')
export const OutsideArea = refusal(
  'records.outside-area',
  'forbidden',
  '只能登记本辖区内的记录',
  'Only records of your own area may be written',
)
export const RecordUnknown = refusal('records.record-unknown', 'missing', '没有这条记录', 'There is no such record')
export const ValueWrong = refusal('records.value-wrong', 'invalid', '“{field}”不合要求：{why}', '"{field}" does not fit: {why}')
export const DaysTurned = refusal('records.days-turned', 'invalid', '截止日早于起始日', 'It ends before it begins')
export const IdentityTaken = refusal('records.identity-taken', 'conflict', '已有同一条记录：{title}', 'This is already recorded: {title}')
export const RecordVoided = refusal('records.record-voided', 'state', '这条记录已作废', 'This record was voided')
export const ReferenceUnknown = refusal(
  'records.reference-unknown',
  'missing',
  '“{field}”所指的对象不在登记册中',
  'What "{field}" points to is not registered',
)
export const SlotUnknown = refusal('records.slot-unknown', 'missing', '没有“{slot}”这一佐证项', 'There is no evidence slot "{slot}"')
export const EvidenceUnknown = refusal('records.evidence-unknown', 'missing', '没有这份佐证', 'There is no such evidence')
export const OwnEvidence = refusal(
  'records.own-evidence',
  'forbidden',
  '不能认定本人或本单位提交、或计入本单位的佐证',
  'Evidence that you or your unit added, or that is scored to your unit, is for others to accept',
)
export const AlreadyRuled = refusal(
  'records.already-ruled',
  'conflict',
  '您已对这份佐证作出过认定',
  'You have ruled on this evidence already',
)
export const EndsUntold = refusal('records.ends-untold', 'invalid', '这项佐证须写明有效期止', 'This evidence must tell when it ends')
export const TableUnreadable = refusal(
  'records.table-unreadable',
  'invalid',
  '文件读不出表格：{why}',
  'No table can be read from the file: {why}',
)
export const HeadingMissing = refusal('records.heading-missing', 'invalid', '缺少列：{headings}', 'Columns are missing: {headings}')
export const ImportUnknown = refusal('records.import-unknown', 'missing', '没有这次导入', 'There is no such import')
export const ImportOver = refusal('records.import-over', 'state', '这次导入已结束或取消', 'This import is over')

export const recordsRefusals = [
  KindUnknown,
  NotYours,
  OutsideArea,
  RecordUnknown,
  ValueWrong,
  DaysTurned,
  IdentityTaken,
  RecordVoided,
  ReferenceUnknown,
  SlotUnknown,
  EvidenceUnknown,
  OwnEvidence,
  AlreadyRuled,
  EndsUntold,
  TableUnreadable,
  HeadingMissing,
  ImportUnknown,
  ImportOver,
]
