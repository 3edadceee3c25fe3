import { Day } from '@yinqiao/kernel/contract'
import { z } from 'zod'

export const MeetingKind = z.enum(['推进会', '交流会', '专题会'])
export const MeetingState = z.enum(['draft', 'called', 'held', 'cancelled'])
export type MeetingState = z.infer<typeof MeetingState>
/** Where an agenda item came from; `hand`: typed by a person. */
export const AgendaKind = z.enum(['late-measure', 'open-issue', 'gate', 'overdue-decision', 'finding', 'hand'])
export type AgendaKind = z.infer<typeof AgendaKind>

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM')
/** All-day (the end is the last day, inclusive), or timed on one day with times of Asia/Shanghai. */
export const MeetingTime = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('day'), from: Day, to: Day }),
  z.object({ kind: z.literal('time'), day: Day, from: clock, to: clock }),
])
export type MeetingTime = z.infer<typeof MeetingTime>

export const MeetingRow = z.object({
  id: z.uuid(),
  version: z.number().int(),
  kind: MeetingKind,
  title: z.string(),
  place: z.string().nullable(),
  when: MeetingTime,
  state: MeetingState,
  heldOn: Day.nullable(),
  reason: z.string().nullable(),
  synthetic: z.boolean(),
})
export type MeetingRow = z.infer<typeof MeetingRow>

export const AgendaItem = z.object({
  id: z.uuid(),
  kind: AgendaKind,
  sourceId: z.string().nullable(),
  /** The title as the source gave it; stays when a person rewrites the item. */
  sourceTitle: z.string().nullable(),
  why: z.string().nullable(),
  title: z.string(),
  text: z.string().nullable(),
})
export type AgendaItem = z.infer<typeof AgendaItem>

export const Attendance = z.object({
  unitId: z.uuid().nullable(),
  unitName: z.string(),
  state: z.enum(['called', 'present', 'excused', 'absent']),
  delegate: z.string().nullable(),
})
export type Attendance = z.infer<typeof Attendance>

export const MinutesVersion = z.object({
  version: z.number().int(),
  body: z.string(),
  changeReason: z.string().nullable(),
  writtenBy: z.string(),
  writtenAt: z.iso.datetime(),
  signedBy: z.string().nullable(),
  signedAt: z.iso.datetime().nullable(),
})

export type MinutesVersion = z.infer<typeof MinutesVersion>

/** Derived from the days: open, late (open after its due day), done, done-late. */
export const DecisionState = z.enum(['open', 'late', 'done', 'done-late'])
export const Decision = z.object({
  id: z.uuid(),
  version: z.number().int(),
  meetingId: z.uuid(),
  meetingTitle: z.string(),
  itemId: z.uuid().nullable(),
  text: z.string(),
  ownerUnitId: z.uuid(),
  ownerName: z.string(),
  decidedOn: Day,
  due: Day,
  state: DecisionState,
  doneOn: Day.nullable(),
  recordKind: z.string().nullable(),
  recordId: z.string().nullable(),
  doneNote: z.string().nullable(),
  closedBy: z.string().nullable(),
})
export type Decision = z.infer<typeof Decision>

/** A file made by the server: name and bytes. */
export const MadeFile = z.object({ fileName: z.string(), type: z.string(), content: z.base64() })
