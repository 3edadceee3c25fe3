import { CompiledQuery } from 'kysely'
import type { Filter, RowSet } from '../contract/measure.ts'
import type { Database } from '../database-handle.ts'
import type { Sources } from './check-tree.ts'
import { movedSql, rowsSql, startStatement } from './compile-rows.ts'
import { type Definition, setsOf } from './run-measure.ts'

/** What the rows of one side add up to in one town and month, as of the last day of the month. */
export interface Cell {
  readonly side: string
  /** '' where the place of the rows is not known. */
  readonly town: string
  /** First day of the month. */
  readonly month: string
  readonly counted: number
  readonly amount: string
  readonly undecided: number
}

/**
 * Whether a measure adds up from cells by town and month: its rows are events with a day that every row has, each
 * counts for itself, and nothing it looks at has no moment of becoming known.
 */
export function addsUp({ tree }: Definition, sources: Sources): boolean {
  if (tree.fold === 'median') return false
  const plain = (set: RowSet) => {
    const source = sources.get(set.source)
    return (
      source?.known === true &&
      source.single === true &&
      set.key === undefined &&
      set.day !== undefined &&
      source.columns[set.day]?.always === true &&
      (set.where === undefined || timely(set.where, sources))
    )
  }
  return setsOf(tree).every(({ set }) => plain(set)) && (tree.fold !== 'ratio' || within(tree.part, tree.whole))
}

/** The part is cut out of the whole by its own filter: it cannot leak. */
function within(part: RowSet, whole: RowSet): boolean {
  if (part.source !== whole.source || part.day !== whole.day) return false
  if (whole.where === undefined) return true
  const wanted = JSON.stringify(whole.where)
  const parts = part.where === undefined ? [] : 'all' in part.where ? part.where.all : [part.where]
  const wholes = 'all' in whole.where ? whole.where.all.map((one) => JSON.stringify(one)) : [wanted]
  const given = new Set(parts.map((one) => JSON.stringify(one)))
  return given.has(wanted) || wholes.every((one) => given.has(one))
}

function timely(filter: Filter, sources: Sources): boolean {
  if ('all' in filter) return filter.all.every((one) => timely(one, sources))
  if ('not' in filter) return timely(filter.not, sources)
  if ('exists' in filter) return sources.get(filter.exists)?.known === true && (filter.where === undefined || timely(filter.where, sources))
  if ('any' in filter && !('has' in filter)) return filter.any.every((one) => timely(one, sources))
  return true
}

const whenever = (knownAt: string) => ({ scope: { kind: 'district' as const }, from: null, to: '9999-12-31', knownAt })

/** The cells of a measure as known at a moment; of some records only, when told. */
export async function foldCells(
  db: Database,
  sources: Sources,
  { tree, params }: Definition,
  knownAt: string,
  ids?: readonly string[],
): Promise<readonly Cell[]> {
  const build = startStatement(sources, params, whenever(knownAt))
  const text = setsOf(tree)
    .map(
      ({ side, set, amount }) =>
        `select '${side}'::text as side, r.town, r.month, r.amount, r.counted, r.ok from (${rowsSql(build, set, { amount, ids, months: true })}) r`,
    )
    .join(' union all ')
  const { rows } = await db.executeQuery<Cell>(
    CompiledQuery.raw(
      `select side, coalesce(town, '') as town, month, count(*) filter (where counted) as counted, coalesce(sum(amount) filter (where counted), 0)::text as amount,
  count(*) filter (where ok is null) as undecided from (${text}) x group by 1, 2, 3`,
      build.values,
    ),
  )
  return rows
}

/** Records that may have moved a measure after one moment and until another. */
export async function movedRecords(
  db: Database,
  sources: Sources,
  { tree, params }: Definition,
  after: string,
  until: string,
): Promise<readonly string[]> {
  const build = startStatement(sources, params, whenever(until))
  const text = setsOf(tree)
    .map(({ set }) => movedSql(build, set, after))
    .join(' union ')
  const { rows } = await db.executeQuery<{ id: string }>(CompiledQuery.raw(text, build.values))
  return rows.map(({ id }) => id)
}
