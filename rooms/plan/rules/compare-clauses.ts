import { compareVersions, type Mapping, type NewClause, type OldClause, risingRun } from './compare-versions.ts'

/**
 * Proposes how all clauses of a plan, containers and leaves, went over into a new text. Leaves are compared by their
 * words; a container is the one that most of its leaves went to. Moved is said of the outermost thing that moved only:
 * a task put elsewhere is one `moved`, and its sentences stay `same`.
 */
export function compareClauses(old: readonly OldClause[], now: readonly NewClause[]): Mapping[] {
  const oldAt = new Map(old.map((clause, i) => [clause.id, i]))
  const oldParent = old.map((clause) => (clause.parent === undefined || clause.parent === null ? undefined : oldAt.get(clause.parent)))
  const nowParent = now.map((clause) => clause.parent ?? undefined)
  const oldInner = new Set(oldParent)
  const nowInner = new Set(nowParent)
  const oldLeaves = old.flatMap((_, i) => (oldInner.has(i) ? [] : [i]))
  const nowLeaves = now.flatMap((_, j) => (nowInner.has(j) ? [] : [j]))
  const leaves = compareVersions(
    oldLeaves.flatMap((i) => old[i] ?? []),
    nowLeaves.flatMap((j) => now[j] ?? []),
  ).map((mapping) => ({ ...mapping, now: mapping.now.flatMap((k) => nowLeaves[k] ?? []) }))
  // votes of leaves for containers, at every height
  const votes = new Map<number, Map<number, number>>()
  for (const mapping of leaves) {
    for (const id of mapping.old) {
      for (const j of mapping.now) {
        const up = ancestors(oldParent, oldAt.get(id))
        const across = ancestors(nowParent, j)
        for (const [height, i] of up.entries()) {
          const k = across[across.length - up.length + height] ?? -1
          if (k < 0) continue
          const tally = votes.get(i) ?? new Map<number, number>()
          tally.set(k, (tally.get(k) ?? 0) + 1)
          votes.set(i, tally)
        }
      }
    }
  }
  const target = new Map<number, number>()
  const taken = new Set<number>()
  const ranked = [...votes].flatMap(([i, tally]) => [...tally].map(([k, count]) => ({ i, k, count }))).sort((a, b) => b.count - a.count)
  for (const { i, k } of ranked) {
    if (target.has(i) || taken.has(k)) continue
    target.set(i, k)
    taken.add(k)
  }
  const result: Mapping[] = []
  const single = new Map<number, { j: number; mapping: Mapping | undefined }>()
  for (const [i, k] of target) single.set(i, { j: k, mapping: undefined })
  for (const mapping of leaves) {
    const i = mapping.old.length === 1 ? oldAt.get(mapping.old[0] ?? '') : undefined
    if (i !== undefined && mapping.now.length === 1) single.set(i, { j: mapping.now[0] ?? -1, mapping })
    else result.push(mapping)
  }
  // order among brothers decides what moved
  const brothers = new Map<string, { i: number; j: number }[]>()
  for (const [i, { j }] of [...single].sort((a, b) => a[0] - b[0])) {
    const home = oldParent[i]
    const same = (home === undefined ? undefined : target.get(home)) === nowParent[j]
    const key = same ? String(home) : `away ${i}`
    brothers.set(key, [...(brothers.get(key) ?? []), { i, j }])
  }
  for (const [key, group] of brothers) {
    const kept = risingRun(group.map((one) => one.j))
    for (const [place, { i, j }] of group.entries()) {
      const leaf = single.get(i)?.mapping
      const stays = kept.has(place) && !key.startsWith('away')
      const change = leaf?.change === 'edited' ? 'edited' : stays ? 'same' : 'moved'
      result.push({ change, old: [old[i]?.id ?? ''], now: [j], likeness: leaf?.likeness ?? 1 })
    }
  }
  for (const i of oldInner)
    if (i !== undefined && !target.has(i)) result.push({ change: 'removed', old: [old[i]?.id ?? ''], now: [], likeness: 0 })
  for (const k of nowInner) if (k !== undefined && !taken.has(k)) result.push({ change: 'new', old: [], now: [k], likeness: 0 })
  const order = (mapping: Mapping) => (mapping.old[0] === undefined ? old.length + (mapping.now[0] ?? 0) : (oldAt.get(mapping.old[0]) ?? 0))
  return result.sort((a, b) => order(a) - order(b))
}

/** Containers above a clause, outermost first. */
function ancestors(parents: readonly (number | undefined)[], from: number | undefined): number[] {
  const up: number[] = []
  for (let at = from === undefined ? undefined : parents[from]; at !== undefined; at = parents[at]) up.unshift(at)
  return up
}
