import { Day, Instant, MeasureScope } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { Code, MeasureResult } from './measures.ts'

/** The way of a round, always forward. */
export const RoundState = z.enum(['open', 'frozen', 'reviewed', 'signed', 'published', 'archived'])
export type RoundState = z.infer<typeof RoundState>

export const RoundRow = z.object({
  id: z.uuid(),
  phase: z.string(),
  title: z.string(),
  number: z.string().nullable(),
  gateDay: Day,
  closesOn: Day,
  state: RoundState,
  openedBy: z.string(),
  openedAt: Instant,
  knownAt: Instant.nullable(),
  /** SHA-256 and SM3 of the manifest's bytes; null until it is made. */
  manifestHash: z.string().nullable(),
  manifestSm3: z.string().nullable(),
  supplementOf: z.uuid().nullable(),
  synthetic: z.boolean(),
  version: z.int(),
})
export type RoundRow = z.infer<typeof RoundRow>

/** A figure as it was frozen, under the short code that opens its rows. */
export const FrozenValue = z.object({
  rowsCode: z.string(),
  measure: Code,
  scope: MeasureScope,
  result: MeasureResult,
  rowCount: z.int(),
  rowsHash: z.string(),
  /** Every source keeps both times, so that the number can be made again from the records. */
  again: z.boolean(),
})
export type FrozenValue = z.infer<typeof FrozenValue>

export const SelfReport = z.object({
  id: z.uuid(),
  unitId: z.uuid(),
  unitName: z.string(),
  /** Code of a target; empty: of the unit's work as a whole. */
  about: z.string(),
  version: z.int(),
  body: z.string(),
  /** Figures typed by hand, and placeholders that name nothing. */
  typed: z.array(z.string()),
  writtenBy: z.string(),
  writtenAt: Instant,
  accepted: z.object({ by: z.string(), at: Instant, why: z.string() }).nullable(),
})
export type SelfReport = z.infer<typeof SelfReport>

export const CheckResult = z.enum(['confirmed', 'wrong', 'not-found'])
export const SampleRow = z.object({
  n: z.int(),
  measure: Code,
  rowsCode: z.string(),
  recordId: z.string(),
  source: z.string(),
  opens: z.string().nullable(),
  town: z.string().nullable(),
  unit: z.string().nullable(),
  result: CheckResult.nullable(),
  note: z.string().nullable(),
  checkedBy: z.string().nullable(),
  checkedOn: Day.nullable(),
})

/** Confirmed share of what was checked, with Wilson's 95 % interval; null while nothing is checked. */
export const ConfirmRate = z.object({
  drawn: z.int(),
  checked: z.int(),
  confirmed: z.int(),
  wrong: z.int(),
  notFound: z.int(),
  rate: z.number().nullable(),
  from: z.number().nullable(),
  to: z.number().nullable(),
  /** The share lies below the limit: the report says so. */
  low: z.boolean(),
})
export type ConfirmRate = z.infer<typeof ConfirmRate>

export const Sample = z.object({
  share: z.number(),
  seedHash: z.string(),
  /** Shown after the draw, so that everybody can draw again. */
  seed: z.string().nullable(),
  committedBy: z.string(),
  committedAt: Instant,
  drawnBy: z.string().nullable(),
  drawnAt: Instant.nullable(),
  population: z.int().nullable(),
  rate: ConfirmRate,
  rows: z.array(SampleRow),
})

export const Finding = z.object({
  id: z.uuid(),
  about: z.string(),
  body: z.string(),
  by: z.string(),
  on: Day,
  action: z
    .object({ text: z.string(), unitId: z.uuid(), owner: z.string(), due: Day, doneOn: Day.nullable(), late: z.boolean() })
    .nullable(),
})

export const RoundTarget = z.object({
  row: z.string(),
  name: z.string(),
  quote: z.string(),
  state: z.string(),
  why: z.string(),
  outcome: z.enum(['met', 'not-met', 'no-value-set', 'undefined', 'no-data', 'thin', 'stale', 'not-due', 'disputed', 'not-judged']),
  measure: Code.nullable(),
  rowsCode: z.string().nullable(),
  value: z.string().nullable(),
  unit: z.string().nullable(),
  aim: z.object({ op: z.string(), value: z.string(), source: z.enum(['plan', 'decision']) }).nullable(),
})
