import { alarmRefusals } from './alarm-refusals.ts'
import { alarmSignatures } from './alarm-signatures.ts'
import { curveSignatures } from './curve.ts'
import { deviceRefusals } from './device-refusals.ts'
import { deviceSignatures } from './device-signatures.ts'
import { erasureRefusals, erasureSignatures } from './erasure.ts'
import { homeSignatures } from './home-signatures.ts'
import { limitSignatures } from './limit.ts'
import { quarantineSignatures } from './quarantine.ts'
import { ruleRefusals, ruleSignatures } from './rule-signatures.ts'
import { wellSignatures } from './well.ts'

export {
  AlarmId,
  AlarmRow,
  AlarmSheet,
  AlarmState,
  CalloutRow,
  CalloutState,
  Cause,
  CloseCause,
  ContactKind,
  ContactRow,
  EntryFacts,
  OwnerKind,
  SignalRow,
  SubjectKind,
  TimelineRow,
  ToldRow,
} from './alarm.ts'
export {
  AlarmNews,
  AnswerCallout,
  CallOut,
  ClaimAlarm,
  CloseAlarm,
  GetAlarm,
  GetAnswerTimes,
  KeepDuty,
  ListAlarms,
  ListCountedAlarms,
  ListOpenAlarms,
  MarkTold,
  MyCallouts,
  NoteAlarm,
  RaiseAlarm,
  ReleaseAlarm,
  ReviewAlarm,
  SnoozeAlarm,
} from './alarm-signatures.ts'
export { AlarmClosedEvent, AlarmRaised } from './events.ts'
export { type Heard, type Metric, metrics, type Reading, type Signal, type SignalKind, signalKinds } from './heard.ts'
export {
  AnswerAlarms,
  AnswerCallouts,
  AskErasures,
  DecideErasures,
  DecideRules,
  DraftRules,
  EditDevices,
  ReadAlarms,
  ReadAllIsWell,
  ReadAnswerTimes,
  ReadDevices,
  ReadErasures,
  ReadQuarantine,
  ReadReadings,
  ReadSheets,
  SettleQuarantines,
} from './permissions.ts'
export type { Register, RegisteredBinding, RegisteredDevice, RegisteredHome, RegisteredLimit } from './register.ts'
export {
  DeviceEvent,
  DeviceEventKind,
  DeviceFacts,
  DeviceId,
  DeviceKind,
  DeviceRecord,
  DeviceRow,
  DeviceState,
  Holder,
} from './device.ts'
export {
  BindDevice,
  EditDevice,
  EndBinding,
  GetDevice,
  ListDevices,
  ListTestsDue,
  MoveDevice,
  OpenTestWindow,
  RecordTestCall,
  RegisterDevice,
  RenewSecret,
  SetDeviceState,
} from './device-signatures.ts'
export { Contact, HomeFacts, HomeId, HomeRow, Member, Scene } from './home.ts'
export { AddMember, EndMember, GetHome, ListHomes, SaveContacts, SaveHome } from './home-signatures.ts'
export { EndLimit, LimitMetric, limitMetrics, LimitValues, ListLimits, PersonalLimit, SetLimit } from './limit.ts'
export { GetCurve } from './curve.ts'
export { ListQuarantine, QuarantineRow, SettleQuarantine } from './quarantine.ts'
export { ListRules, ListUnsaid, ReplayRule, RuleReplay, RuleRow, RuleTruth, SaveDraft, SwitchRule } from './rule-signatures.ts'
export { DraftRule } from './rule.ts'
export { markWords, metricWords, missingWords, signalWords, trustWords, whyWords } from './words.ts'
export { AskErasure, DecideErasure, ErasureRow, ErasureState, ListErasures } from './erasure.ts'
export { AllIsWell, Wellness } from './well.ts'

export const watchSignatures = [
  ...alarmSignatures,
  ...homeSignatures,
  ...deviceSignatures,
  ...limitSignatures,
  ...curveSignatures,
  ...quarantineSignatures,
  ...ruleSignatures,
  ...wellSignatures,
  ...erasureSignatures,
]
export const watchRefusals = [...alarmRefusals, ...ruleRefusals, ...deviceRefusals, ...erasureRefusals]

export { deviceModelKind } from '../kinds/device-model.ts'
