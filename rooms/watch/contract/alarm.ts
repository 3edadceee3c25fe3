import { id, Instant } from '@yinqiao/kernel/contract'
import { z } from 'zod'

export const AlarmId = id('Alarm')
export type AlarmId = z.infer<typeof AlarmId>

/**
 * Why somebody must look: signals of one cause about one subject are one alarm.
 * `person` a person in need (call, fall, long stay, no activity, critical vital sign); `hazard` smoke, gas, carbon monoxide, water;
 * `wander` should be at home and is not; `late-call` a call that reached us hours late; `rule-load` a rule that fires on everything.
 */
export const Cause = z.enum(['person', 'hazard', 'wander', 'medicine', 'vital', 'equipment', 'silence', 'late-call', 'rule-load'])
export type Cause = z.infer<typeof Cause>

/** Order of the states of an alarm; `reviewing`: closed by one, waits for the second person. */
export const AlarmState = z.enum(['new', 'claimed', 'dispatched', 'on-site', 'reviewing', 'closed'])
export type AlarmState = z.infer<typeof AlarmState>

/** `duty` the watch desk's team (somebody on duty is named), `operator` who claimed it, `supervisor`, `incident` the alarm of its incident. */
export const OwnerKind = z.enum(['duty', 'operator', 'supervisor', 'incident', 'nobody'])
export type OwnerKind = z.infer<typeof OwnerKind>

/** What it was; `returned`: the cause went away by itself (data came back). */
export const CloseCause = z.enum(['true', 'false', 'test', 'equipment', 'returned'])
export type CloseCause = z.infer<typeof CloseCause>

export const SubjectKind = z.enum(['elder', 'home', 'device', 'rule', 'incident'])
export type SubjectKind = z.infer<typeof SubjectKind>

/** One alarm in a list and in live news; a screen keeps the greatest `version` it has seen. */
export const AlarmRow = z.object({
  id: AlarmId,
  n: z.number().int(),
  version: z.number().int(),
  cause: Cause,
  level: z.number().int().min(1).max(4),
  title: z.string(),
  state: AlarmState,
  ownerKind: OwnerKind,
  ownerAccount: z.uuid().nullable(),
  ownerName: z.string(),
  deadlineAt: Instant.nullable(),
  claimUntil: Instant.nullable(),
  snoozedUntil: Instant.nullable(),
  step: z.number().int(),
  fence: z.number().int(),
  incidentId: z.uuid().nullable(),
  subjectKind: SubjectKind,
  /** What it is about; for the alarm of an incident the incident, by which its homes are asked. */
  subjectId: z.uuid(),
  elderId: z.uuid().nullable(),
  elderName: z.string().nullable(),
  homeId: z.uuid().nullable(),
  homeName: z.string().nullable(),
  address: z.string().nullable(),
  deviceId: z.uuid().nullable(),
  divisionCode: z.string(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  openedAt: Instant,
  lastSignalAt: Instant,
  signals: z.number().int(),
  /** For the alarm of an incident: how many homes are in it. */
  homes: z.number().int().nullable(),
  answeredAt: Instant.nullable(),
  dispatchedAt: Instant.nullable(),
  arrivedAt: Instant.nullable(),
  insideAt: Instant.nullable(),
  closedAt: Instant.nullable(),
  closeCause: CloseCause.nullable(),
  synthetic: z.boolean(),
})
export type AlarmRow = z.infer<typeof AlarmRow>

/** An alarm as a number counts it: where, what, when; of whom is not in it. */
export const CountedAlarm = z.object({
  n: z.number().int(),
  cause: Cause,
  level: z.number().int().min(1).max(4),
  state: AlarmState,
  /** The town; the community would tell of few people. */
  townCode: z.string(),
  openedAt: Instant,
  answeredAt: Instant.nullable(),
  dispatchedAt: Instant.nullable(),
  arrivedAt: Instant.nullable(),
  closedAt: Instant.nullable(),
  closeCause: CloseCause.nullable(),
  synthetic: z.boolean(),
})
export type CountedAlarm = z.infer<typeof CountedAlarm>

export const SignalRow = z.object({
  id: z.uuid(),
  kind: z.string(),
  said: z.string().nullable(),
  heardAt: Instant,
  claimedAt: Instant.nullable(),
  deviceId: z.uuid().nullable(),
  deviceKind: z.string().nullable(),
  room: z.string().nullable(),
  rule: z.string(),
  ruleVersion: z.number().int(),
  why: z.record(z.string(), z.unknown()),
})
export type SignalRow = z.infer<typeof SignalRow>

export const TimelineRow = z.object({
  n: z.number().int(),
  at: Instant,
  kind: z.string(),
  byName: z.string(),
  detail: z.record(z.string(), z.unknown()),
})
export type TimelineRow = z.infer<typeof TimelineRow>

/** Proof of delivery of one person told through one channel. */
export const ToldRow = z.object({
  id: z.uuid(),
  step: z.number().int(),
  channel: z.enum(['desk', 'push', 'mail', 'sms', 'voice']),
  name: z.string(),
  sentAt: Instant,
  deliveredAt: Instant.nullable(),
  seenAt: Instant.nullable(),
  answeredAt: Instant.nullable(),
  failedWhy: z.string().nullable(),
})
export type ToldRow = z.infer<typeof ToldRow>

export const CalloutState = z.enum(['asked', 'accepted', 'declined', 'no-answer', 'arrived', 'inside', 'left', 'cancelled'])
export type CalloutState = z.infer<typeof CalloutState>

export const CalloutRow = z.object({
  id: z.uuid(),
  orderNo: z.number().int(),
  contactId: z.uuid().nullable(),
  name: z.string(),
  kind: z.string(),
  state: CalloutState,
  askedAt: Instant,
  until: Instant,
  answeredAt: Instant.nullable(),
  arrivedAt: Instant.nullable(),
  insideAt: Instant.nullable(),
  note: z.string().nullable(),
})
export type CalloutRow = z.infer<typeof CalloutRow>

export const ContactKind = z.enum(['keyholder', 'family', 'neighbour', 'responder', 'village', 'provider', 'doctor'])

/** Somebody to call, in the order of the home. null = not known. */
export const ContactRow = z.object({
  id: z.uuid(),
  orderNo: z.number().int(),
  kind: ContactKind,
  name: z.string(),
  phone: z.string().nullable(),
  accountId: z.uuid().nullable(),
  hasKey: z.boolean().nullable(),
  minutes: z.number().int().nullable(),
  language: z.string().nullable(),
})
export type ContactRow = z.infer<typeof ContactRow>

/** How one gets in; every part may be unknown (null). */
export const EntryFacts = z.object({
  gate: z.string().max(200).nullable(),
  floor: z.string().max(100).nullable(),
  key: z.string().max(200).nullable(),
  language: z.string().max(60).nullable(),
  hazards: z.string().max(200).nullable().describe('dog, oxygen, stairs'),
  note: z.string().max(500).nullable(),
})
export type EntryFacts = z.infer<typeof EntryFacts>

/**
 * What an operator needs within a second: who, where (gate, floor, key), illness, medicine, language, who has keys, what was last.
 * null = not recorded, and the screen says so.
 */
export const AlarmSheet = z.object({
  alarm: AlarmRow,
  elder: z
    .object({
      id: z.uuid(),
      name: z.string(),
      sex: z.string(),
      age: z.number().int().nullable(),
      phone: z.string().nullable(),
      livesAlone: z.enum(['yes', 'no', 'unknown']),
      lifeState: z.string().nullable(),
      health: z.string().nullable(),
      contacts: z.array(z.object({ name: z.string(), relation: z.string(), phone: z.string() })),
    })
    .nullable(),
  others: z.array(z.object({ id: z.uuid(), name: z.string() })).describe('others who live there'),
  home: z
    .object({
      id: z.uuid(),
      name: z.string(),
      scene: z.string(),
      address: z.string(),
      entry: EntryFacts.nullable(),
      lat: z.number().nullable(),
      lon: z.number().nullable(),
    })
    .nullable(),
  contacts: z.array(ContactRow),
  signals: z.array(SignalRow),
  timeline: z.array(TimelineRow),
  told: z.array(ToldRow),
  callouts: z.array(CalloutRow),
  last: z.array(
    z.object({
      id: AlarmId,
      n: z.number().int(),
      title: z.string(),
      openedAt: Instant,
      closeCause: CloseCause.nullable(),
      closeWhy: z.string().nullable(),
    }),
  ),
  devices: z.array(
    z.object({
      id: z.uuid(),
      kind: z.string(),
      room: z.string().nullable(),
      lastSeenAt: Instant.nullable(),
      battery: z.number().nullable(),
      silent: z.boolean(),
    }),
  ),
  script: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })).describe('what to ask and do, in order, for this cause'),
  /** Whether closing this alarm as true or false needs a second person. */
  needsSecond: z.boolean(),
  closeWhy: z.string().nullable(),
  closedByName: z.string().nullable(),
  secondByName: z.string().nullable(),
})
export type AlarmSheet = z.infer<typeof AlarmSheet>
