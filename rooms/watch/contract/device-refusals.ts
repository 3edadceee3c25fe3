import { refusal } from '@yinqiao/kernel/contract'

export const HomeUnknown = refusal(
  'watch.home-unknown',
  'missing',
  '找不到该住处，或不在您的管辖范围内',
  'No such home, or not in your area',
)
export const DeviceUnknown = refusal(
  'watch.device-unknown',
  'missing',
  '找不到该设备，或不在您的管辖范围内',
  'No such device, or not in your area',
)
export const DeviceExists = refusal(
  'watch.device-exists',
  'conflict',
  '{protocol} 协议下已登记过序列号 {serial}（可能在其他辖区），请先检索',
  'The serial {serial} is already registered for {protocol} (perhaps in another area); search for it first',
)
export const DeviceTaken = refusal(
  'watch.device-taken',
  'conflict',
  '该设备正由“{holder}”使用，一台设备不能同时属于两处；如确需更换，请用“移动”并写明原因',
  'This device is in use by "{holder}"; one device never belongs to two places. Move it, with a reason',
)
export const DeviceNotBound = refusal('watch.device-not-bound', 'state', '该设备没有绑定', 'This device is not bound')
export const DeviceNotUsable = refusal(
  'watch.device-not-usable',
  'state',
  '设备状态为“{state}”，须先回到“在库”才能绑定',
  'The device is "{stateEn}"; it must be back in stock before it is bound',
)
export const DeviceScrapped = refusal(
  'watch.device-scrapped',
  'state',
  '设备已报废，不能再改',
  'The device is scrapped and is not changed any more',
)
export const SamePlace = refusal('watch.same-place', 'state', '设备已在该处、归该人使用', 'The device is there already')
export const NotAGateway = refusal(
  'watch.not-a-gateway',
  'invalid',
  '所选的设备不是网关，或会形成循环',
  'The chosen device is not a gateway, or they would go round',
)
export const NotAMember = refusal(
  'watch.not-a-member',
  'invalid',
  '该老人不在这一处的守护名单内，请先加入',
  'This elder is not watched over in this home; add the elder first',
)
export const ElderElsewhere = refusal(
  'watch.elder-elsewhere',
  'conflict',
  '该老人已在“{home}”受守护，一位老人同一时间只在一处；请先在那里结束',
  'This elder is watched over in "{home}"; one elder is in one home at a time. End it there first',
)
export const ElderHasDevices = refusal(
  'watch.elder-has-devices',
  'state',
  '该老人名下还有 {n} 台设备（{serials}），请先解绑或移动',
  'The elder still has {n} devices ({serials}); unbind or move them first',
)
export const ElderDead = refusal('watch.elder-gone', 'state', '该老人已登记去世或迁出', 'The elder is recorded as dead or moved away')
export const ContactPhoneInvalid = refusal(
  'watch.contact-phone-invalid',
  'invalid',
  '电话号码有误，请填11位手机号或带区号的固定电话',
  'The phone number is wrong; give an 11-digit mobile or a landline with area code',
)
export const ContactUnreachable = refusal(
  'watch.contact-unreachable',
  'invalid',
  '须有电话或平台账号，否则出事时找不到人',
  'A phone or an account is needed, or nobody can be reached',
)
export const ContactUnknown = refusal(
  'watch.contact-unknown',
  'conflict',
  '名单已被他人修改，请重新读取',
  'The list was changed meanwhile; read it again',
)
export const LimitsDisordered = refusal(
  'watch.limits-disordered',
  'invalid',
  '界限须由低到高：危急下限 < 提醒下限 < 提醒上限 < 危急上限',
  'Limits go upwards: critical low < low < high < critical high',
)
export const LimitsEmpty = refusal('watch.limits-empty', 'invalid', '至少填写一个界限', 'Enter at least one limit')
export const LimitOutOfRange = refusal(
  'watch.limit-out-of-range',
  'invalid',
  '{value} 不在“{metric}”可能的范围（{from}–{to}）内，请核对单位',
  '{value} is not a possible value ({from}–{to}); check the unit',
)
export const DoctorsLimitStands = refusal(
  'watch.doctors-limit-stands',
  'state',
  '现行界限由医生（{doctor}）设定，只能由医生的新界限替代',
  "The limit in force is a doctor's ({doctor}); only a doctor's new one replaces it",
)
export const LimitChanged = refusal(
  'watch.limit-changed',
  'conflict',
  '该界限刚被他人修改，请核对后再保存',
  'This limit was just changed by someone else',
)
export const QuarantineUnknown = refusal('watch.quarantine-unknown', 'missing', '找不到该条，或已处理', 'No such entry, or settled already')
export const PeriodTooLong = refusal('watch.period-too-long', 'invalid', '时段最长 {days} 天', 'The period is {days} days at most')
export const PeriodEmpty = refusal('watch.period-empty', 'invalid', '结束须晚于开始', 'The end must be after the start')
export const PersonUnknown = refusal(
  'watch.person-unknown',
  'missing',
  '找不到该老人，或不在您的管辖范围内',
  'No such elder, or not in your area',
)

export const deviceRefusals = [
  HomeUnknown,
  DeviceUnknown,
  DeviceExists,
  DeviceTaken,
  DeviceNotBound,
  DeviceNotUsable,
  DeviceScrapped,
  SamePlace,
  NotAGateway,
  NotAMember,
  ElderElsewhere,
  ElderHasDevices,
  ElderDead,
  ContactPhoneInvalid,
  ContactUnreachable,
  ContactUnknown,
  LimitsDisordered,
  LimitsEmpty,
  LimitOutOfRange,
  DoctorsLimitStands,
  LimitChanged,
  QuarantineUnknown,
  PeriodTooLong,
  PeriodEmpty,
  PersonUnknown,
]
