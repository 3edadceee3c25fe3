import { z } from 'zod'

/**
 * Offsets into the text as it was decoded, in UTF-16 code units: `text.slice(from, to)` gives the passage,
 * line breaks and all. A byte order mark is not part of the text and is not counted.
 */
const span = { from: z.number().int().nonnegative(), to: z.number().int().nonnegative() }

/** What a unit does by the words of the text: 牵头 / 责任, 负责, 落实 / 配合, 参与 / only named. */
export const UnitRole = z.enum(['lead', 'responsible', 'support', 'unspecified'])
export type UnitRole = z.infer<typeof UnitRole>

/** How a number is meant: at least, more than, at most, less than, exactly as said, about, between. */
export const Comparison = z.enum(['>=', '>', '<=', '<', '=', '~', 'range'])
export type Comparison = z.infer<typeof Comparison>

/**
 * target: the plan promises to reach it; ceiling: a greatest amount of support or use; threshold: a condition
 * somebody must meet; duration: a length of time; other: a count that promises nothing.
 */
export const QuantityRole = z.enum(['target', 'ceiling', 'threshold', 'duration', 'other'])
export type QuantityRole = z.infer<typeof QuantityRole>

/** effort: do, encourage, strengthen; result: a state or thing that is there or not in the end. */
export const VerbClass = z.enum(['effort', 'result'])
export type VerbClass = z.infer<typeof VerbClass>

/** A unit behind a task. `asWritten` has the signs of the text, only without line breaks and spaces. */
export const PlanUnit = z.object({
  asWritten: z.string(),
  role: UnitRole,
  /** The units meant where one ending is shared by several (甲、乙市政府): our reading, each written out. */
  members: z.array(z.string()).optional(),
  /** True where the text says the unit carries out locally (具体落实). */
  executor: z.literal(true).optional(),
  ...span,
})
export type PlanUnit = z.infer<typeof PlanUnit>

/** One list of units: a bracket, a line of its own or a sentence. A task may have several. */
export const UnitGroup = z.object({ units: z.array(PlanUnit), unitsOpen: z.boolean(), due: z.string().optional(), ...span })
export type UnitGroup = z.infer<typeof UnitGroup>

/** A numbered (or titled) part of the document with all that belongs to it; level counts from 1. */
export const PlanSection = z.object({ label: z.string(), title: z.string(), level: z.number().int().positive(), ...span })
export type PlanSection = z.infer<typeof PlanSection>

export const PlanTarget = z.object({ text: z.string(), verbClass: VerbClass.optional(), ...span })
export type PlanTarget = z.infer<typeof PlanTarget>

/** A stage with its targets; `years` where the text names them (`to` null = open, as in 2029-). */
export const PlanPhase = z.object({
  label: z.string(),
  title: z.string(),
  ...span,
  targets: z.array(PlanTarget),
  years: z.object({ from: z.number().int(), to: z.number().int().nullable() }).optional(),
})
export type PlanPhase = z.infer<typeof PlanPhase>

export const PlanTask = z.object({
  label: z.string(),
  title: z.string(),
  text: z.string(),
  ...span,
  /** Distinct units with their roles over all groups of the task, in order of the text. */
  units: z.array(PlanUnit),
  /** A list of the task ends with 等: there are more units than named. */
  unitsOpen: z.boolean(),
  /** The lists one by one, where a task has more than one or one with a time limit. */
  groups: z.array(UnitGroup).optional(),
  /** Units that a rule stated once elsewhere (下同) adds to this task. */
  unitsByRule: z.array(PlanUnit).optional(),
  verbClass: VerbClass.optional(),
})
export type PlanTask = z.infer<typeof PlanTask>

export const PlanQuantity = z.object({
  quote: z.string(),
  /** With 十百千万亿 multiplied out: 10万平方米 is 100000, 千家 is 1000; percents stay percents (65% is 65). */
  value: z.number(),
  /** Upper end of a range. */
  valueTo: z.number().optional(),
  /** As written, without multiplier; '' where the text gives none. */
  unit: z.string(),
  comparison: Comparison,
  year: z.number().int().nullable(),
  role: QuantityRole,
  /** What the number is counted by, as written: 每年, 每家OPC每年, 每人每月. */
  per: z.string().optional(),
  /** Whose number it is, for pairs made by 分别 and 均 and for rows of a table of indicators. */
  subject: z.string().optional(),
  ...span,
})
export type PlanQuantity = z.infer<typeof PlanQuantity>

/** A word that says too little to be measured until somebody interprets it. */
export const PlanTerm = z.object({ term: z.string(), ...span })
export type PlanTerm = z.infer<typeof PlanTerm>

/** A rule about units stated once for many tasks. */
export const UnitRule = z.object({
  kind: z.enum(['first-listed-leads', 'executor', 'name-includes']),
  asWritten: z.string(),
  units: z.array(PlanUnit),
  ...span,
})
export type UnitRule = z.infer<typeof UnitRule>

/** A Chinese government plan (GB/T 9704-2012 form) as read by the machine; a person confirms it before use. */
export const PlanStructure = z.object({
  document: z.object({
    /** Title of the plan itself; where it comes with a covering notice, not that of the notice. */
    title: z.string(),
    number: z.string().nullable(),
    /** Several issuers are joined with 、. */
    issuer: z.string().nullable(),
    /** ISO 8601 day. */
    issuedOn: z.iso.date().nullable(),
    /** 公开方式 without 此件: 公开发布, 依申请公开, 主动公开. */
    disclosure: z.string().nullable(),
    noticeTitle: z.string().optional(),
  }),
  sections: z.array(PlanSection),
  phases: z.array(PlanPhase),
  tasks: z.array(PlanTask),
  quantities: z.array(PlanQuantity),
  terms: z.array(PlanTerm),
  rules: z.array(UnitRule).optional(),
})
export type PlanStructure = z.infer<typeof PlanStructure>
