/**
 * Where in a value (searched all through, keys too) stands text that no database can keep: a zero byte or half a
 * surrogate pair (PostgreSQL text, UTF-8). Path of the first such place, undefined when there is none.
 */
export function findUncleanText(value: unknown, path: readonly (string | number)[] = []): readonly (string | number)[] | undefined {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() ? path : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, each] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    const found = typeof key === 'string' && findUncleanText(key) !== undefined ? path : findUncleanText(each, [...path, key])
    if (found !== undefined) return found
  }
  return undefined
}
