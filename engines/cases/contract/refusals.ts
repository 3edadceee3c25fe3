import { refusal } from '@yinqiao/kernel/contract'

export const KindUnknown = refusal('cases.kind-unknown', 'missing', '没有“{kind}”这类办件', 'There is no kind of case "{kind}"')
export const CaseUnknown = refusal('cases.case-unknown', 'missing', '找不到该办件', 'No such case')
export const NotYours = refusal(
  'cases.not-yours',
  'forbidden',
  '“{title}”不由您的岗位办理',
  'It is not for your post to do this with "{title}"',
)
export const MoveIllegal = refusal(
  'cases.move-illegal',
  'state',
  '“{number}”现为“{state}”，不能“{move}”',
  '"{number}" is "{stateEn}"; "{moveEn}" is not possible',
)
export const CaseClosed = refusal('cases.case-closed', 'state', '“{number}”已办结', '"{number}" is closed')
export const TwoPersons = refusal(
  'cases.two-persons',
  'forbidden',
  '“{move}”须由另一人办理：{first}',
  '"{moveEn}" needs another person: {firstEn}',
)
export const TextMissing = refusal('cases.text-missing', 'invalid', '“{move}”须写明说明', '"{moveEn}" needs a text')
export const EvidenceMissing = refusal('cases.evidence-missing', 'invalid', '“{move}”须附材料', '"{moveEn}" needs a file as evidence')
export const FileMissing = refusal(
  'cases.file-missing',
  'invalid',
  '找不到所附文件，请重新上传',
  'An attached file is not there; upload it again',
)
export const UnitMissing = refusal('cases.unit-missing', 'invalid', '请选择受理单位', 'Name the unit that handles it')
export const UnitUnknown = refusal('cases.unit-unknown', 'invalid', '找不到该单位', 'No such unit')
export const OutsideArea = refusal(
  'cases.outside-area',
  'forbidden',
  '区划 {code} 不在您的管辖范围（{area}）内',
  'Division {code} is not in your area ({area})',
)
export const NoObjection = refusal(
  'cases.no-objection',
  'state',
  '该办件的结果不能提出异议',
  'The outcome of this case cannot be objected to',
)
export const ObjectionOver = refusal('cases.objection-over', 'state', '异议期已于 {until} 届满', 'The time for objections ended on {until}')

export const casesRefusals = [
  KindUnknown,
  CaseUnknown,
  NotYours,
  MoveIllegal,
  CaseClosed,
  TwoPersons,
  TextMissing,
  EvidenceMissing,
  FileMissing,
  UnitMissing,
  UnitUnknown,
  OutsideArea,
  NoObjection,
  ObjectionOver,
]
