import { foldQuote } from './locate-quote.ts'

/** A clause of the version in force, with its lasting id. */
export interface OldClause {
  readonly id: string
  readonly text: string
  /** Id of the clause it lies in, null at the outermost. */
  readonly parent?: string | null
}

export interface NewClause {
  readonly text: string
  /** Index of the clause it lies in. */
  readonly parent?: number | null
}

type Change = 'same' | 'edited' | 'moved' | 'split' | 'merged' | 'removed' | 'new'

/** Which old clauses became which new ones (indices). A person confirms all but `same`. */
export interface Mapping {
  readonly change: Change
  readonly old: readonly string[]
  readonly now: readonly number[]
  /** Likeness of the words, 0 to 1. */
  readonly likeness: number
}

/** What two texts are compared by: no white space, marks in one shape, no marks at the ends, numbering left out. */
function compareKey(text: string): string {
  return foldQuote(text)
    .replace(/^(?:[(]?[一二三四五六七八九十\d]{1,3}[)、.]+|第[一二三四五六七八九十百\d]+条)/, '')
    .replace(/^[。;,、:]+|[。;,、:.]+$/g, '')
}

function pairsOf(key: string): Map<string, number> {
  const pairs = new Map<string, number>()
  for (let i = 0; i + 1 < key.length; i++) {
    const pair = key.slice(i, i + 2)
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return pairs
}

function shared(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let count = 0
  for (const [pair, times] of a) count += Math.min(times, b.get(pair) ?? 0)
  return count
}

interface Side {
  readonly key: string
  readonly pairs: ReadonlyMap<string, number>
  readonly size: number
}

function sideOf(text: string): Side {
  const key = compareKey(text)
  return { key, pairs: pairsOf(key), size: Math.max(1, key.length - 1) }
}

/** Positions that keep their order: the longest rising run (patience), so that one moved clause does not move all others. */
export function risingRun(values: readonly number[]): Set<number> {
  const tails: number[] = []
  const before: (number | undefined)[] = []
  for (const [i, value] of values.entries()) {
    let low = 0
    let high = tails.length
    while (low < high) {
      const mid = (low + high) >> 1
      if ((values[tails[mid] ?? 0] ?? 0) < value) low = mid + 1
      else high = mid
    }
    before[i] = low > 0 ? tails[low - 1] : undefined
    tails[low] = i
  }
  const kept = new Set<number>()
  for (let at = tails[tails.length - 1]; at !== undefined; at = before[at]) kept.add(at)
  return kept
}

/**
 * Proposes how the clauses of a plan went over into a new text. Half- and full-width marks, spaces, line breaks and
 * renumbering are no change. Give clauses of one storey (siblings or all leaves), in order of the text.
 */
export function compareVersions(old: readonly OldClause[], now: readonly NewClause[]): Mapping[] {
  const left = old.map((clause) => sideOf(clause.text))
  const right = now.map((clause) => sideOf(clause.text))
  const matchOf: (number | undefined)[] = old.map(() => undefined)
  const taken = new Set<number>()
  const byKey = new Map<string, number[]>()
  right.forEach((side, j) => byKey.set(side.key, [...(byKey.get(side.key) ?? []), j]))
  left.forEach((side, i) => {
    const j = byKey.get(side.key)?.shift()
    if (j !== undefined) {
      matchOf[i] = j
      taken.add(j)
    }
  })
  const result: Mapping[] = []
  const freeOld = () => left.flatMap((_, i) => (matchOf[i] === undefined && !gone.has(i) ? [i] : []))
  const freeNow = () => right.flatMap((_, j) => (taken.has(j) ? [] : [j]))
  const gone = new Set<number>()
  // one into several that stand together, or several into one
  for (const i of freeOld()) {
    const parts = coveredBy(left[i], right, freeNow())
    if (parts !== undefined) {
      gone.add(i)
      for (const j of parts) taken.add(j)
      result.push({ change: 'split', old: [old[i]?.id ?? ''], now: parts, likeness: 1 })
    }
  }
  for (const j of freeNow()) {
    const parts = coveredBy(right[j], left, freeOld())
    if (parts !== undefined) {
      taken.add(j)
      for (const i of parts) gone.add(i)
      result.push({ change: 'merged', old: parts.map((i) => old[i]?.id ?? ''), now: [j], likeness: 1 })
    }
  }
  // edited: the likest pairs first
  const pairs: { i: number; j: number; like: number }[] = []
  for (const i of freeOld()) {
    for (const j of freeNow()) {
      const a = left[i]
      const b = right[j]
      if (a === undefined || b === undefined || Math.min(a.size, b.size) < Math.max(a.size, b.size) * 0.3) continue
      const like = (2 * shared(a.pairs, b.pairs)) / (a.size + b.size)
      if (like >= 0.5) pairs.push({ i, j, like })
    }
  }
  const edited = new Map<number, number>()
  for (const { i, j, like } of pairs.sort((a, b) => b.like - a.like)) {
    if (matchOf[i] !== undefined || taken.has(j)) continue
    matchOf[i] = j
    taken.add(j)
    edited.set(i, Math.min(like, 0.999))
  }
  const matched = matchOf.flatMap((j, i) => (j === undefined ? [] : [{ i, j }]))
  const kept = risingRun(matched.map((pair) => pair.j))
  matched.forEach(({ i, j }, position) => {
    const like = edited.get(i)
    result.push({
      change: like !== undefined ? 'edited' : kept.has(position) ? 'same' : 'moved',
      old: [old[i]?.id ?? ''],
      now: [j],
      likeness: like ?? 1,
    })
  })
  for (const i of freeOld()) result.push({ change: 'removed', old: [old[i]?.id ?? ''], now: [], likeness: 0 })
  for (const j of freeNow()) result.push({ change: 'new', old: [], now: [j], likeness: 0 })
  const place = new Map(old.map((clause, i) => [clause.id, i]))
  const order = (mapping: Mapping) => (mapping.old[0] === undefined ? old.length + (mapping.now[0] ?? 0) : (place.get(mapping.old[0]) ?? 0))
  return result.sort((a, b) => order(a) - order(b))
}

/** Neighbouring parts (two to four) that together say what `whole` says and nothing else, or undefined. */
function coveredBy(whole: Side | undefined, parts: readonly Side[], free: readonly number[]): number[] | undefined {
  if (whole === undefined || whole.key.length < 8) return undefined
  let best: { parts: number[]; like: number } | undefined
  for (let a = 0; a < free.length; a++) {
    let joined = ''
    const run: number[] = []
    for (let b = a; b < Math.min(free.length, a + 4); b++) {
      const j = free[b]
      const part = j === undefined ? undefined : parts[j]
      if (j === undefined || part === undefined || (b > a && j - (free[b - 1] ?? j) > 1)) break
      // every part must come from the whole by itself
      if (part.key.length < 4 || shared(part.pairs, whole.pairs) < part.size * 0.7) break
      joined += part.key
      run.push(j)
      if (run.length < 2) continue
      const sum = pairsOf(joined)
      const like = (2 * shared(sum, whole.pairs)) / (Math.max(1, joined.length - 1) + whole.size)
      if (like >= 0.85 && (best === undefined || like > best.like)) best = { parts: [...run], like }
    }
  }
  return best?.parts
}
