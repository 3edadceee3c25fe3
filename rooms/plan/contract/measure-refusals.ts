import { refusal } from '@yinqiao/kernel/contract'

export const MeasureUnknown = refusal('plan.measure-unknown', 'missing', '没有“{code}”这个指标', 'There is no measure "{code}"')
export const TreeWrong = refusal('plan.tree-wrong', 'invalid', '口径不能计算：{faults}', 'The definition cannot be computed: {faultsEn}')
export const NumeratorLeaks = refusal(
  'plan.numerator-leaks',
  'invalid',
  '分子有 {count} 行不在分母中，不能发布：{rows}',
  '{count} rows of the numerator are not in the denominator: {rows}',
)
export const QualityMissing = refusal(
  'plan.quality-missing',
  'invalid',
  '须写齐五项质量说明（核验、来源、准确度、局限、补救），缺：{missing}',
  'All five quality statements are needed; missing: {missing}',
)
export const SameDefinition = refusal(
  'plan.same-definition',
  'conflict',
  '计算口径与现行版相同（只改名称或说明不成为新的计算版本）',
  'The calculation is the same as the version in force',
)
export const ProposalUnknown = refusal(
  'plan.proposal-unknown',
  'missing',
  '没有这份口径草案，或它已有结果',
  'There is no such open proposal',
)
export const OwnProposal = refusal(
  'plan.own-proposal',
  'forbidden',
  '提出、复核、批准须是不同的人',
  'Proposing, reviewing and approving are for different people',
)
export const ScoredApproves = refusal(
  'plan.scored-approves',
  'forbidden',
  '本单位由这一指标评分（{unit}），不能批准它的口径',
  'Your unit ({unit}) is scored by this measure and may not approve its definition',
)
export const MeasureIsBound = refusal(
  'plan.measure-bound',
  'state',
  '“{code}”绑定着 {rows}，不能删除；可以写明理由停用',
  '"{code}" is bound to {rows} and cannot be deleted; it may be archived with a reason',
)
export const MeasureUsed = refusal(
  'plan.measure-used',
  'state',
  '“{code}”已生效或用过，不能删除；可以写明理由停用',
  '"{code}" was in force and cannot be deleted; it may be archived with a reason',
)
export const BoundAlready = refusal('plan.bound-already', 'conflict', '“{code}”已绑定到 {row}', '"{code}" is already bound to {row}')
export const NotBound = refusal('plan.not-bound', 'missing', '“{code}”没有绑定到 {row}', '"{code}" is not bound to {row}')
export const MeasureArchived = refusal('plan.measure-archived', 'state', '“{code}”已停用', '"{code}" is archived')

export const measureRefusals = [
  MeasureUnknown,
  TreeWrong,
  NumeratorLeaks,
  QualityMissing,
  SameDefinition,
  ProposalUnknown,
  OwnProposal,
  ScoredApproves,
  MeasureIsBound,
  MeasureUsed,
  BoundAlready,
  NotBound,
  MeasureArchived,
]
