import { refusal } from '@yinqiao/kernel/contract'

export const MeetingUnknown = refusal('plan.meeting-unknown', 'missing', '找不到这个会议', 'No such meeting')
export const MeetingMove = refusal(
  'plan.meeting-move',
  'state',
  '会议目前是“{state}”，不能{act}',
  'The meeting is {state}; you cannot {act} it',
)
export const MeetingNotYet = refusal(
  'plan.meeting-not-yet',
  'state',
  '会议定于 {day}，还没到召开日，不能登记为已召开',
  'The meeting is on {day}; it cannot be recorded as held before that day',
)
export const MeetingEndsEarly = refusal('plan.meeting-ends-early', 'invalid', '会议的结束早于开始', 'The meeting ends before it begins')
export const NobodyCalled = refusal('plan.nobody-called', 'invalid', '至少通知一个单位', 'Call at least one unit')
export const NobodyPresent = refusal(
  'plan.nobody-present',
  'invalid',
  '没有单位到会，不能登记为已召开',
  'No unit was present; the meeting was not held',
)
export const AgendaItemUnknown = refusal('plan.agenda-item-unknown', 'missing', '议程里没有这一项', 'The agenda has no such item')
export const NoMinutes = refusal('plan.no-minutes', 'missing', '还没有纪要', 'There are no minutes yet')
export const MinutesSigned = refusal(
  'plan.minutes-signed',
  'state',
  '第 {version} 版纪要已签发，不能改动；修改须说明原因，另成新版本',
  'Version {version} of the minutes is signed and stays; give a reason to make a new version',
)
export const MinutesAlreadySigned = refusal(
  'plan.minutes-already-signed',
  'state',
  '第 {version} 版纪要已经签发',
  'Version {version} is signed already',
)
export const DecisionUnknown = refusal('plan.decision-unknown', 'missing', '找不到这项决议', 'No such decision')
export const DecisionNotYours = refusal(
  'plan.decision-not-yours',
  'forbidden',
  '这项决议由“{unit}”承办，只能由该单位或专班登记办结',
  'This decision belongs to "{unit}"; only that unit or the working group may close it',
)
export const DecisionClosed = refusal('plan.decision-closed', 'state', '这项决议已于 {on} 办结', 'This decision was closed on {on}')
export const DecisionDay = refusal(
  'plan.decision-day',
  'invalid',
  '日期须在 {from} 与 {to} 之间',
  'The day must lie between {from} and {to}',
)
export const RuleOverlaps = refusal(
  'plan.meeting-rule-overlaps',
  'conflict',
  '{kind}在 {due} 已有应召开的一期',
  'A {kind} is already due on {due}',
)

export const meetingRefusals = [
  MeetingUnknown,
  MeetingMove,
  MeetingNotYet,
  MeetingEndsEarly,
  NobodyCalled,
  NobodyPresent,
  AgendaItemUnknown,
  NoMinutes,
  MinutesSigned,
  MinutesAlreadySigned,
  DecisionUnknown,
  DecisionNotYours,
  DecisionClosed,
  DecisionDay,
  RuleOverlaps,
]
