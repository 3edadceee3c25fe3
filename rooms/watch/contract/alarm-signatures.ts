import { command, Instant, liveTopic, PageInput, pageOf, query } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import {
  AlarmClosed,
  AlarmUnknown,
  AlreadyClaimed,
  CalloutMove,
  CalloutUnknown,
  ClaimLost,
  HomeUnknownForAlarm,
  NobodyToCall,
  NotClaimed,
  NotReturned,
  NotReviewing,
  SecondIsFirst,
  SnoozeTooLong,
  WhyMissing,
} from './alarm-refusals.ts'
import { AlarmId, AlarmRow, AlarmSheet, CalloutState, Cause, CloseCause, CountedAlarm } from './alarm.ts'
import { AnswerLimit } from './answer-limit.ts'
import { AnswerAlarms, AnswerCallouts, ReadAlarms, ReadAnswerTimes, ReadSheets } from './permissions.ts'

/** News of an alarm: its whole row. A screen that missed some asks `watch.list-open-alarms` again. */
export const AlarmNews = liveTopic('watch.alarm', ReadAlarms, AlarmRow)

const held = { id: AlarmId, fence: z.number().int().describe('the claim under which one acts; an older one is refused') }

/** All open alarms in scope, gravest and oldest first; alarms inside an incident are left out unless asked for. */
export const ListOpenAlarms = query({
  name: 'watch.list-open-alarms',
  title: { zh: '未结告警', en: 'Open alarms' },
  permission: ReadAlarms,
  input: z.object({ incidentId: z.uuid().optional() }),
  output: z.object({ now: Instant, rows: z.array(AlarmRow) }),
  refusals: [],
  readsPersons: true,
})
/** What a number of the answer times is made of. */
const counted = {
  state: z.enum(['open', 'closed']).optional(),
  closeCause: CloseCause.optional(),
  level: z.number().int().min(1).max(4).optional(),
  from: Instant.optional(),
  to: Instant.optional(),
  divisionCode: z.string().max(12).optional().describe('beginning of the division code'),
  town: z.string().max(9).optional().describe('a line by town: these nine digits, or the shorter code of what is of no one town'),
  urgent: z.boolean().optional().describe('true: levels 1 and 2 alone, as the answer times count them'),
  late: AnswerLimit.optional().describe('rows that missed this limit'),
}
/** For who sees answer times and no persons: the rows behind each number. */
export const ListCountedAlarms = query({
  name: 'watch.list-counted-alarms',
  title: { zh: '计入的告警', en: 'Alarms counted' },
  permission: ReadAnswerTimes,
  input: PageInput.extend({ ...counted, divisionCode: z.string().max(9).optional().describe('beginning of the division code of a town') }),
  output: pageOf(CountedAlarm),
  refusals: [],
})
export const ListAlarms = query({
  name: 'watch.list-alarms',
  title: { zh: '告警记录', en: 'Alarms' },
  permission: ReadAlarms,
  input: PageInput.extend({
    ...counted,
    search: z.string().max(60).optional().describe('number, elder, home'),
    cause: Cause.optional(),
    homeId: z.uuid().optional(),
    elderId: z.uuid().optional(),
    rule: z.string().max(60).optional().describe('alarms with a signal of this rule'),
    standing: z.boolean().optional().describe('true: as the desk counts, without the homes inside an incident whose own alarm one sees'),
    model: z.string().max(120).optional().describe("of devices of this model; '' = model not recorded"),
  }),
  output: pageOf(AlarmRow),
  refusals: [],
  readsPersons: true,
})
export const GetAlarm = query({
  name: 'watch.get-alarm',
  title: { zh: '应急单', en: 'Emergency sheet' },
  permission: ReadSheets,
  input: z.object({ id: AlarmId }),
  output: AlarmSheet,
  refusals: [AlarmUnknown],
  readsPersons: true,
})
/** Says that one is at the desk; with it come the claims one holds, which live on. Called every few seconds by an open desk. */
export const KeepDuty = command({
  name: 'watch.keep-duty',
  title: { zh: '值守报到', en: 'Report for duty' },
  permission: AnswerAlarms,
  input: z.object({ claims: z.array(z.object(held)).max(200), supervisor: z.boolean().default(false), ending: z.boolean().default(false) }),
  output: z.object({
    until: Instant.describe('claims live until then unless reported again'),
    lost: z.array(AlarmId),
    onDuty: z.array(z.object({ accountId: z.uuid(), name: z.string(), supervisor: z.boolean(), area: z.string() })),
  }),
  refusals: [],
  quiet: true,
})
export const ClaimAlarm = command({
  name: 'watch.claim-alarm',
  title: { zh: '接警', en: 'Claim an alarm' },
  permission: AnswerAlarms,
  input: z.object({
    id: AlarmId,
    takeOver: z.boolean().default(false).describe('take it from another operator, with a line in the timeline'),
  }),
  output: AlarmRow,
  refusals: [AlarmUnknown, AlarmClosed, AlreadyClaimed],
})
export const ReleaseAlarm = command({
  name: 'watch.release-alarm',
  title: { zh: '退回告警', en: 'Give an alarm back' },
  permission: AnswerAlarms,
  input: z.object(held),
  output: AlarmRow,
  refusals: [AlarmUnknown, AlarmClosed, ClaimLost],
})
/** Puts the sound off until an end, at which it sounds even without a new reading; any new grave signal ends it at once. */
export const SnoozeAlarm = command({
  name: 'watch.snooze-alarm',
  title: { zh: '稍后再响', en: 'Put an alarm off' },
  permission: AnswerAlarms,
  input: z.object({ ...held, minutes: z.number().int().min(1), why: z.string().trim().min(1).max(500) }),
  output: AlarmRow,
  refusals: [AlarmUnknown, AlarmClosed, ClaimLost, NotClaimed, SnoozeTooLong],
})
/** A line in the timeline: what was said, which question of the script was answered. */
export const NoteAlarm = command({
  name: 'watch.note-alarm',
  title: { zh: '记一笔', en: 'Add a note' },
  permission: AnswerAlarms,
  input: z.object({
    ...held,
    text: z.string().trim().min(1).max(1000),
    script: z.string().max(60).optional().describe('code of the question answered'),
  }),
  output: AlarmRow,
  refusals: [AlarmUnknown, AlarmClosed, ClaimLost, NotClaimed],
})
/** Calls the next person of the home's list, or the one named; no answer within the limit calls the next by itself. */
export const CallOut = command({
  name: 'watch.call-out',
  title: { zh: '呼叫下一位', en: 'Call the next person' },
  permission: AnswerAlarms,
  input: z.object({ ...held, contactId: z.uuid().optional() }),
  output: AlarmRow,
  refusals: [AlarmUnknown, AlarmClosed, ClaimLost, NotClaimed, NobodyToCall],
})
/** What became of a call: by the responder on the phone page, or by the operator who heard it. */
export const AnswerCallout = command({
  name: 'watch.answer-callout',
  title: { zh: '回应呼叫', en: 'Answer a call-out' },
  permission: AnswerCallouts,
  input: z.object({ id: z.uuid(), state: CalloutState, note: z.string().trim().max(500).optional() }),
  output: AlarmRow,
  refusals: [CalloutUnknown, CalloutMove, AlarmClosed],
})
/**
 * The call-outs that ask this account, newest first, each with what a responder needs to get there and in, wherever the post lies; those
 * that are over for half an hour more, without how to get in. Not the elder's file.
 */
export const MyCallouts = query({
  name: 'watch.list-my-callouts',
  title: { zh: '我的呼叫', en: 'My call-outs' },
  permission: AnswerCallouts,
  input: z.object({}),
  output: z.array(
    z.object({
      id: z.uuid(),
      state: CalloutState,
      askedAt: Instant,
      until: Instant,
      alarmId: AlarmId,
      alarmN: z.number().int(),
      title: z.string(),
      elderName: z.string().nullable(),
      homeName: z.string().nullable(),
      address: z.string().nullable(),
      gate: z.string().nullable(),
      floor: z.string().nullable(),
      key: z.string().nullable(),
      /** Of the house: dog, oxygen, stairs. */
      hazards: z.string().nullable(),
      language: z.string().nullable(),
      note: z.string().nullable(),
      /** Who has a key, in the order of the home's list. */
      keyholders: z.array(z.object({ name: z.string(), phone: z.string().nullable(), minutes: z.number().int().nullable() })),
      lat: z.number().nullable(),
      lon: z.number().nullable(),
      /** When it ended (left, called off, alarm closed); null = it goes on. */
      endedAt: Instant.nullable(),
    }),
  ),
  refusals: [],
  readsPersons: true,
})
/** Closes with a cause; where the rule wants a second person the alarm then waits for one. */
export const CloseAlarm = command({
  name: 'watch.close-alarm',
  title: { zh: '结案', en: 'Close an alarm' },
  permission: AnswerAlarms,
  input: z.object({ ...held, cause: CloseCause, why: z.string().trim().max(1000).default('') }),
  output: AlarmRow,
  refusals: [AlarmUnknown, AlarmClosed, ClaimLost, NotClaimed, WhyMissing, NotReturned],
})
export const ReviewAlarm = command({
  name: 'watch.review-alarm',
  title: { zh: '复核结案', en: 'Check a closing' },
  permission: AnswerAlarms,
  input: z.object({ id: AlarmId, agrees: z.boolean(), why: z.string().trim().max(1000).default('') }),
  output: AlarmRow,
  refusals: [AlarmUnknown, AlarmClosed, NotReviewing, SecondIsFirst],
})
/** An alarm that no device raised: somebody telephoned, or came to the counter. */
export const RaiseAlarm = command({
  name: 'watch.raise-alarm',
  title: { zh: '人工报警', en: 'Raise an alarm by hand' },
  permission: AnswerAlarms,
  input: z.object({
    homeId: z.uuid(),
    elderId: z.uuid().optional(),
    cause: Cause.extract(['person', 'hazard', 'wander', 'medicine']),
    said: z.string().trim().min(1).max(500),
  }),
  output: AlarmRow,
  refusals: [HomeUnknownForAlarm],
})
/** A desk says which alarms have reached it and which its operator has seen (proof of delivery). */
export const MarkTold = command({
  name: 'watch.mark-told',
  title: { zh: '确认收到', en: 'Confirm receipt' },
  permission: ReadAlarms,
  input: z.object({ delivered: z.array(AlarmId).max(500), seen: z.array(AlarmId).max(500) }),
  output: z.object({}),
  refusals: [],
  quiet: true,
})
/**
 * Answer times of a period: alarms of level 1 and 2 by seconds to the claim and minutes to arrival. The counts open by
 * `watch.list-alarms` with `late`. Shares are null when nothing is to be counted.
 */
export const GetAnswerTimes = query({
  name: 'watch.get-answer-times',
  title: { zh: '响应时效', en: 'Answer times' },
  permission: ReadAnswerTimes,
  input: z.object({ from: Instant, to: Instant, divisionCode: z.string().max(12).optional() }),
  output: z.object({
    alarms: z.number().int(),
    answered60: z.number().int(),
    answered180: z.number().int(),
    medianAnswerSeconds: z.number().nullable(),
    dispatched: z.number().int(),
    arrived45: z.number().int(),
    arrived60: z.number().int(),
    medianArrivalMinutes: z.number().nullable(),
    open: z.number().int(),
    byTown: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        alarms: z.number().int(),
        answered60: z.number().int(),
        answered180: z.number().int(),
      }),
    ),
    byCloseCause: z.array(z.object({ cause: CloseCause.nullable(), alarms: z.number().int() })),
  }),
  refusals: [],
})

export const alarmSignatures = [
  ListOpenAlarms,
  ListAlarms,
  ListCountedAlarms,
  GetAlarm,
  KeepDuty,
  ClaimAlarm,
  ReleaseAlarm,
  SnoozeAlarm,
  NoteAlarm,
  CallOut,
  AnswerCallout,
  MyCallouts,
  CloseAlarm,
  ReviewAlarm,
  RaiseAlarm,
  MarkTold,
  GetAnswerTimes,
]
