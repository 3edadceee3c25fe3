import { Day, Instant, MeasureScope, Params, PeriodKind, QualityStatements, QueryTree, query } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { readMeasures } from './permissions.ts'
import { MeasureUnknown } from './measure-refusals.ts'

/** The states of a measure (design 4); each is told by word, shape and colour, and only 正常 may be judged. */
export const MeasureState = z.enum(['口径未定', '未到期', '无数据', '数据不足', '过期', '正常', '有争议', '冻结'])
export type MeasureState = z.infer<typeof MeasureState>

export const Code = z.string().min(1).max(60)
export const Said = z.object({ zh: z.string().min(1).max(120), en: z.string().min(1).max(120) })

/** A number with its state. `value` is decimal text; null: there is nothing to speak of (无对象), or it leaks. */
export const MeasureResult = z.object({
  code: Code,
  title: Said,
  unit: Said,
  versionId: z.uuid(),
  seq: z.int(),
  treeHash: z.string(),
  scope: MeasureScope,
  from: Day.nullable(),
  to: Day,
  knownAt: Instant,
  value: z.string().nullable(),
  part: z.string(),
  whole: z.string().nullable(),
  rows: z.int(),
  undecided: z.int(),
  leaks: z.int(),
  /** Share of rows that could be decided, 0..1; null where there was none. */
  coverage: z.number().nullable(),
  /** When the stalest of its sources last said something; null: never. */
  newest: Instant.nullable(),
  state: MeasureState,
  why: z.string(),
  /** A count of persons too small to be shown, or one that would tell such a count: value and rows are left out. */
  hidden: z.boolean().optional(),
})
export type MeasureResult = z.infer<typeof MeasureResult>

const asked = { code: Code, scope: MeasureScope.default({ kind: 'district' }), validAt: Day.nullish(), knownAt: Instant.nullish() }

export const TargetValue = z.object({
  rowCode: z.string(),
  op: z.enum(['>=', '<=', '=']),
  value: z.string(),
  source: z.enum(['plan', 'decision']),
  paper: z.string().nullable(),
  decidedBy: z.string(),
  decidedOn: Day,
})

export const ListMeasures = query({
  name: 'plan.list-measures',
  title: { zh: '指标', en: 'Measures' },
  permission: readMeasures,
  input: z.object({
    search: z.string().max(80).nullish(),
    row: z.string().max(20).nullish(),
    scope: MeasureScope.default({ kind: 'district' }),
    validAt: Day.nullish(),
    /** Leaves the numbers out, for pickers. */
    bare: z.boolean().default(false),
    archived: z.boolean().default(false),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        code: Code,
        title: Said,
        unit: Said,
        period: PeriodKind,
        seq: z.int(),
        guard: z.string().nullable(),
        carries: z.array(z.string()),
        archived: z.boolean(),
        disclosure: z.string(),
        result: MeasureResult.nullable(),
      }),
    ),
  }),
  refusals: [],
})

const VersionView = z.object({
  id: z.uuid(),
  seq: z.int(),
  state: z.enum(['draft', 'reviewed', 'effective', 'refused']),
  title: Said,
  unit: Said,
  tree: QueryTree,
  params: Params,
  treeHash: z.string(),
  /** The definition in words, made from the tree. */
  told: z.string(),
  period: PeriodKind,
  better: z.enum(['more', 'less', 'neither']),
  guard: z.string().nullable(),
  freshDays: z.int(),
  leastCoverage: z.number(),
  quality: QualityStatements.nullable(),
  why: z.string(),
  shipped: z.boolean(),
  proposedBy: z.string(),
  proposedAt: Instant,
  reviewedBy: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
  decision: z.string().nullable(),
  effectiveFrom: Day.nullable(),
  backCast: z.array(z.object({ to: Day, old: z.string().nullable(), new: z.string().nullable() })).nullable(),
})

export const GetMeasure = query({
  name: 'plan.get-measure',
  title: { zh: '指标口径', en: 'Measure' },
  permission: readMeasures,
  input: z.object({ code: Code }),
  output: z.object({
    code: Code,
    disclosure: z.string(),
    archived: z.object({ at: Instant, by: z.string(), reason: z.string() }).nullable(),
    current: VersionView,
    versions: z.array(VersionView),
    rows: z.array(z.object({ code: z.string(), name: z.string() })),
    targets: z.array(TargetValue),
    guards: z.array(z.string()),
    states: z.array(
      z.object({ state: z.string(), why: z.string(), value: z.string().nullable(), since: Instant, until: Instant.nullable() }),
    ),
  }),
  refusals: [MeasureUnknown],
})

export const GetValue = query({
  name: 'plan.get-value',
  title: { zh: '指标值', en: 'Value of a measure' },
  permission: readMeasures,
  input: z.object(asked),
  output: z.object({ result: MeasureResult, guard: MeasureResult.nullable() }),
  refusals: [MeasureUnknown],
})

/** The rows a number is made of; rows of persons are masked to whom they are not a duty. */
export const ListMeasureRows = query({
  name: 'plan.list-measure-rows',
  title: { zh: '指标的记录', en: 'Rows of a measure' },
  permission: readMeasures,
  readsPersons: true,
  input: z.object({ ...asked, cursor: z.string().max(400).nullish(), limit: z.int().min(1).max(1000).default(50) }),
  output: z.object({
    result: MeasureResult,
    /** Hash over all rows, of this page or not; null where there are too many to read for a page. */
    hash: z.string().nullable(),
    rows: z.array(
      z.object({
        side: z.enum(['rows', 'part', 'whole']),
        id: z.string(),
        version: z.int(),
        label: z.string().nullable(),
        source: z.string(),
        opens: z.string().nullable(),
        town: z.string().nullable(),
        unit: z.string().nullable(),
        amount: z.string().nullable(),
        /** counted, repeat (another row stands for its key), or undecided (a fact is missing). */
        standing: z.enum(['counted', 'repeat', 'undecided']),
        missing: z.array(z.string()),
        facts: z.array(z.object({ title: Said, value: z.string().nullable() })),
      }),
    ),
    next: z.string().nullable(),
    total: z.int(),
  }),
  refusals: [MeasureUnknown],
})

/** The number at the ends of the last periods, each as it was known at its end and as it is known now. */
export const ListSeries = query({
  name: 'plan.list-series',
  title: { zh: '历期数值', en: 'Value over time' },
  permission: readMeasures,
  input: z.object({ ...asked, periods: z.int().min(1).max(24).default(8) }),
  output: z.object({ points: z.array(z.object({ to: Day, atEnd: MeasureResult.nullable(), now: MeasureResult })) }),
  refusals: [MeasureUnknown],
})

/** The number of every town; counts of persons that are small, or would be told by subtraction, are hidden. */
export const ListSlices = query({
  name: 'plan.list-slices',
  title: { zh: '各镇（街道）数值', en: 'Value by town' },
  permission: readMeasures,
  input: z.object({ code: Code, validAt: Day.nullish(), knownAt: Instant.nullish() }),
  output: z.object({
    rows: z.array(
      z.object({
        town: z.string().nullable(),
        value: z.string().nullable(),
        rows: z.int().nullable(),
        undecided: z.int().nullable(),
        hidden: z.boolean(),
      }),
    ),
  }),
  refusals: [MeasureUnknown],
})
