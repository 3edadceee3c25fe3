/**
 * Which slices of a count of persons must not be shown. A count of 1 to limit-1 is hidden; then more are hidden, the
 * smallest first, until what total minus shown slices tells (the sum of the hidden) is of two slices at least and not
 * itself a small count. A total below the limit hides all, itself included (`total: true`).
 */
export function hideSmallCells(
  slices: ReadonlyMap<string, number>,
  limit: number,
): { readonly hidden: ReadonlySet<string>; readonly total: boolean } {
  const total = [...slices.values()].reduce((sum, count) => sum + count, 0)
  if (total > 0 && total < limit) return { hidden: new Set(slices.keys()), total: true }
  const ordered = [...slices].filter(([, count]) => count > 0).toSorted(([a, one], [b, two]) => one - two || (a < b ? -1 : 1))
  const hidden = new Set<string>()
  let sum = 0
  for (const [key, count] of ordered) {
    if (count >= limit && (hidden.size === 0 || (hidden.size > 1 && sum >= limit))) break
    hidden.add(key)
    sum += count
  }
  return { hidden, total: false }
}
