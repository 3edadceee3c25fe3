import { command, Instant, PageInput, pageOf, query, refusal } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { PersonUnknown } from './device-refusals.ts'
import { AskErasures, DecideErasures, ReadErasures } from './permissions.ts'

export const ErasureUnknown = refusal('watch.erasure-unknown', 'missing', '找不到该删除申请', 'No such request to erase')
export const ErasureOpen = refusal(
  'watch.erasure-open',
  'conflict',
  '此人的删除申请已在办理中',
  'A request to erase this person’s readings is under way',
)
export const ErasureDecided = refusal('watch.erasure-decided', 'state', '该申请已有决定', 'This request is decided already')
export const ErasureOwn = refusal(
  'watch.erasure-own',
  'state',
  '受理人不能自己决定，请另一人办理',
  'Who took the request does not decide on it; another person does',
)
export const ErasureAlarmOpen = refusal(
  'watch.erasure-alarm-open',
  'state',
  '此人有未结告警（编号 {n}），结案后才能删除读数',
  'Alarm {n} of this person is open; readings are erased after it is closed',
)
export const ErasureStillBound = refusal(
  'watch.erasure-still-bound',
  'state',
  '此人仍绑定 {count} 台设备，读数还会再来；请先解绑',
  '{count} device(s) are still bound to this person and readings would come again; end the bindings first',
)

export const ErasureId = z.uuid()
/** `agreed`: decided, not begun; `erasing`: hidden everywhere, being taken out of database and files; `done`: neither holds any. */
export const ErasureState = z.enum(['asked', 'refused', 'agreed', 'erasing', 'done'])
export type ErasureState = z.infer<typeof ErasureState>

export const ErasureRow = z.object({
  id: ErasureId,
  elderId: z.uuid(),
  elderName: z.string().nullable(),
  state: ErasureState,
  why: z.string(),
  askedAt: Instant,
  askedBy: z.string(),
  mine: z.boolean().describe('taken in by this account: another one decides'),
  decidedAt: Instant.nullable(),
  decidedBy: z.string().nullable(),
  decidedWhy: z.string().nullable(),
  waitsFor: z.enum(['alarm', 'binding']).nullable().describe('agreed, but must wait for'),
  series: z.number().int().nullable(),
  entries: z.number().nullable().describe('messages taken out of the database'),
  rows: z.number().nullable().describe('rows taken out of archive files'),
  files: z.number().nullable().describe('archive files written anew'),
  finishedAt: Instant.nullable(),
})
export type ErasureRow = z.infer<typeof ErasureRow>

/** Requests to erase readings, the latest first. */
export const ListErasures = query({
  name: 'watch.list-erasures',
  title: { zh: '读数删除申请', en: 'Requests to erase readings' },
  permission: ReadErasures,
  input: PageInput.extend({ open: z.boolean().default(false).describe('only those not at an end'), elderId: z.uuid().nullish() }),
  output: pageOf(ErasureRow),
  refusals: [],
  readsPersons: true,
})

/**
 * Takes in a person's wish that all readings of devices bound to them be erased (Personal Information Protection Law, article 47).
 * Readings of a home that is bound to nobody, alarms and their signals are no part of it.
 */
export const AskErasure = command({
  name: 'watch.ask-erasure',
  title: { zh: '受理读数删除', en: 'Take in a request to erase' },
  permission: AskErasures,
  input: z.object({ elderId: z.uuid(), why: z.string().trim().min(4).max(500) }),
  output: z.object({ id: ErasureId }),
  refusals: [PersonUnknown, ErasureOpen, ErasureAlarmOpen, ErasureStillBound],
})

/** Another person agrees, and the readings are gone for good; or refuses, with the reason. */
export const DecideErasure = command({
  name: 'watch.decide-erasure',
  title: { zh: '决定读数删除', en: 'Decide on erasing' },
  permission: DecideErasures,
  input: z.object({ id: ErasureId, agrees: z.boolean(), why: z.string().trim().min(2).max(500) }),
  output: z.object({ state: ErasureState }),
  refusals: [ErasureUnknown, ErasureDecided, ErasureOwn, ErasureAlarmOpen, ErasureStillBound],
})

export const erasureSignatures = [ListErasures, AskErasure, DecideErasure]
export const erasureRefusals = [ErasureUnknown, ErasureOpen, ErasureDecided, ErasureOwn, ErasureAlarmOpen, ErasureStillBound]
