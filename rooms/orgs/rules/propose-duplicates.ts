import type { DuplicateReason } from '../contract/institution.ts'
import { likeness, nameCore, pairsOf } from './name-core.ts'

/** What is compared of an institution; `district` '' = unknown. */
export interface Comparable {
  readonly id: string
  readonly name: string
  readonly district: string
  readonly addressKey: string | null
}

/** Two that may be one, `leftId` < `rightId`, with why. */
export interface Proposed {
  readonly leftId: string
  readonly rightId: string
  readonly reasons: readonly DuplicateReason[]
}

/** From this likeness of name cores on a pair is proposed; lower ones proposed neighbours of one chain. */
const near = 0.8
/** Pairs of characters that more than this share of names have (护理, 养老) are no reason to look closer. */
const tooCommon = 0.2

/**
 * Proposes pairs within one district: same address under two names, the same name but for place and form of business,
 * or names nearly alike. It only proposes: a person decides. Work grows with the names that share a rare pair.
 */
export function proposeDuplicates(all: readonly Comparable[], places: readonly string[]): readonly Proposed[] {
  const found = new Map<string, Set<DuplicateReason>>()
  const add = (a: Comparable, b: Comparable, reason: DuplicateReason) => {
    const key = a.id < b.id ? `${a.id} ${b.id}` : `${b.id} ${a.id}`
    found.set(key, (found.get(key) ?? new Set()).add(reason))
  }
  for (const group of groupBy(all, (one) => one.district).values()) {
    for (const same of groupBy(
      group.filter((one) => one.addressKey !== null),
      (one) => one.addressKey ?? '',
    ).values())
      eachPair(same, (a, b) => add(a, b, 'same-address'))
    const cores = group.map((one) => ({ one, core: nameCore(one.name, places) }))
    for (const same of groupBy(cores, (entry) => entry.core).values()) eachPair(same, (a, b) => add(a.one, b.one, 'same-core-name'))
    nearNames(cores, (a, b) => add(a, b, 'near-name'))
  }
  return [...found].map(([key, reasons]) => {
    const [leftId = '', rightId = ''] = key.split(' ')
    return { leftId, rightId, reasons: [...reasons].toSorted() }
  })
}

function nearNames(
  cores: readonly { readonly one: Comparable; readonly core: string }[],
  found: (a: Comparable, b: Comparable) => void,
): void {
  const entries = cores.map((entry) => ({ ...entry, pairs: pairsOf(entry.core) }))
  const byPair = new Map<string, number[]>()
  for (const [index, entry] of entries.entries()) {
    for (const pair of entry.pairs) {
      const sharing = byPair.get(pair)
      if (sharing === undefined) byPair.set(pair, [index])
      else sharing.push(index)
    }
  }
  const limit = Math.max(8, entries.length * tooCommon)
  for (const [index, entry] of entries.entries()) {
    const candidates = new Set<number>()
    for (const pair of entry.pairs) {
      const sharing = byPair.get(pair) ?? []
      if (sharing.length <= limit) for (const other of sharing) if (other > index) candidates.add(other)
    }
    for (const candidate of candidates) {
      const other = entries[candidate]
      if (other === undefined || other.core === entry.core) continue
      const contained = contains(entry.core, other.core) || contains(other.core, entry.core)
      if (contained || likeness(entry.pairs, other.pairs) >= near) found(entry.one, other.one)
    }
  }
}

/** A short name inside a longer one counts when it is itself more than a kind (久龄护理院 in 甲园久龄护理院). */
function contains(longer: string, shorter: string): boolean {
  return shorter.length >= 5 && longer.length > shorter.length && longer.endsWith(shorter)
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group === undefined) groups.set(keyOf(item), [item])
    else group.push(item)
  }
  return groups
}

function eachPair<T>(items: readonly T[], found: (a: T, b: T) => void): void {
  for (const [index, a] of items.entries()) for (const b of items.slice(index + 1)) found(a, b)
}
