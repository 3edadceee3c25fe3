import { Day, DivisionCode, id, Instant } from '@yinqiao/kernel/contract'
import { z } from 'zod'

export const CaseId = id('Case')
export type CaseId = z.infer<typeof CaseId>

const words = z.object({ zh: z.string(), en: z.string() })
export const Outcome = z.enum(['done', 'refused', 'withdrawn'])
export const Tone = z.enum(['good', 'due', 'alert', 'idle', 'busy'])

/** Values of the form by field key (engines/records, `Field`); null = not known. */
export const CaseValues = z.record(
  z.string().max(60),
  z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly(), z.null()]),
)

/** A field as it is sent to the screens; the meaning of each part: engines/records/contract/field.ts. */
export const FieldView = z.object({
  key: z.string(),
  title: words,
  type: z.enum(['text', 'long-text', 'integer', 'number', 'money', 'day', 'boolean', 'code', 'codes', 'ref', 'record']),
  required: z.boolean().exactOptional(),
  codes: z.array(z.object({ code: z.string(), title: words, ended: z.boolean().exactOptional() })).exactOptional(),
  to: z.string().exactOptional(),
  min: z.number().exactOptional(),
  max: z.number().exactOptional(),
  unit: words.exactOptional(),
  help: words.exactOptional(),
})

/** A kind as it is sent to the screens, with what the viewer may do with it. */
export const CaseKindView = z.object({
  code: z.string(),
  title: words,
  lead: words,
  fields: z.array(FieldView),
  states: z.array(
    z.object({
      code: z.string(),
      title: words,
      tone: Tone,
      final: Outcome.nullable(),
      limit: z.union([z.object({ workingDays: z.number() }), z.object({ hours: z.number() })]).nullable(),
    }),
  ),
  moves: z.array(z.object({ code: z.string(), title: words })),
  objection: z.object({ title: words, workingDays: z.number().int() }).nullable(),
  /** A unit must be named that handles it. */
  needsUnit: z.boolean(),
  mayRaise: z.boolean(),
})

/** Whose turn it is. Above the unit or person stands, once a limit was missed, the role the case went up to. */
export const CaseOwner = z.object({
  role: z.string(),
  unitId: z.uuid().nullable(),
  unitName: z.string().nullable(),
  accountId: z.uuid().nullable(),
  accountName: z.string().nullable(),
  /** The role it went up to; null while in time. */
  upRole: z.string().nullable(),
})
export type CaseOwner = z.infer<typeof CaseOwner>

export const CaseRow = z.object({
  id: CaseId,
  version: z.number().int(),
  kind: z.string(),
  number: z.string(),
  title: z.string(),
  state: z.string(),
  /** null = closed. */
  owner: CaseOwner.nullable(),
  unitId: z.uuid().nullable(),
  unitName: z.string().nullable(),
  raisedByName: z.string(),
  raisedUnitName: z.string().nullable(),
  subjectKind: z.string().nullable(),
  subjectId: z.string().nullable(),
  subjectTitle: z.string().nullable(),
  divisionCode: DivisionCode.nullable(),
  openedAt: Instant,
  closedAt: Instant.nullable(),
  outcome: Outcome.nullable(),
  dueAt: Instant.nullable(),
  dueOn: Day.nullable(),
  late: z.boolean(),
  /** Whole working days until the due day (0 = due today), negative = over; null when closed or when the limit is in hours. */
  workingDaysLeft: z.number().int().nullable(),
  /** False: a year within the limit has no published list of holidays yet, so only weekends were taken out. */
  calendarKnown: z.boolean(),
  /** How many steps it has gone up. */
  level: z.number().int(),
  synthetic: z.boolean(),
})
export type CaseRow = z.infer<typeof CaseRow>

/** A file added to a step, as it was then. */
export const CaseFile = z.object({ id: z.uuid(), name: z.string(), mime: z.string(), size: z.number().int(), sha256: z.string() })

export const StepKind = z.enum(['raised', 'moved', 'escalated', 'reassigned', 'objected', 'recounted'])

export const CaseStep = z.object({
  id: z.uuid(),
  n: z.number().int(),
  what: StepKind,
  move: z.string().nullable(),
  fromState: z.string().nullable(),
  toState: z.string(),
  text: z.string().nullable(),
  files: z.array(CaseFile),
  ownerAfter: CaseOwner.nullable(),
  dueOn: Day.nullable(),
  byName: z.string(),
  byRole: z.string(),
  at: Instant,
})

/** Why an act is not open to the viewer now. */
export const Hindrance = z.enum(['role', 'not-yours', 'two-persons'])

export const CaseDetail = CaseRow.extend({
  values: CaseValues,
  /** Limits missed in the life of the case. */
  missed: z.number().int(),
  objections: z.number().int(),
  steps: z.array(CaseStep),
  /** Moves out of the present state; those with a hindrance are shown with it. */
  moves: z.array(
    z.object({
      code: z.string(),
      title: words,
      to: z.string(),
      main: z.boolean(),
      text: z.boolean(),
      evidence: z.boolean(),
      hindrance: Hindrance.nullable(),
    }),
  ),
  mayReassign: z.boolean(),
  mayObject: z.boolean(),
  objectUntil: Day.nullable(),
})
export type CaseDetail = z.infer<typeof CaseDetail>
