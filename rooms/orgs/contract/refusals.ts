import { refusal } from '@yinqiao/kernel/contract'

export const UnitUnknown = refusal('orgs.unit-unknown', 'missing', '找不到该单位', 'No such unit')
export const UnitCodeTaken = refusal(
  'orgs.unit-code-taken',
  'conflict',
  '单位代码“{code}”已被使用',
  'The unit code "{code}" is already used',
)
export const UnitNameTaken = refusal(
  'orgs.unit-name-taken',
  'conflict',
  '“{name}”已是另一单位的名称',
  '"{name}" is the name of another unit already',
)
export const UnitEnded = refusal(
  'orgs.unit-ended',
  'state',
  '“{name}”已于 {on} 撤并，不能再变更',
  '"{name}" ended on {on} and cannot be changed any more',
)
export const UnitItself = refusal('orgs.unit-itself', 'invalid', '单位不能并入自身', 'A unit cannot be merged into itself')
export const TransferBeforeStart = refusal(
  'orgs.transfer-before-start',
  'invalid',
  '日期 {on} 须晚于“{name}”现名称的起始日 {from}',
  'The day {on} must be after {from}, from which "{name}" bears its present name',
)
export const SameName = refusal('orgs.same-name', 'invalid', '新名称与现名称“{name}”相同', 'The new name is the present name "{name}"')
export const AliasTaken = refusal(
  'orgs.alias-taken',
  'conflict',
  '“{alias}”已登记在该单位名下',
  '"{alias}" is already an alias of this unit',
)
export const UsccInvalid = refusal(
  'orgs.uscc-invalid',
  'invalid',
  '统一社会信用代码有误：{problem}',
  'The unified social credit code is wrong: {problemEn}',
)
export const UsccTaken = refusal(
  'orgs.uscc-taken',
  'conflict',
  '该统一社会信用代码已登记为“{name}”',
  'This unified social credit code is registered as "{name}"',
)
export const UsccMissing = refusal(
  'orgs.uscc-missing',
  'state',
  '尚无统一社会信用代码，不能转为“{state}”',
  'There is no unified social credit code yet, so it cannot become "{state}"',
)
export const FirmUnknown = refusal('orgs.firm-unknown', 'missing', '找不到该企业或机构法人', 'No such firm')
export const MoveIllegal = refusal(
  'orgs.move-illegal',
  'state',
  '“{name}”现为“{from}”，不能改为“{to}”',
  '"{name}" is "{fromEn}" and cannot become "{toEn}"',
)
export const InstitutionUnknown = refusal('orgs.institution-unknown', 'missing', '找不到该机构', 'No such institution')
export const InstitutionMerged = refusal(
  'orgs.institution-merged',
  'state',
  '“{name}”已并入“{into}”，请在该记录上修改',
  '"{name}" was merged into "{into}"; edit that record',
)
export const InstitutionTaken = refusal(
  'orgs.institution-taken',
  'conflict',
  '{district}已有名为“{name}”的机构',
  'There is an institution named "{name}" in {district} already',
)
export const FileNotCsv = refusal(
  'orgs.file-not-csv',
  'invalid',
  '文件不是可读的 CSV：{problem}',
  'The file is not readable CSV: {problemEn}',
)
export const ColumnsMissing = refusal('orgs.columns-missing', 'invalid', '缺少列：{columns}', 'Missing columns: {columns}')
export const FileEmpty = refusal('orgs.file-empty', 'invalid', '文件中没有数据行', 'The file holds no row of data')
export const ProposalUnknown = refusal('orgs.proposal-unknown', 'missing', '找不到该疑似重复', 'No such duplicate proposal')
export const ProposalDecided = refusal(
  'orgs.proposal-decided',
  'state',
  '该疑似重复已由{by}判定为“{state}”',
  'This proposal was already decided by {by} as "{stateEn}"',
)
export const KeptNotInPair = refusal(
  'orgs.kept-not-in-pair',
  'invalid',
  '保留的记录须是两条之一',
  'The record to keep must be one of the two',
)
export const OutsideYourArea = refusal(
  'orgs.outside-area',
  'forbidden',
  '“{name}”不在您的管辖范围（{area}）内',
  '"{name}" is not in your area ({area})',
)
export const DivisionNotKnown = refusal('orgs.division-unknown', 'invalid', '没有区划代码 {code}', 'No division {code}')
export const UnitsFileWrong = refusal(
  'orgs.units-file-wrong',
  'invalid',
  '单位文件有误：{problem}（{code}）',
  'The file of units is wrong: {problemEn} ({code})',
)

export const orgsRefusals = [
  UnitUnknown,
  UnitCodeTaken,
  UnitNameTaken,
  UnitEnded,
  UnitItself,
  TransferBeforeStart,
  SameName,
  AliasTaken,
  UsccInvalid,
  UsccTaken,
  UsccMissing,
  FirmUnknown,
  MoveIllegal,
  InstitutionUnknown,
  InstitutionMerged,
  InstitutionTaken,
  FileNotCsv,
  ColumnsMissing,
  FileEmpty,
  ProposalUnknown,
  ProposalDecided,
  KeptNotInPair,
  OutsideYourArea,
  DivisionNotKnown,
  UnitsFileWrong,
]
