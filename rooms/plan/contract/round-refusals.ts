import { refusal } from '@yinqiao/kernel/contract'

export const RoundUnknown = refusal('plan.round-unknown', 'missing', '找不到这一轮评估', 'No such round')
export const PhaseUnknown = refusal('plan.phase-unknown', 'missing', '现行方案里没有“{phase}”这个阶段', 'The plan has no phase "{phase}"')
export const RoundRunning = refusal(
  'plan.round-running',
  'conflict',
  '“{phase}”已有一轮评估在进行（{title}），一个阶段同时只有一轮',
  'A round of {phase} is running ({title}); a phase has one at a time',
)
export const RoundMove = refusal(
  'plan.round-move',
  'state',
  '这一轮目前是“{state}”，不能{act}',
  'The round is "{stateEn}"; it cannot be {actEn}',
)
export const RoundSigned = refusal(
  'plan.round-signed',
  'state',
  '报告已签发，不能再改；有新的情况请另开补充轮次',
  'The report is signed and stays as it is; open a supplement for what is new',
)
export const ManifestMissing = refusal(
  'plan.manifest-missing',
  'state',
  '冻结清单还没有算完，请稍候',
  'The manifest of the freeze is not made yet',
)
export const FrozenUnknown = refusal('plan.frozen-unknown', 'missing', '没有“{code}”这个数字代码', 'There is no frozen figure "{code}"')
export const SelfReportOthers = refusal(
  'plan.self-report-others',
  'forbidden',
  '自评只能由本单位撰写',
  'A self-report is written by the unit itself',
)
export const AboutUnknown = refusal('plan.about-unknown', 'missing', '这一轮没有“{about}”这个目标', 'The round has no target "{about}"')
export const SelfReportUnknown = refusal('plan.self-report-unknown', 'missing', '没有这份自评', 'No such self-report')
export const OwnWork = refusal(
  'plan.round-own-work',
  'forbidden',
  '本人或本单位（{unit}）在这一轮写过自评，不能评审、核查或签发',
  'You or your unit ({unit}) wrote a self-report of this round; others review, check and sign',
)
export const ScoredChecks = refusal(
  'plan.scored-checks',
  'forbidden',
  '这条记录由“{unit}”负责或受它评分，须由别的单位核查',
  'The record is scored to "{unit}"; another unit must check it',
)
export const TypedFigures = refusal(
  'plan.typed-figures',
  'state',
  '有自评写了没有出处的数字，须改用占位符，或由评审人写明理由认可：{units}',
  'Self-reports have figures without a source; use placeholders, or a reviewer accepts them with a reason: {units}',
)
export const SelfReportsMissing = refusal(
  'plan.self-reports-missing',
  'state',
  '有单位没有报送自评，签发时须逐个点名：{units}',
  'Units have sent no self-report; they must be named when signing: {units}',
)
export const SampleCommitted = refusal(
  'plan.sample-committed',
  'conflict',
  '这一轮的抽查种子已经公布指纹，不能再换',
  'The seed of this round is committed and cannot be changed',
)
export const SampleMissing = refusal(
  'plan.sample-missing',
  'state',
  '先公布抽查种子的指纹，再抽取',
  'Commit the seed of the sample before drawing',
)
export const NothingToDraw = refusal('plan.nothing-to-draw', 'state', '这一轮没有可抽查的记录', 'The round has no rows to draw from')
export const SampleRowUnknown = refusal('plan.sample-row-unknown', 'missing', '没有抽中这条记录', 'This row was not drawn')
export const ManifestSeen = refusal(
  'plan.manifest-seen',
  'conflict',
  '所签的清单指纹与冻结的不一致',
  'The hash to be signed is not that of the frozen manifest',
)
export const FindingUnknown = refusal('plan.finding-unknown', 'missing', '没有这条待办的整改行动', 'No such open action')
export const DisclosureOpen = refusal('plan.disclosure-open', 'state', '还没有作出公开决定', 'The decision on disclosure is not made yet')
export const RoundDay = refusal('plan.round-day', 'invalid', '日期须在 {from} 与 {to} 之间', 'The day must lie between {from} and {to}')

export const roundRefusals = [
  RoundUnknown,
  PhaseUnknown,
  RoundRunning,
  RoundMove,
  RoundSigned,
  ManifestMissing,
  FrozenUnknown,
  SelfReportOthers,
  AboutUnknown,
  SelfReportUnknown,
  OwnWork,
  ScoredChecks,
  TypedFigures,
  SelfReportsMissing,
  SampleCommitted,
  SampleMissing,
  NothingToDraw,
  SampleRowUnknown,
  ManifestSeen,
  FindingUnknown,
  DisclosureOpen,
  RoundDay,
]
