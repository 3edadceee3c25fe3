import type { Tree } from '../../rooms/watch/rules/fall/model.ts'

/** One labelled window. */
export interface Example {
  readonly facts: readonly number[]
  readonly positive: boolean
  readonly weight: number
}

export interface BoostOptions {
  readonly rounds: number
  readonly depth: number
  /** Share of each tree that is taken. */
  readonly rate: number
  /** Ridge on the leaf values. */
  readonly ridge: number
  /** Least sum of second derivatives in a leaf. */
  readonly leafAtLeast: number
}

const binsAtMost = 48
const round = (value: number) => Math.round(value * 1e5) / 1e5

/** Thresholds between the quantiles of one feature, ascending; missing values lie above all of them. */
function cutsOf(examples: readonly Example[], feature: number): number[] {
  const values = examples.map(({ facts }) => facts[feature] ?? Number.NaN).filter((value) => !Number.isNaN(value))
  const sorted = Float64Array.from(values).sort()
  const cuts = new Set<number>()
  for (let bin = 1; bin <= binsAtMost; bin++) {
    const at = Math.floor((bin * sorted.length) / (binsAtMost + 1))
    const [below, own] = [sorted[at - 1], sorted[at]]
    if (below !== undefined && own !== undefined && own > below) cuts.add(round((below + own) / 2))
  }
  // the last cut parts what is known from what is missing
  const greatest = sorted[sorted.length - 1]
  if (greatest !== undefined && values.length < examples.length) cuts.add(round(greatest) + 1)
  return [...cuts].sort((a, b) => a - b)
}

const binOf = (cuts: readonly number[], value: number) => {
  let bin = 0
  while (bin < cuts.length && !(value < (cuts[bin] ?? 0))) bin++
  return bin
}

interface Split {
  readonly feature: number
  readonly bin: number
  readonly gain: number
}

/**
 * Grows boosted trees for the logistic loss by Newton steps on binned features. No chance in it: the same examples in the same order
 * give the same trees.
 */
export function growTrees(examples: readonly Example[], options: BoostOptions): { bias: number; trees: Tree[] } {
  const { rounds, depth, rate, ridge, leafAtLeast } = options
  const width = examples[0]?.facts.length ?? 0
  const cuts = Array.from({ length: width }, (_, feature) => cutsOf(examples, feature))
  const bins = cuts.map((own, feature) => Uint8Array.from(examples, ({ facts }) => binOf(own, facts[feature] ?? Number.NaN)))
  const total = (positive: boolean) => examples.reduce((sum, one) => sum + (one.positive === positive ? one.weight : 0), 0)
  const bias = round(Math.log((total(true) + 1) / (total(false) + 1)))
  const odds = new Float64Array(examples.length).fill(bias)
  const [slope, bend] = [new Float64Array(examples.length), new Float64Array(examples.length)]

  const bestSplit = (members: readonly number[], slopes: number, bends: number): Split | null => {
    let best: Split | null = null
    for (let feature = 0; feature < width; feature++) {
      const [count, own] = [cuts[feature]?.length ?? 0, bins[feature] ?? new Uint8Array()]
      const [g, h] = [new Float64Array(count + 1), new Float64Array(count + 1)]
      for (const i of members) {
        const bin = own[i] ?? 0
        g[bin] = (g[bin] ?? 0) + (slope[i] ?? 0)
        h[bin] = (h[bin] ?? 0) + (bend[i] ?? 0)
      }
      let [left, weight] = [0, 0]
      for (let bin = 0; bin < count; bin++) {
        left += g[bin] ?? 0
        weight += h[bin] ?? 0
        if (weight < leafAtLeast || bends - weight < leafAtLeast) continue
        const gain = left ** 2 / (weight + ridge) + (slopes - left) ** 2 / (bends - weight + ridge) - slopes ** 2 / (bends + ridge)
        // a little more is asked of a later candidate, so that equal gains fall the same way on every machine
        if (gain > (best?.gain ?? 1e-6) * (1 + 1e-9)) best = { feature, bin, gain }
      }
    }
    return best
  }

  const trees: Tree[] = []
  for (let made = 0; made < rounds; made++) {
    examples.forEach(({ positive, weight }, i) => {
      const chance = 1 / (1 + Math.exp(-(odds[i] ?? 0)))
      slope[i] = weight * ((positive ? 1 : 0) - chance)
      bend[i] = weight * Math.max(1e-6, chance * (1 - chance))
    })
    const tree: Tree = { splits: Array(2 ** depth - 1).fill(null), values: Array(2 ** (depth + 1) - 1).fill(0) }
    const grow = (node: number, level: number, members: readonly number[]) => {
      const sum = (of: Float64Array) => members.reduce((held, i) => held + (of[i] ?? 0), 0)
      const [slopes, bends] = [sum(slope), sum(bend)]
      const value = round((rate * slopes) / (bends + ridge))
      tree.values[node] = value
      const split = level < depth ? bestSplit(members, slopes, bends) : null
      if (split === null) {
        for (const i of members) odds[i] = (odds[i] ?? 0) + value
        return
      }
      const own = bins[split.feature] ?? new Uint8Array()
      tree.splits[node] = [split.feature, cuts[split.feature]?.[split.bin] ?? 0]
      const below = (i: number) => (own[i] ?? 0) <= split.bin
      grow(2 * node + 1, level + 1, members.filter(below))
      grow(
        2 * node + 2,
        level + 1,
        members.filter((i) => !below(i)),
      )
    }
    grow(
      0,
      0,
      examples.map((_, i) => i),
    )
    trees.push(tree)
  }
  return { bias, trees }
}
