import { refusal } from '@yinqiao/kernel/contract'

export const AlarmUnknown = refusal('watch.alarm-unknown', 'missing', '找不到该告警', 'No such alarm')
export const AlarmClosed = refusal('watch.alarm-closed', 'state', '告警 {n} 已由{by}结案', 'Alarm {n} has been closed by {by}')
export const AlreadyClaimed = refusal(
  'watch.already-claimed',
  'conflict',
  '告警 {n} 正由{by}处置，接警有效至 {until}',
  'Alarm {n} is held by {by} until {until}',
)
export const ClaimLost = refusal(
  'watch.claim-lost',
  'conflict',
  '你对告警 {n} 的接警已失效（现由{by}负责），请重新接警',
  'Your claim on alarm {n} has ended (now with {by}); claim it again',
)
export const NotClaimed = refusal(
  'watch.not-claimed',
  'state',
  '告警 {n} 尚未由你接警，请先接警',
  'Alarm {n} is not claimed by you; claim it first',
)
export const SecondIsFirst = refusal(
  'watch.second-is-first',
  'state',
  '结案人与复核人须为两人，告警 {n} 由你提出结案',
  'Closing and checking need two people; you closed alarm {n}',
)
export const NotReviewing = refusal(
  'watch.not-reviewing',
  'state',
  '告警 {n} 不在待复核状态',
  'Alarm {n} does not wait for a second person',
)
export const WhyMissing = refusal('watch.why-missing', 'invalid', '误报结案须说明原因', 'Closing as false needs a reason')
export const NotReturned = refusal(
  'watch.not-returned',
  'state',
  '“自行恢复”只由数据恢复得出，不能手填',
  '"Returned" follows from data alone and cannot be entered',
)
export const SnoozeTooLong = refusal(
  'watch.snooze-too-long',
  'invalid',
  '稍后再响最长 {most} 分钟',
  'An alarm may be put off for at most {most} minutes',
)
export const CalloutUnknown = refusal('watch.callout-unknown', 'missing', '找不到该呼叫', 'No such call-out')
export const CalloutMove = refusal(
  'watch.callout-move',
  'state',
  '该呼叫现为“{from}”，不能改为“{to}”',
  'The call-out is "{fromEn}" and cannot become "{toEn}"',
)
export const NobodyToCall = refusal('watch.nobody-to-call', 'state', '名册上没有还可以呼叫的人', 'Nobody is left to call')
export const HomeUnknownForAlarm = refusal('watch.no-such-home', 'missing', '找不到该住处', 'No such home')

export const alarmRefusals = [
  AlarmUnknown,
  AlarmClosed,
  AlreadyClaimed,
  ClaimLost,
  NotClaimed,
  SecondIsFirst,
  NotReviewing,
  WhyMissing,
  NotReturned,
  SnoozeTooLong,
  CalloutUnknown,
  CalloutMove,
  NobodyToCall,
  HomeUnknownForAlarm,
]
