import { Day, Instant, MeasureScope } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { MeasureResult } from '../contract/measures.ts'
import { judgeTarget } from './measure-state.ts'

const Phase = z.object({ from: z.int(), to: z.int().nullable() })

/** One figure of a manifest: the question as it was asked, the answer, and the hash of the rows. */
export const ManifestValue = z.object({
  rowsCode: z.string(),
  measure: z.string(),
  validAt: Day,
  target: z.object({ undefinedWhy: z.string().nullable(), later: z.boolean() }).nullable(),
  result: MeasureResult,
  rowCount: z.int(),
  rowsHash: z.string(),
  again: z.boolean(),
})
export type ManifestValue = z.infer<typeof ManifestValue>

/** A target as frozen: what it is judged by. */
export const ManifestTarget = z.object({
  row: z.string(),
  phase: z.string(),
  clauseId: z.uuid(),
  measure: z.string().nullable(),
  guard: z.string().nullable(),
  others: z.array(z.string()),
  rowsCode: z.string().nullable(),
  words: z.object({ state: z.string(), why: z.string() }),
  aim: z.object({ op: z.enum(['>=', '<=', '=']), value: z.string(), source: z.enum(['plan', 'decision']) }).nullable(),
  judgement: z.enum(['met', 'not-met', 'no-value-set', 'not-judged']),
})
export type ManifestTarget = z.infer<typeof ManifestTarget>

/** Everything a round froze, and nothing of the clock besides the moment it was known at. */
export const Manifest = z.object({
  format: z.literal('yinqiao-manifest-1'),
  round: z.uuid(),
  phase: z.string(),
  gateDay: Day,
  knownAt: Instant,
  synthetic: z.boolean(),
  plan: z.object({ title: z.string(), number: z.string().nullable(), sm3: z.string() }),
  phases: z.array(Phase),
  bindings: z.array(z.object({ row: z.string(), measure: z.string() })),
  values: z.array(ManifestValue),
  targets: z.array(ManifestTarget),
})
export type Manifest = z.infer<typeof Manifest>

/** The order of figures in a manifest. */
export function scopeKey(scope: MeasureScope): string {
  return scope.kind === 'district' ? '' : scope.kind === 'town' ? `1${scope.code}` : `2${scope.id}`
}

/** A manifest with other values of its figures: the judgements follow from them. */
export function withValues(manifest: Manifest, values: readonly ManifestValue[]): Manifest {
  const byCode = new Map(values.map((value) => [value.rowsCode, value]))
  return {
    ...manifest,
    values: [...values],
    targets: manifest.targets.map((target) => {
      const value = target.rowsCode === null ? undefined : byCode.get(target.rowsCode)
      return {
        ...target,
        judgement: value === undefined ? ('not-judged' as const) : judgeTarget(value.result.state, value.result.value, target.aim),
      }
    }),
  }
}
