import { ChangedMeanwhile, command, Day, DivisionCode, InvalidInput, PageInput, pageOf, query } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { CaseDetail, CaseId, CaseKindView, CaseRow, CaseValues } from './case.ts'
import { setCalendar, workCases } from './permissions.ts'
import {
  CaseClosed,
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

const text = z.string().trim().min(2).max(2000)
/** Files put by the caller before (PUT /api/files). */
const files = z.array(z.uuid()).max(20).default([])

export const ListKinds = query({
  name: 'cases.list-kinds',
  title: { zh: '办件种类', en: 'Kinds of cases' },
  permission: workCases,
  input: z.object({}),
  output: z.object({
    kinds: z.array(CaseKindView),
    roles: z.array(z.object({ code: z.string(), title: z.object({ zh: z.string(), en: z.string() }) })),
  }),
  refusals: [],
})

/** Open ones first, the most overdue at the top; closed ones newest first. */
export const ListCases = query({
  name: 'cases.list-cases',
  title: { zh: '办件', en: 'Cases' },
  permission: workCases,
  input: PageInput.extend({
    kind: z.string().max(80).nullish(),
    state: z.string().max(60).nullish().describe('a state of the kind, or `open`, or `closed`'),
    mine: z.boolean().nullish().describe('it is my turn: as person, unit or role'),
    raisedByMe: z.boolean().nullish(),
    late: z.boolean().nullish(),
    subjectKind: z.string().max(80).nullish(),
    subjectId: z.string().max(80).nullish(),
    search: z.string().trim().max(100).nullish().describe('part of the number, title, subject or the name of who raised it'),
  }),
  output: pageOf(CaseRow),
  refusals: [InvalidInput],
})

export const GetCase = query({
  name: 'cases.get-case',
  title: { zh: '办件详情', en: 'Case' },
  permission: workCases,
  input: z.object({ id: CaseId }),
  output: CaseDetail,
  refusals: [CaseUnknown],
})

/** What is needed to raise a case; `values` by the kind's fields. */
export const RaiseInput = z.object({
  kind: z.string().max(80),
  title: z.string().trim().min(2).max(120),
  values: CaseValues,
  unitId: z.uuid().nullish().describe('the unit that handles it'),
  divisionCode: DivisionCode.nullish(),
  subject: z.object({ kind: z.string().min(1).max(80), id: z.string().min(1).max(80), title: z.string().trim().min(1).max(200) }).nullish(),
  text: text.nullish(),
  files,
})
export type RaiseInput = z.infer<typeof RaiseInput>

export const RaiseCase = command({
  name: 'cases.raise-case',
  title: { zh: '新建办件', en: 'Raise a case' },
  permission: workCases,
  input: RaiseInput,
  output: CaseDetail,
  refusals: [KindUnknown, NotYours, InvalidInput, UnitMissing, UnitUnknown, OutsideArea, FileMissing],
})

/** A file of a step, to whom the case may be read. */
export const OpenFile = query({
  name: 'cases.open-file',
  title: { zh: '打开办件附件', en: 'Open a file of a case' },
  permission: workCases,
  input: z.object({ id: CaseId, fileId: z.uuid() }),
  output: z.object({ fileName: z.string(), mime: z.string(), content: z.string() }),
  refusals: [CaseUnknown, FileMissing],
})

export const MoveCase = command({
  name: 'cases.move-case',
  title: { zh: '办理', en: 'Move a case' },
  permission: workCases,
  input: z.object({ id: CaseId, version: z.number().int(), move: z.string().max(60), text: text.nullish(), files }),
  output: CaseDetail,
  refusals: [CaseUnknown, NotYours, MoveIllegal, TwoPersons, TextMissing, EvidenceMissing, FileMissing, ChangedMeanwhile],
})

/** Hands an open case to another unit; the limit goes on running. */
export const ReassignCase = command({
  name: 'cases.reassign-case',
  title: { zh: '转办', en: 'Hand over a case' },
  permission: workCases,
  input: z.object({ id: CaseId, version: z.number().int(), unitId: z.uuid(), text }),
  output: CaseDetail,
  refusals: [CaseUnknown, NotYours, CaseClosed, UnitUnknown, ChangedMeanwhile],
})

export const ObjectCase = command({
  name: 'cases.object-case',
  title: { zh: '提出异议', en: 'Object to the outcome' },
  permission: workCases,
  input: z.object({ id: CaseId, version: z.number().int(), text, files }),
  output: CaseDetail,
  refusals: [CaseUnknown, NotYours, NoObjection, ObjectionOver, FileMissing, ChangedMeanwhile],
})

export const CalendarDay = z.object({ day: Day, working: z.boolean(), note: z.string().trim().min(1).max(100) })

/** Sets days against weekend and built-in table; open limits are counted anew. `completes`: the year's list is now whole. */
export const SetCalendarDay = command({
  name: 'cases.set-calendar-day',
  title: { zh: '维护工作日历', en: 'Set days of the working calendar' },
  permission: setCalendar,
  input: z.object({
    days: z.array(CalendarDay).max(120),
    source: z.string().trim().min(4).max(200).describe('the notice the days come from'),
    completes: z.number().int().min(2000).max(2100).nullish(),
  }),
  output: z.object({ set: z.number().int() }),
  refusals: [],
})

/** The days of a year that differ from its weekends, and whether the list of that year is known to be whole. */
export const ListCalendar = query({
  name: 'cases.list-calendar',
  title: { zh: '工作日历', en: 'Working calendar' },
  permission: workCases,
  input: z.object({ year: z.number().int().min(2000).max(2100) }),
  output: z.object({
    year: z.number().int(),
    known: z.boolean(),
    source: z.string().nullable(),
    days: z.array(CalendarDay.extend({ source: z.string() })),
  }),
  refusals: [],
})

export const casesSignatures = [
  ListKinds,
  ListCases,
  GetCase,
  OpenFile,
  RaiseCase,
  MoveCase,
  ReassignCase,
  ObjectCase,
  SetCalendarDay,
  ListCalendar,
]
