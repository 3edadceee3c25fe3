import { alarmRefusals } from './alarm-refusals.ts'
import { alarmSignatures } from './alarm-signatures.ts'

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
export { AnswerAlarms, AnswerCallouts, ReadAlarms, ReadSheets } from './permissions.ts'
export type { Register, RegisteredBinding, RegisteredDevice, RegisteredHome, RegisteredLimit } from './register.ts'

export const watchSignatures = [...alarmSignatures]
export const watchRefusals = [...alarmRefusals]
