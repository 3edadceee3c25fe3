import { command, Day, permission, query } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import {
  Attendance,
  AgendaItem,
  Decision,
  DecisionState,
  MadeFile,
  MeetingKind,
  MeetingRow,
  MeetingState,
  MeetingTime,
  MinutesVersion,
} from './meeting-parts.ts'
import {
  AgendaItemUnknown,
  DecisionClosed,
  DecisionDay,
  DecisionNotYours,
  DecisionUnknown,
  MeetingEndsEarly,
  MeetingMove,
  MeetingNotYet,
  MeetingUnknown,
  MinutesAlreadySigned,
  MinutesSigned,
  NobodyCalled,
  NobodyPresent,
  NoMinutes,
  RuleOverlaps,
} from './meeting-refusals.ts'
import { answerDuty, readPlanText } from './permissions.ts'
import { UnitUnknown } from './refusals.ts'

/** Meetings are the group's: it calls, holds, writes and signs. Every reader of the plan may read them. */
export const holdMeetings = permission('plan.meeting.hold', { zh: '组织会议', en: 'Organise meetings' }, ['working-group'])

const seen = { meetingId: z.uuid(), version: z.number().int() }
const moved = z.object({ version: z.number().int() })

/** A new meeting; its agenda builds itself from late measures, open issues, gates within 60 days and overdue decisions. */
export const DraftMeeting = command({
  name: 'plan.draft-meeting',
  title: { zh: '拟议会议', en: 'Draft a meeting' },
  permission: holdMeetings,
  input: z.object({
    kind: MeetingKind,
    title: z.string().trim().min(2).max(120),
    place: z.string().trim().max(120).nullish(),
    when: MeetingTime,
  }),
  output: z.object({ meetingId: z.uuid(), version: z.number().int(), agenda: z.array(AgendaItem) }),
  refusals: [MeetingEndsEarly],
})

/** Other time, place or title; once called, the calendar file of the same UID carries the change. */
export const MoveMeeting = command({
  name: 'plan.move-meeting',
  title: { zh: '改期改地', en: 'Move a meeting' },
  permission: holdMeetings,
  input: z.object({ ...seen, title: z.string().trim().min(2).max(120), place: z.string().trim().max(120).nullish(), when: MeetingTime }),
  output: moved,
  refusals: [MeetingUnknown, MeetingMove, MeetingEndsEarly],
})

/** The whole agenda in its new order. An item with an id keeps its source, whatever its new words; one without is by hand. */
export const EditAgenda = command({
  name: 'plan.edit-agenda',
  title: { zh: '编辑议程', en: 'Edit the agenda' },
  permission: holdMeetings,
  input: z.object({
    ...seen,
    items: z
      .array(
        z.object({
          id: z.uuid().nullish(),
          title: z.string().trim().min(2).max(200),
          text: z.string().trim().max(2000).nullish(),
        }),
      )
      .max(100),
    /** Also take over what the sources offer by now and the agenda does not have. */
    takeNew: z.boolean().default(false),
  }),
  output: z.object({ version: z.number().int(), agenda: z.array(AgendaItem) }),
  refusals: [MeetingUnknown, MeetingMove, AgendaItemUnknown],
})

export const CallMeeting = command({
  name: 'plan.call-meeting',
  title: { zh: '发出会议通知', en: 'Call a meeting' },
  permission: holdMeetings,
  input: z.object({ ...seen, unitIds: z.array(z.uuid()).max(200) }),
  output: moved,
  refusals: [MeetingUnknown, MeetingMove, NobodyCalled, UnitUnknown],
})

export const CancelMeeting = command({
  name: 'plan.cancel-meeting',
  title: { zh: '取消会议', en: 'Cancel a meeting' },
  permission: holdMeetings,
  input: z.object({ ...seen, reason: z.string().trim().min(2).max(300) }),
  output: moved,
  refusals: [MeetingUnknown, MeetingMove],
})

/** Recorded as held, with who came. Fills the period of a meeting rule it lies in. */
export const HoldMeeting = command({
  name: 'plan.hold-meeting',
  title: { zh: '登记召开', en: 'Record a meeting as held' },
  permission: holdMeetings,
  input: z.object({
    ...seen,
    attendance: z
      .array(z.object({ unitId: z.uuid(), state: z.enum(['present', 'excused', 'absent']), delegate: z.string().trim().max(60).nullish() }))
      .max(200),
  }),
  output: moved,
  refusals: [MeetingUnknown, MeetingMove, MeetingNotYet, NobodyPresent, UnitUnknown],
})

/** A new version of the minutes; after a signature only with a reason, and the signed version stays. */
export const WriteMinutes = command({
  name: 'plan.write-minutes',
  title: { zh: '撰写纪要', en: 'Write minutes' },
  permission: holdMeetings,
  input: z.object({
    meetingId: z.uuid(),
    /** The newest version seen; 0 where there was none. */
    seen: z.number().int().min(0),
    body: z.string().trim().min(10).max(50_000),
    reason: z.string().trim().min(4).max(300).nullish(),
  }),
  output: moved,
  refusals: [MeetingUnknown, MeetingMove, MinutesSigned],
})

export const SignMinutes = command({
  name: 'plan.sign-minutes',
  title: { zh: '签发纪要', en: 'Sign minutes' },
  permission: holdMeetings,
  input: z.object({ meetingId: z.uuid(), version: z.number().int() }),
  output: z.object({ signedAt: z.iso.datetime() }),
  refusals: [MeetingUnknown, NoMinutes, MinutesAlreadySigned],
})

/** A decision of a held meeting: never without an owner and a day. */
export const DecideItem = command({
  name: 'plan.decide-item',
  title: { zh: '作出决议', en: 'Decide' },
  permission: holdMeetings,
  input: z.object({
    meetingId: z.uuid(),
    itemId: z.uuid().nullish(),
    text: z.string().trim().min(4).max(1000),
    ownerUnitId: z.uuid(),
    due: Day,
  }),
  output: z.object({ decisionId: z.uuid() }),
  refusals: [MeetingUnknown, MeetingMove, AgendaItemUnknown, UnitUnknown, DecisionDay],
})

/** Closed by a record that shows it, not by a word. */
export const CloseDecision = command({
  name: 'plan.close-decision',
  title: { zh: '办结决议', en: 'Close a decision' },
  permission: answerDuty,
  input: z.object({
    decisionId: z.uuid(),
    version: z.number().int(),
    doneOn: Day,
    recordKind: z.string().trim().min(1).max(60),
    recordId: z.string().trim().min(1).max(200),
    note: z.string().trim().max(500).nullish(),
  }),
  output: moved,
  refusals: [DecisionUnknown, DecisionNotYours, DecisionClosed, DecisionDay],
})

/** A decision of the group how often a kind of meeting is due: the plan says only 定期. One row a period until the last day. */
export const SetMeetingRule = command({
  name: 'plan.set-meeting-rule',
  title: { zh: '决定开会周期', en: 'Decide how often to meet' },
  permission: holdMeetings,
  input: z.object({
    kind: MeetingKind,
    from: Day,
    until: Day,
    everyMonths: z.number().int().min(1).max(12),
    basis: z.string().trim().min(2).max(200),
    decidedBy: z.string().trim().min(2).max(80),
  }),
  output: z.object({ periods: z.number().int() }),
  refusals: [RuleOverlaps, DecisionDay],
})

export const ListMeetings = query({
  name: 'plan.list-meetings',
  title: { zh: '会议', en: 'Meetings' },
  permission: readPlanText,
  input: z.object({ state: MeetingState.nullish(), kind: MeetingKind.nullish(), search: z.string().max(60).nullish() }),
  output: z.object({
    rows: z.array(MeetingRow.extend({ items: z.number().int(), decisions: z.number().int(), openDecisions: z.number().int() })),
    due: z.array(z.object({ kind: MeetingKind, from: Day, dueOn: Day, heldOn: Day.nullable(), missed: z.boolean() })),
  }),
  refusals: [],
})

export const GetMeeting = query({
  name: 'plan.get-meeting',
  title: { zh: '会议', en: 'Meeting' },
  permission: readPlanText,
  input: z.object({ meetingId: z.uuid() }),
  output: z.object({
    meeting: MeetingRow,
    agenda: z.array(AgendaItem),
    attendance: z.array(Attendance),
    minutes: z.array(MinutesVersion),
    decisions: z.array(Decision),
  }),
  refusals: [MeetingUnknown],
})

/** Decisions of all meetings: of a unit, in a state; the overdue first. */
export const ListDecisions = query({
  name: 'plan.list-decisions',
  title: { zh: '决议', en: 'Decisions' },
  permission: readPlanText,
  input: z.object({ unitId: z.uuid().nullish(), mine: z.boolean().default(false), state: DecisionState.nullish() }),
  output: z.object({
    rows: z.array(Decision),
    counts: z.object({ open: z.number().int(), late: z.number().int(), done: z.number().int(), doneLate: z.number().int() }),
  }),
  refusals: [],
})

/** The meeting as calendar file (RFC 5545): same UID always, rising SEQUENCE, a cancellation where it was cancelled. */
export const GetCalendarFile = query({
  name: 'plan.get-calendar-file',
  title: { zh: '日历文件', en: 'Calendar file' },
  permission: readPlanText,
  input: z.object({ meetingId: z.uuid() }),
  output: MadeFile,
  refusals: [MeetingUnknown, MeetingMove],
})

/** The pack of a meeting (notice, agenda, what is open, minutes) as Word or PDF. */
export const GetMeetingPaper = query({
  name: 'plan.get-meeting-paper',
  title: { zh: '会议材料', en: 'Meeting pack' },
  permission: readPlanText,
  input: z.object({ meetingId: z.uuid(), form: z.enum(['docx', 'pdf']) }),
  output: MadeFile,
  refusals: [MeetingUnknown],
})

/** The duties of a unit as 责任清单 (docx, pdf) or its days as calendar (ics). */
export const GetDutyPaper = query({
  name: 'plan.get-duty-paper',
  title: { zh: '责任清单', en: 'Duty list' },
  permission: readPlanText,
  input: z.object({ unitId: z.uuid(), form: z.enum(['docx', 'pdf', 'ics']) }),
  output: MadeFile,
  refusals: [UnitUnknown],
})

export const meetingSignatures = [
  DraftMeeting,
  MoveMeeting,
  EditAgenda,
  CallMeeting,
  CancelMeeting,
  HoldMeeting,
  WriteMinutes,
  SignMinutes,
  DecideItem,
  CloseDecision,
  SetMeetingRule,
  ListMeetings,
  GetMeeting,
  ListDecisions,
  GetCalendarFile,
  GetMeetingPaper,
  GetDutyPaper,
]
