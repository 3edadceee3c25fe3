/**
 * What to save when somebody saved meanwhile: fields I changed keep my value, all others take theirs.
 * `base` is the record as I opened it. So keeping mine never undoes what I did not touch.
 */
export function mergeMine<V extends object>(base: V, mine: V, theirs: V): V {
  const before = new Map<string, unknown>(Object.entries(base))
  const touched = Object.entries(mine).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(before.get(field)))
  return { ...theirs, ...Object.fromEntries(touched) }
}
