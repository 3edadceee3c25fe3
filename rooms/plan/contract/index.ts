export { planReadRefusals, ReadBrokenDocx, ReadEmpty, ReadEncoding, ReadNotPlan, ReadNotText, ReadTooLarge } from './read-refusals.ts'
export {
  Comparison,
  PlanPhase,
  PlanQuantity,
  PlanSection,
  PlanStructure,
  PlanTarget,
  PlanTask,
  PlanTerm,
  PlanUnit,
  QuantityRole,
  UnitGroup,
  UnitRole,
  UnitRule,
  VerbClass,
} from './structure.ts'
import { EndInterpretation, InterpretClause, ListCover, ListInterpretations, ListTargets, NoteRow } from './cover.ts'
import { AcceptDuty, DecideDuty, DisputeDuty, ListDuties, TransferDuties } from './duties.ts'
import { meetingSignatures } from './meetings.ts'
import { ConfirmMapping, ConfirmVersion, DropDraft, GetVersion, ImportPlan, ListVersions, PreviewPlan, RepealVersion } from './versions.ts'

export {
  CoverRow,
  CoverState,
  EndInterpretation,
  InterpretClause,
  Interpretation,
  ListCover,
  ListInterpretations,
  ListTargets,
  NoteRow,
  TargetState,
} from './cover.ts'
export { AcceptDuty, DecideDuty, DisputeDuty, Duty, DutyRole, DutyStatus, ListDuties, TransferDuties } from './duties.ts'
export { planRefusals } from './refusals.ts'
export {
  Change,
  ClauseKind,
  ClauseView,
  ConfirmMapping,
  ConfirmVersion,
  DropDraft,
  GetVersion,
  ImportPlan,
  ListVersions,
  PreviewPlan,
  RepealVersion,
  VersionRow,
  VersionState,
} from './versions.ts'

export const planSignatures = [
  PreviewPlan,
  ImportPlan,
  ConfirmMapping,
  ConfirmVersion,
  DropDraft,
  RepealVersion,
  ListVersions,
  GetVersion,
  ListCover,
  NoteRow,
  ListTargets,
  ListInterpretations,
  InterpretClause,
  EndInterpretation,
  ListDuties,
  AcceptDuty,
  DisputeDuty,
  DecideDuty,
  TransferDuties,
  ...meetingSignatures,
]
export { Decomposition, DecompositionRow } from './decomposition.ts'
export {
  AgendaItem,
  AgendaKind,
  Attendance,
  Decision,
  DecisionState,
  MadeFile,
  MeetingKind,
  MeetingRow,
  MeetingState,
  MeetingTime,
  MinutesVersion,
} from './meeting-parts.ts'
export {
  CallMeeting,
  CancelMeeting,
  CloseDecision,
  DecideItem,
  DraftMeeting,
  EditAgenda,
  GetCalendarFile,
  GetDutyPaper,
  GetMeeting,
  GetMeetingPaper,
  HoldMeeting,
  ListDecisions,
  ListMeetings,
  MoveMeeting,
  SetMeetingRule,
  SignMinutes,
  WriteMinutes,
} from './meetings.ts'
