import { z } from 'zod'
import { features } from './features.ts'
import { wornPlaces } from './sample.ts'

/**
 * A complete binary tree of depth d, nodes numbered from the root, children of n are 2n+1 (below the threshold) and 2n+2 (not below,
 * or the feature is missing). `splits` holds [feature, threshold] of the inner nodes, null where a node is not split; `values` the
 * value of every node, so that each step of the way down has its share in the result.
 */
const Tree = z.object({
  splits: z.array(z.tuple([z.number().int().nonnegative(), z.number()]).nullable()),
  values: z.array(z.number()),
})
export type Tree = z.infer<typeof Tree>

/** Boosted trees for one place of the sensor; the score is a probability only among acted trials. */
const PlaceModel = z.object({
  place: z.enum(wornPlaces),
  bias: z.number(),
  trees: z.array(Tree).max(400),
  /** A score from here on is a fall. */
  threshold: z.number().min(0).max(1),
  /** People the trees were grown on, as `set/subject`; figures may be shown for others only. */
  trainedOn: z.array(z.string()),
  /** How it was chosen, on the people of `trainedOn` alone. */
  chosen: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
})
export type PlaceModel = z.infer<typeof PlaceModel>

/** The frozen file `data/fall-model.json`. */
export const FallModel = z
  .object({
    version: z.string(),
    /** The day the training was settled; written by hand in the script, so that training again gives the same bytes. */
    date: z.iso.date(),
    made: z.string(),
    features: z.array(z.string()),
    places: z.array(PlaceModel),
  })
  .refine(
    ({ features: named }) => named.join() === features.map(({ key }) => key).join(),
    'features of the model are not those of the code',
  )
export type FallModel = z.infer<typeof FallModel>

/** One reason: how much a feature moved the score (log odds; above zero towards a fall) and what it was. */
export interface Reason {
  readonly feature: string
  /** null where the window did not reach. */
  readonly value: number | null
  readonly share: number
}

const probability = (odds: number) => 1 / (1 + Math.exp(-odds))

/** Walks one tree; `step` hears each split passed. Gives the value reached. */
function walk({ splits, values }: Tree, facts: readonly number[], step?: (feature: number, gain: number) => void): number {
  let node = 0
  for (;;) {
    const split = splits[node]
    if (split === undefined || split === null) return values[node] ?? 0
    const child = 2 * node + ((facts[split[0]] ?? Number.NaN) < split[1] ? 1 : 2)
    step?.(split[0], (values[child] ?? 0) - (values[node] ?? 0))
    node = child
  }
}

/** Score of a window in [0, 1]. */
export function scoreOf({ bias, trees }: Pick<PlaceModel, 'bias' | 'trees'>, facts: readonly number[]): number {
  let odds = bias
  for (const tree of trees) odds += walk(tree, facts)
  return probability(odds)
}

/** Why the score is what it is: every feature that had a share, the weightiest first. The shares and `base` add up to the log odds. */
export function reasonsOf(
  { bias, trees }: Pick<PlaceModel, 'bias' | 'trees'>,
  facts: readonly number[],
): { base: number; reasons: Reason[] } {
  const shares = new Map<number, number>()
  let base = bias
  for (const tree of trees) {
    base += tree.values[0] ?? 0
    walk(tree, facts, (feature, gain) => shares.set(feature, (shares.get(feature) ?? 0) + gain))
  }
  const reasons = [...shares].map(([at, share]) => {
    const value = facts[at] ?? Number.NaN
    return { feature: features[at]?.key ?? '', value: Number.isNaN(value) ? null : value, share }
  })
  return { base, reasons: reasons.toSorted((a, b) => Math.abs(b.share) - Math.abs(a.share) || a.feature.localeCompare(b.feature)) }
}
