import { createHash } from 'node:crypto'

/** Chance from a seed: the same seed gives the same district on every machine. */
export interface Dice {
  /** [0, 1) */
  next(): number
  /** Whole number in [0, n). */
  below(n: number): number
  pick<T>(things: readonly [T, ...T[]]): T
  /** The key of a weight drawn in proportion. */
  weigh<T>(weights: readonly (readonly [T, number])[]): T
}

/** Mulberry-like generator seeded by SHA-256 of the words; fast enough for millions of draws. */
export function dice(seed: string): Dice {
  let state = createHash('sha256').update(seed).digest().readUInt32LE(0)
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (n: number) => Math.floor(next() * n)
  return {
    next,
    below,
    pick: (things) => things[below(things.length)] ?? things[0],
    weigh(weights) {
      const total = weights.reduce((sum, [, weight]) => sum + weight, 0)
      let at = next() * total
      for (const [thing, weight] of weights) {
        at -= weight
        if (at < 0) return thing
      }
      const last = weights.at(-1)
      if (last === undefined) throw new Error('no weights')
      return last[0]
    },
  }
}
