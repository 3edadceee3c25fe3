import { QualityStatements } from '@yinqiao/kernel/contract'
import { z } from 'zod'

/** States of a number (design 4) as a report prints them. */
export const ReportState = z.enum(['口径未定', '未到期', '无数据', '数据不足', '过期', '正常', '有争议', '冻结', '无对象'])

/** A figure as frozen: value with unit, the short code that opens its frozen rows, and what is known of its worth. */
export const ReportFigure = z.object({
  /** Code of the measure, `2.2b`; placeholders name it: {{2.2b}}. */
  code: z.string().min(1).max(40),
  title: z.string(),
  /** Null where the state says why there is none. A missing value is never 0. */
  value: z.number().nullable(),
  unit: z.string(),
  /** Digits after the point, as the measure prints them. */
  decimals: z.number().int().min(0).max(6).default(0),
  state: ReportState,
  /** Why there is no value, or why it is not to be relied on. */
  why: z.string().nullable(),
  /** Opens the frozen rows: `R-2b7f90c1`. Null only where nothing was computed. */
  rowsCode: z.string().nullable(),
  rowCount: z.number().int().nullable(),
  /** Hash of the frozen set of rows. */
  rowsHash: z.string().nullable(),
  definitionVersion: z.number().int().nullable(),
  definition: z.string().nullable(),
  /** Share of decidable rows, 0 to 1. */
  coverage: z.number().min(0).max(1).nullable(),
  /** Days since the source last said something new. */
  dataAgeDays: z.number().int().nullable(),
})
export type ReportFigure = z.infer<typeof ReportFigure>

/** What was aimed at, and whether the plan or a decision of the group says so. */
export const ReportAim = z.object({
  comparison: z.enum(['>=', '>', '<=', '<', '=', '~', 'range']),
  value: z.number(),
  valueTo: z.number().nullable().default(null),
  unit: z.string(),
  source: z.enum(['plan', 'decision']),
  /** The plan's words or the paper of the decision. */
  words: z.string(),
})

export type ReportAim = z.infer<typeof ReportAim>

/** Outcome of a target: which of the five boxes of the one-page result it lies in. */
export const TargetOutcome = z.enum(['met', 'not-met', 'no-value-set', 'undefined', 'no-data', 'thin', 'stale', 'not-due', 'disputed'])
export type TargetOutcome = z.infer<typeof TargetOutcome>

/** Words of a unit with its placeholders filled; typed figures that no placeholder backs are marked. */
export const UnitWords = z.object({
  unit: z.string(),
  /** Null: the unit was asked and sent nothing; the page says so by name. */
  text: z.string().nullable(),
  sentOn: z.iso.date().nullable(),
})

export const SampleResult = z.object({
  /** Hash of the seed, published before the draw, and the seed after it. */
  seedHash: z.string(),
  seed: z.string().nullable(),
  drawn: z.number().int(),
  confirmed: z.number().int(),
  notConfirmed: z.number().int(),
  notFound: z.number().int(),
  /** The confirmed share lies below the limit. */
  low: z.boolean().default(false),
  /** Interval of the confirmed share (Wilson, 95 %), 0 to 1. */
  from: z.number().min(0).max(1).nullable(),
  to: z.number().min(0).max(1).nullable(),
})

const Interpretation = z.object({ term: z.string().nullable(), text: z.string(), decidedBy: z.string(), decidedOn: z.iso.date() })

export const ReportTarget = z.object({
  code: z.string(),
  /** The plan's words; null where the text may not be printed or is absent. */
  quote: z.string().nullable(),
  place: z.string(),
  interpretations: z.array(Interpretation),
  /** Words without an interpretation in force. */
  openWords: z.array(z.string()),
  outcome: TargetOutcome,
  figure: ReportFigure.nullable(),
  /** Further figures that carry the same target. */
  others: z.array(ReportFigure).default([]),
  aim: ReportAim.nullable(),
  guard: ReportFigure.nullable(),
  quality: QualityStatements.nullable(),
  sample: SampleResult.nullable(),
  words: z.array(UnitWords),
  finding: z.object({ by: z.string(), on: z.iso.date(), text: z.string() }).nullable(),
})
export type ReportTarget = z.infer<typeof ReportTarget>

/** A task with what was done (effort) and what came of it (result) apart. */
export const ReportTask = z.object({
  label: z.string(),
  title: z.string(),
  units: z.array(z.string()),
  effort: z.array(ReportFigure),
  result: z.array(ReportFigure),
  words: z.array(UnitWords),
})

export const ReportUnit = z.object({
  name: z.string(),
  duties: z.number().int(),
  accepted: z.number().int(),
  disputed: z.number().int(),
  late: z.number().int(),
  /** Fields typed by people a month; null where it was not counted. */
  burden: z.number().nullable(),
})

/** Money in whole fen, four kinds kept apart; null is not known. */
export const ReportMoney = z.object({
  title: z.string(),
  asked: z.number().int().nullable(),
  approved: z.number().int().nullable(),
  paid: z.number().int().nullable(),
  effect: z.string().nullable(),
  rowsCode: z.string().nullable(),
})

const DefinitionChange = z.object({
  code: z.string(),
  fromVersion: z.number().int(),
  toVersion: z.number().int(),
  on: z.iso.date(),
  why: z.string(),
  /** The same periods under both definitions. */
  backCast: z.array(z.object({ period: z.string(), before: z.number().nullable(), after: z.number().nullable() })),
})
const Revision = z.object({
  code: z.string(),
  period: z.string(),
  before: z.number().nullable(),
  after: z.number().nullable(),
  unit: z.string(),
  why: z.string(),
})
const HonestyFlag = z.object({ check: z.string(), code: z.string(), text: z.string(), rowsCode: z.string().nullable() })
const ManifestLine = z.object({
  code: z.string(),
  version: z.number().int(),
  scope: z.string(),
  rowCount: z.number().int(),
  rowsCode: z.string(),
  hash: z.string(),
})

/** Everything a phase evaluation report prints (acceptance chapter 5.6). Made once at the freeze and kept; writers add nothing. */
export const ReportModel = z.object({
  title: z.string(),
  /** Number of the report, and of the report it supplements. */
  number: z.string().nullable(),
  supplementOf: z.string().nullable().default(null),
  state: z.enum(['draft', 'self-report', 'evidence', 'review', 'signed', 'published', 'archived']),
  planTitle: z.string(),
  planNumber: z.string().nullable(),
  phase: z.object({ label: z.string(), years: z.string(), from: z.iso.date(), to: z.iso.date().nullable() }),
  district: z.string(),
  issuer: z.string(),
  synthetic: z.boolean(),
  /** Class of disclosure the report carries: that of the plan until a decision says otherwise. */
  disclosure: z.string().default('依申请公开'),
  /** What was known at this moment and not later. */
  knownAt: z.iso.datetime(),
  validAt: z.iso.date(),
  manifestHash: z.string(),
  manifestSm3: z.string().nullable().default(null),
  auditHead: z.string().nullable().default(null),
  signed: z.object({ by: z.string(), at: z.iso.datetime() }).nullable(),
  targets: z.array(ReportTarget),
  tasks: z.array(ReportTask),
  units: z.array(ReportUnit),
  /** What units say of their work as a whole. */
  words: z.array(UnitWords).default([]),
  money: z.array(ReportMoney),
  definitionChanges: z.array(DefinitionChange),
  revisions: z.array(Revision),
  problems: z.array(
    z.object({ text: z.string(), asked: z.string().nullable(), owner: z.string().nullable(), due: z.iso.date().nullable() }),
  ),
  honesty: z.array(HonestyFlag),
  manifest: z.array(ManifestLine),
  uncovered: z.array(z.object({ code: z.string(), name: z.string(), room: z.string(), note: z.string().nullable() })),
  undefinedWords: z.array(z.object({ term: z.string(), places: z.number().int() })),
})
export type ReportModel = z.infer<typeof ReportModel>

/** All frozen figures of a report by the code that placeholders name. */
export function figuresOf(report: ReportModel): ReadonlyMap<string, ReportFigure> {
  const all = [
    ...report.targets.flatMap(({ figure, others, guard }) => [figure, ...others, guard]),
    ...report.tasks.flatMap(({ effort, result }) => [...effort, ...result]),
  ]
  return new Map(all.flatMap((figure) => (figure === null ? [] : [[figure.code, figure]])))
}
