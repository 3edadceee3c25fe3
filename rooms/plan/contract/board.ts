import { command, Day, Instant, MeasureScope, QualityStatements, query } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { Code, MeasureResult, MeasureState, Said, TargetValue } from './measures.ts'
import { readMeasures, readPlanText } from './permissions.ts'

/** Recounts every number from its rows, apart from the fold of the database, and compares; keeps the finding. */
export const RecountMeasures = command({
  name: 'plan.recount-measures',
  title: { zh: '重算核对', en: 'Recount all' },
  permission: readMeasures,
  input: z.object({}),
  output: z.object({
    at: Instant,
    asked: z.int(),
    different: z.int(),
    findings: z.array(z.object({ code: Code, scope: z.string(), what: z.string(), shown: z.string(), counted: z.string() })),
  }),
  refusals: [],
})

const Judgement = z.enum(['met', 'not-met', 'no-value-set', 'not-judged'])
const BoardTarget = z.object({
  rowCode: z.string(),
  clauseId: z.uuid().nullable(),
  quote: z.string().nullable(),
  phase: z.string(),
  phaseTitle: z.string(),
  name: z.string(),
  state: MeasureState,
  why: z.string(),
  judgement: Judgement,
  target: TargetValue.nullable(),
  result: MeasureResult.nullable(),
  guard: MeasureResult.nullable(),
  /** Further measures of the same row. */
  others: z.array(MeasureResult),
  leadProposed: z.string().nullable(),
  owned: z.boolean(),
})

/** The plan board: every target of every phase with state and number for a scope. */
export const GetBoard = query({
  name: 'plan.get-board',
  title: { zh: '方案看板', en: 'Plan board' },
  permission: readPlanText,
  input: z.object({ scope: MeasureScope.default({ kind: 'district' }), validAt: Day.nullish(), knownAt: Instant.nullish() }),
  output: z.object({
    validAt: Day,
    knownAt: Instant,
    synthetic: z.boolean(),
    phases: z.array(
      z.object({ phase: z.string(), title: z.string(), from: Day.nullable(), to: Day.nullable(), targets: z.array(BoardTarget) }),
    ),
    counts: z.record(z.string(), z.int()),
    bound: z.int(),
    rows: z.int(),
    lastRecount: z.object({ at: Instant, asked: z.int(), different: z.int() }).nullable(),
  }),
  refusals: [],
})

/** Numbers whose class is 公开; of the plan's text nothing. */
export const ListPublic = query({
  name: 'plan.list-public',
  title: { zh: '公开指标', en: 'Public figures' },
  permission: 'public',
  perMinute: 120,
  input: z.object({}),
  output: z.object({
    synthetic: z.boolean(),
    rows: z.array(
      z.object({
        code: Code,
        title: Said,
        unit: Said,
        value: z.string().nullable(),
        state: MeasureState,
        to: Day,
        quality: QualityStatements.nullable(),
      }),
    ),
  }),
  refusals: [],
})
