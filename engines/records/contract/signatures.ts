import { ChangedMeanwhile, command, Day, DivisionCode, FileUnknown, Instant, PageInput, pageOf, query } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { acceptEvidence, readRecords, writeRecords } from './permissions.ts'
import {
  AlreadyRuled,
  DaysTurned,
  EndsUntold,
  EvidenceUnknown,
  IdentityTaken,
  KindUnknown,
  NotYours,
  OutsideArea,
  OwnEvidence,
  RecordUnknown,
  RecordVoided,
  ReferenceUnknown,
  SlotUnknown,
  ValueWrong,
} from './refusals.ts'

const Value = z.union([z.string().max(20_000), z.number(), z.boolean(), z.array(z.string().max(200)).max(200), z.null()])
/** Values by field key; which keys and what they hold is said by the kind. */
const ValuesInput = z.record(z.string().max(60), Value)
const KindCode = z.string().max(80)

/** How a value came here: typed by a person, from a file, from a device, or worked out by the program. */
export const Origin = z.enum(['typed', 'import', 'device', 'derived'])

const Head = z.object({
  id: z.uuid(),
  kind: KindCode,
  title: z.string(),
  version: z.int(),
  values: ValuesInput,
  /** Names of what ref and record fields point to, by id. */
  names: z.record(z.string(), z.string()),
  divisionCode: DivisionCode.nullable(),
  unitId: z.uuid().nullable(),
  validFrom: Day,
  validTo: Day.nullable(),
  recordedAt: Instant,
  recordedBy: z.string(),
  origin: Origin,
  voided: z.boolean(),
  synthetic: z.boolean(),
  /** Evidence by slot: how many papers lie there and how many of them are accepted and in force today. */
  evidence: z.record(z.string(), z.object({ given: z.int(), accepted: z.int() })),
})

export const ListRecords = query({
  name: 'records.list-records',
  title: { zh: '登记册', en: 'Register' },
  permission: readRecords,
  input: PageInput.extend({
    kind: KindCode,
    search: z.string().max(100).nullish(),
    /** Code fields to filter by. */
    filters: z.record(z.string().max(60), z.string().max(60)).nullish(),
    divisionCode: DivisionCode.nullish(),
    show: z.enum(['in-force', 'ended', 'voided', 'awaiting']).nullish(),
  }),
  output: pageOf(Head),
  refusals: [KindUnknown, NotYours],
})

const Slice = Head.omit({ evidence: true, names: true }).extend({
  knownFrom: Instant,
  knownTo: Instant.nullable(),
  reason: z.string().nullable(),
  origins: z.record(z.string(), Origin),
})
const Evidence = z.object({
  id: z.uuid(),
  slot: z.string(),
  fileId: z.uuid(),
  fileName: z.string(),
  sm3: z.string(),
  issuedBy: z.string().nullable(),
  validTo: Day.nullable(),
  addedBy: z.string(),
  addedAt: Instant,
  state: z.enum(['waiting', 'accepted', 'rejected', 'ended', 'withdrawn']),
  needed: z.int(),
  rulings: z.array(z.object({ verdict: z.enum(['accept', 'reject']), by: z.string(), at: Instant, reason: z.string().nullable() })),
})

export const GetRecord = query({
  name: 'records.get-record',
  title: { zh: '记录', en: 'Record' },
  permission: readRecords,
  input: z.object({ id: z.uuid() }),
  output: z.object({
    head: Head,
    evidence: z.array(Evidence),
    may: z.object({ write: z.boolean(), accept: z.boolean() }),
  }),
  refusals: [RecordUnknown, NotYours],
})

/** All that was ever known of a record, superseded rows included: true from-to, known from-to. */
export const ListVersions = query({
  name: 'records.list-versions',
  title: { zh: '历次版本', en: 'Versions' },
  permission: readRecords,
  input: z.object({ id: z.uuid() }),
  output: z.object({ rows: z.array(Slice) }),
  refusals: [RecordUnknown, NotYours],
})

export const CreateRecord = command({
  name: 'records.create-record',
  title: { zh: '登记', en: 'Record' },
  permission: writeRecords,
  input: z.object({
    kind: KindCode,
    values: ValuesInput,
    divisionCode: DivisionCode.nullish(),
    unitId: z.uuid().nullish(),
    /** From when it is true; the kind's own day, or today, unless told. */
    validFrom: Day.nullish(),
    /** 合成数据: shown as such wherever it appears. */
    synthetic: z.boolean().default(false),
  }),
  output: z.object({ id: z.uuid(), version: z.int() }),
  refusals: [KindUnknown, NotYours, OutsideArea, ValueWrong, DaysTurned, IdentityTaken, ReferenceUnknown],
})

/** Writes a new version true from a day on: a change (a later day) or a correction (the same or an earlier day). */
export const CorrectRecord = command({
  name: 'records.correct-record',
  title: { zh: '更改或更正', en: 'Change or correct' },
  permission: writeRecords,
  input: z.object({
    id: z.uuid(),
    version: z.int(),
    values: ValuesInput,
    divisionCode: DivisionCode.nullish(),
    unitId: z.uuid().nullish(),
    validFrom: Day,
    reason: z.string().trim().min(2).max(300),
  }),
  output: z.object({ version: z.int() }),
  refusals: [RecordUnknown, NotYours, OutsideArea, ValueWrong, DaysTurned, IdentityTaken, RecordVoided, ReferenceUnknown, ChangedMeanwhile],
})

/** Takes a record back: it stays in sight and counts nowhere from now on. */
export const VoidRecord = command({
  name: 'records.void-record',
  title: { zh: '作废', en: 'Void' },
  permission: writeRecords,
  input: z.object({ id: z.uuid(), version: z.int(), reason: z.string().trim().min(2).max(300) }),
  output: z.object({ version: z.int() }),
  refusals: [RecordUnknown, NotYours, OutsideArea, RecordVoided, ChangedMeanwhile],
})

export const AddEvidence = command({
  name: 'records.add-evidence',
  title: { zh: '添加佐证', en: 'Add evidence' },
  permission: writeRecords,
  input: z.object({
    id: z.uuid(),
    slot: z.string().max(60),
    fileName: z.string().min(1).max(200),
    /** base64 */
    content: z.string().min(1).max(28_000_000),
    issuedBy: z.string().trim().min(2).max(120).nullish(),
    validTo: Day.nullish(),
  }),
  output: z.object({ evidenceId: z.uuid() }),
  bodyLimit: 30_000_000,
  refusals: [RecordUnknown, NotYours, OutsideArea, RecordVoided, SlotUnknown, EndsUntold],
})

/** Accepts or rejects a paper; it is in force when as many different people as its slot asks have accepted and nobody rejected. */
export const RuleEvidence = command({
  name: 'records.rule-evidence',
  title: { zh: '认定佐证', en: 'Rule on evidence' },
  permission: acceptEvidence,
  isolation: 'serializable',
  input: z.object({ evidenceId: z.uuid(), verdict: z.enum(['accept', 'reject']), reason: z.string().trim().min(2).max(300).nullish() }),
  output: z.object({ state: Evidence.shape.state }),
  refusals: [EvidenceUnknown, NotYours, OwnEvidence, AlreadyRuled],
})

export const WithdrawEvidence = command({
  name: 'records.withdraw-evidence',
  title: { zh: '撤回佐证', en: 'Withdraw evidence' },
  permission: writeRecords,
  input: z.object({ evidenceId: z.uuid(), reason: z.string().trim().min(2).max(300) }),
  output: z.object({}),
  refusals: [EvidenceUnknown, NotYours, OutsideArea],
})

export const OpenEvidence = query({
  name: 'records.open-evidence',
  title: { zh: '打开佐证文件', en: 'Open evidence' },
  permission: readRecords,
  input: z.object({ evidenceId: z.uuid() }),
  output: z.object({ fileName: z.string(), mime: z.string(), content: z.string() }),
  refusals: [EvidenceUnknown, NotYours, FileUnknown],
})

/** Where two registers ask for the same thing: the burden a person could be spared. */
export const ListOverlaps = query({
  name: 'records.list-overlaps',
  title: { zh: '重复采集', en: 'Asked twice' },
  permission: readRecords,
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        concept: z.string(),
        fields: z.array(z.object({ kind: KindCode, kindTitle: z.string(), field: z.string(), writers: z.array(z.string()) })),
      }),
    ),
  }),
  refusals: [],
})

/** Names that fit what was typed, for a field that points to something. */
export const FindReference = query({
  name: 'records.find-reference',
  title: { zh: '查找所指对象', en: 'Find what a field points to' },
  permission: readRecords,
  input: z.object({ kind: KindCode, field: z.string().max(60), search: z.string().max(80) }),
  output: z.object({ rows: z.array(z.object({ id: z.uuid(), name: z.string(), more: z.string().nullable() })) }),
  refusals: [KindUnknown, NotYours],
})
