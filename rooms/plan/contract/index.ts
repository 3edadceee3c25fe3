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
import { Flag, FlagCheck, ListFlags, readFlags } from './flags.ts'
import { ListBurden, ListDutyMeasures } from './faces.ts'
import { AcceptDuty, AssignOwner, DecideDuty, DisputeDuty, ListDuties, TransferDuties } from './duties.ts'
import { GetBoard, ListPublic, RecountMeasures } from './board.ts'
import {
  ArchiveMeasure,
  BindMeasure,
  DecideMeasure,
  DeleteMeasure,
  DiscloseMeasure,
  LoadMeasures,
  PreviewMeasure,
  ProposeMeasure,
  ReviewMeasure,
  SetTarget,
  UnbindMeasure,
} from './measure-commands.ts'
import { GetMeasure, GetValue, ListMeasureRows, ListMeasures, ListSeries, ListSlices, MeasureResult, MeasureState } from './measures.ts'
import { meetingSignatures } from './meetings.ts'
import { roundSignatures } from './rounds.ts'
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
} from './cover.ts'
export { ListBurden, ListDutyMeasures } from './faces.ts'
export { AcceptDuty, AssignOwner, DecideDuty, DisputeDuty, Duty, DutyRole, DutyStatus, ListDuties, TransferDuties } from './duties.ts'
export { inUnit } from '../rules/in-unit.ts'
export { measureRefusals } from './measure-refusals.ts'
export { planRefusals } from './refusals.ts'
export {
  GetMeasure,
  GetValue,
  ListMeasureRows,
  ListMeasures,
  ListSeries,
  ListSlices,
  ArchiveMeasure,
  BindMeasure,
  DecideMeasure,
  DeleteMeasure,
  DiscloseMeasure,
  LoadMeasures,
  PreviewMeasure,
  ProposeMeasure,
  ReviewMeasure,
  SetTarget,
  UnbindMeasure,
  GetBoard,
  ListPublic,
  RecountMeasures,
  MeasureResult,
  MeasureState,
}
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
  ListBurden,
  ListDutyMeasures,
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
  AssignOwner,
  TransferDuties,
  GetMeasure,
  GetValue,
  ListMeasureRows,
  ListMeasures,
  ListSeries,
  ListSlices,
  ArchiveMeasure,
  BindMeasure,
  DecideMeasure,
  DeleteMeasure,
  DiscloseMeasure,
  LoadMeasures,
  PreviewMeasure,
  ProposeMeasure,
  ReviewMeasure,
  SetTarget,
  UnbindMeasure,
  GetBoard,
  ListPublic,
  RecountMeasures,
  ListFlags,
  ...meetingSignatures,
  ...roundSignatures,
]
export { Flag, FlagCheck, ListFlags, readFlags }
export { Decomposition, DecompositionRow } from './decomposition.ts'

import { crossUnitRequest } from '../kinds/cross-unit-request.ts'
import { disclosureRequest } from '../kinds/disclosure-request.ts'
import { issue } from '../kinds/issue.ts'
import { objection } from '../kinds/objection.ts'
import { upperClause } from '../kinds/upper-clause.ts'
import { workingGroup } from '../kinds/working-group.ts'

/** The sorts of case the plan declares for the engine of cases. */
export const planCases = [objection, issue, crossUnitRequest, disclosureRequest]

/** The registers the plan declares for the engine of records. */
export const planRecords = [workingGroup, upperClause]
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
export { PlanRecountDiffers } from './events.ts'
export {
  CheckResult,
  type ConfirmRate,
  type FrozenValue,
  type RoundRow,
  RoundState,
  type SelfReport,
} from './round-parts.ts'
export {
  AcceptTyped,
  ArchiveRound,
  CloseAction,
  CommitSample,
  DiscloseRound,
  DrawSample,
  FreezeRound,
  GetFrozen,
  GetReportFile,
  GetRound,
  ListRevisions,
  ListRounds,
  MakeManifest,
  OpenRound,
  PublishRound,
  RecordCheck,
  ReviewFinding,
  ReviewRound,
  SignRound,
  SupplementRound,
  VerifyRound,
  WriteSelfReport,
} from './rounds.ts'
