import type { Filter, QueryTree, RowSet, Source } from '@yinqiao/kernel/contract'

const ofFilter = (filter: Filter): string[] => {
  if ('all' in filter) return filter.all.flatMap(ofFilter)
  if ('not' in filter) return ofFilter(filter.not)
  if ('exists' in filter) return [filter.exists, ...(filter.where === undefined ? [] : ofFilter(filter.where))]
  if ('any' in filter && !('has' in filter)) return filter.any.flatMap(ofFilter)
  return []
}
const setsIn = (tree: QueryTree): readonly RowSet[] => ('rows' in tree ? [tree.rows] : [tree.part, tree.whole])

/** Names of all sources a number is read from, also those its filters look into. */
export function sourcesOf(tree: QueryTree): readonly string[] {
  return [...new Set(setsIn(tree).flatMap(({ source, where }) => [source, ...(where === undefined ? [] : ofFilter(where))]))]
}

/** Whether every source keeps when its rows were known, so that the number can be made again for a past moment. */
export function keepsTimes(tree: QueryTree, sources: ReadonlyMap<string, Source>): boolean {
  return sourcesOf(tree).every((name) => sources.get(name)?.known === true)
}

/** Whether the number can be told by town. */
export function hasTowns(tree: QueryTree, sources: ReadonlyMap<string, Source>): boolean {
  return setsIn(tree).every(({ source }) => sources.get(source)?.town != null)
}
