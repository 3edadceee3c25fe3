import { refusal } from '@yinqiao/kernel/contract'

export const GraphUnknown = refusal('industry.graph-unknown', 'missing', '找不到该图谱版本', 'No such version of the graph')
export const GraphNotDraft = refusal(
  'industry.graph-not-draft',
  'state',
  '“{title}”不是草稿，不能修改；请另起新版本',
  '"{title}" is no draft and cannot be changed; start a new version',
)
export const GraphDayWrong = refusal(
  'industry.graph-day-wrong',
  'invalid',
  '生效日 {on} 须晚于现行版本“{title}”的生效日 {since}',
  'The day {on} must be after {since}, from which "{title}" is in force',
)
export const GraphEmpty = refusal(
  'industry.graph-empty',
  'state',
  '“{title}”没有环节，不能生效',
  '"{title}" has no node and cannot be put in force',
)
export const GraphFileWrong = refusal(
  'industry.graph-file-wrong',
  'invalid',
  '图谱文件有误：{problem}（{code}）',
  'The file of the graph is wrong: {problemEn} ({code})',
)
export const NodeUnknown = refusal('industry.node-unknown', 'missing', '图谱中没有环节 {code}', 'No node {code} in the graph')
export const NodeTaken = refusal('industry.node-taken', 'conflict', '环节代码 {code} 已被使用', 'The node code {code} is already used')
export const ParentCycle = refusal(
  'industry.parent-cycle',
  'invalid',
  '上级环节成环：{path}',
  'The parents of nodes would go round in a circle: {path}',
)
export const LinkTaken = refusal('industry.link-taken', 'conflict', '该供应关系已登记', 'This supply link is recorded already')
export const FirmNotKnown = refusal(
  'industry.firm-unknown',
  'invalid',
  '须是企业名录中未注销的企业',
  'It must be a firm of the register that is not closed',
)
export const FirmOnNodeTaken = refusal(
  'industry.firm-on-node-taken',
  'conflict',
  '“{firm}”自 {from} 起已在环节“{node}”上',
  '"{firm}" is on the node "{node}" since {from} already',
)
export const OnNodeUnknown = refusal('industry.on-node-unknown', 'missing', '找不到该环节企业', 'No such firm on a node')
export const DayInFuture = refusal('industry.day-in-future', 'invalid', '日期 {day} 晚于今天', 'The day {day} is later than today')
export const DayBeforeStart = refusal(
  'industry.day-before-start',
  'invalid',
  '日期 {day} 早于起始日 {from}',
  'The day {day} is before the first day {from}',
)
export const ContractUnknown = refusal('industry.contract-unknown', 'missing', '找不到该供应合同', 'No such supply contract')
export const ContractTaken = refusal(
  'industry.contract-taken',
  'conflict',
  '合同编号 {number} 已登记',
  'The contract number {number} is recorded already',
)
export const SameParty = refusal('industry.same-party', 'invalid', '买方与卖方不能是同一企业', 'Buyer and seller cannot be the same firm')
export const GapUnknown = refusal('industry.gap-unknown', 'missing', '找不到该缺口', 'No such gap')
export const GapClosed = refusal('industry.gap-closed', 'state', '该缺口已关闭', 'This gap is closed already')
export const ClosingUnfit = refusal(
  'industry.closing-unfit',
  'invalid',
  '该凭据不能关闭此缺口：{problem}',
  'This record cannot close the gap: {problemEn}',
)

export const chainRefusals = [
  GraphUnknown,
  GraphNotDraft,
  GraphDayWrong,
  GraphEmpty,
  GraphFileWrong,
  NodeUnknown,
  NodeTaken,
  ParentCycle,
  LinkTaken,
  FirmNotKnown,
  FirmOnNodeTaken,
  OnNodeUnknown,
  DayInFuture,
  DayBeforeStart,
  ContractUnknown,
  ContractTaken,
  SameParty,
  GapUnknown,
  GapClosed,
  ClosingUnfit,
]
