import { refusal } from '@yinqiao/kernel/contract'

export const ElderUnknown = refusal(
  'people.elder-unknown',
  'missing',
  '找不到该老人，或不在您的管辖范围内',
  'No such elder, or not in your area',
)
export const IdInvalid = refusal('people.id-invalid', 'invalid', '身份证号有误：{problem}', 'The citizen id number is wrong: {problemEn}')
export const IdOld = refusal(
  'people.id-old',
  'invalid',
  '这是15位旧号码，请核对换算出的18位号码后再保存',
  'This is an old 15-digit number; check the 18-digit number it converts to and save that',
)
export const IdTaken = refusal(
  'people.id-taken',
  'conflict',
  '该证件号码已有档案（可能在其他镇街），请先检索，勿重复建档',
  'A record with this id number exists already (perhaps in another town); search for it first',
)
export const IdNeedsNumber = refusal(
  'people.id-needs-number',
  'invalid',
  '已选证件类型，请填写证件号码',
  'A kind of paper is chosen; enter its number',
)
export const IdNeedsKind = refusal(
  'people.id-needs-kind',
  'invalid',
  '填写了证件号码，请选择证件类型',
  'A number is entered; choose the kind of paper',
)
export const BirthDayDiffers = refusal(
  'people.birth-day-differs',
  'invalid',
  '出生日期与身份证号不一致，请核对',
  'The day of birth does not agree with the citizen id number',
)
export const SexDiffers = refusal(
  'people.sex-differs',
  'invalid',
  '性别与身份证号不一致，请核对',
  'The sex does not agree with the citizen id number',
)
export const BirthDayImpossible = refusal('people.birth-day-impossible', 'invalid', '出生日期{problem}', 'The day of birth {problemEn}')
export const PhoneInvalid = refusal(
  'people.phone-invalid',
  'invalid',
  '电话号码有误，请填11位手机号或带区号的固定电话',
  'The phone number is wrong; give an 11-digit mobile or a landline with area code',
)
export const VillageUnknown = refusal('people.village-unknown', 'invalid', '没有社区（村）代码 {code}', 'No community or village {code}')
export const SiteNotFound = refusal('people.site-unknown', 'invalid', '找不到该小区或场所', 'No such estate or site')
export const OutsideArea = refusal(
  'people.outside-area',
  'forbidden',
  '“{division}”不在您的管辖范围（{area}）内',
  '"{division}" is not in your area ({area})',
)
export const SearchUnclear = refusal(
  'people.search-unclear',
  'invalid',
  '无法识别检索内容，请输入姓名、拼音、手机号、手机尾号4位或证件号码',
  'The search is not understood; enter a name, pinyin, a phone, its last 4 digits or an id number',
)
export const StateOverlaps = refusal(
  'people.state-overlaps',
  'conflict',
  '与已有状态“{state}”（{from} 至 {to}）重叠，未保存',
  'It overlaps the recorded state "{stateEn}" ({from} to {to}); nothing was saved',
)
export const StateSame = refusal('people.state-same', 'state', '自 {from} 起已是“{state}”', 'The state has been "{stateEn}" since {from}')
export const StateAfterDeath = refusal(
  'people.state-after-death',
  'state',
  '已登记于 {on} 去世；如登记有误，请先撤销该登记',
  'Death on {on} is recorded; if that is a mistake, take that entry back first',
)
export const StateFuture = refusal(
  'people.state-future',
  'invalid',
  '日期 {on} 晚于今天，状态只登记已发生的事实',
  'The day {on} is after today; only what has happened is recorded',
)
export const StateBeforeBirth = refusal('people.state-before-birth', 'invalid', '日期早于出生日期', 'The day is before the day of birth')
export const StateRangeEmpty = refusal('people.state-range-empty', 'invalid', '结束日期须晚于开始日期', 'The end must be after the start')
export const StateEndNotAllowed = refusal(
  'people.state-end-not-allowed',
  'invalid',
  '“{state}”不能有结束日期',
  '"{stateEn}" cannot have an end',
)
export const LaterStates = refusal(
  'people.later-states',
  'conflict',
  '{from} 之后已登记“{state}”，请给出结束日期或先撤销后面的登记',
  '"{stateEn}" is recorded from {from}; give an end, or take the later entries back first',
)
export const ChangeUnknown = refusal('people.change-unknown', 'missing', '找不到该条登记', 'No such entry')
export const ChangeNotLast = refusal(
  'people.change-not-last',
  'state',
  '只能撤销最近一条登记，请先撤销其后的登记',
  'Only the latest entry can be taken back; take back those after it first',
)
export const ChangeUndone = refusal('people.change-undone', 'state', '该条登记已被撤销', 'This entry was taken back already')

export const peopleRefusals = [
  ElderUnknown,
  IdInvalid,
  IdOld,
  IdTaken,
  IdNeedsNumber,
  IdNeedsKind,
  BirthDayDiffers,
  SexDiffers,
  BirthDayImpossible,
  PhoneInvalid,
  VillageUnknown,
  SiteNotFound,
  OutsideArea,
  SearchUnclear,
  StateOverlaps,
  StateSame,
  StateAfterDeath,
  StateFuture,
  StateBeforeBirth,
  StateRangeEmpty,
  StateEndNotAllowed,
  LaterStates,
  ChangeUnknown,
  ChangeNotLast,
  ChangeUndone,
]
