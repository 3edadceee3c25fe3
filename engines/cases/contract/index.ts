export {
  CaseDetail,
  CaseFile,
  CaseId,
  CaseKindView,
  CaseOwner,
  CaseRow,
  CaseStep,
  CaseValues,
  FieldView,
  Hindrance,
  Outcome,
} from './case.ts'
export type { CaseKind, CaseLimit, CaseMove, CaseObjection, CaseOutcome, CaseState, CaseTone } from './case-kind.ts'
export { CaseClosedEvent, CaseEscalated, CaseMoved, CaseRaised } from './events.ts'
export { setCalendar, workCases } from './permissions.ts'
export {
  CaseClosed,
  casesRefusals,
  CaseUnknown,
  EvidenceMissing,
  FileMissing,
  KindUnknown,
  MoveIllegal,
  NoObjection,
  NotYours,
  ObjectionOver,
  OutsideArea,
  TextMissing,
  TwoPersons,
  UnitMissing,
  UnitUnknown,
} from './refusals.ts'
export {
  CalendarDay,
  casesSignatures,
  GetCase,
  OpenFile,
  ListCalendar,
  ListCases,
  ListKinds,
  MoveCase,
  ObjectCase,
  RaiseCase,
  RaiseInput,
  ReassignCase,
  SetCalendarDay,
} from './signatures.ts'
