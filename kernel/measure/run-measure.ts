import { createHash } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import type { Params, PeriodKind, QueryTree, RowSet } from '../contract/measure.ts'
import type { Database } from '../database-handle.ts'
import type { Sources } from './check-tree.ts'
import {
  type DayPlace,
  describeSql,
  factsOf,
  firstRowsSql,
  readsByDay,
  type Question,
  type RowsOptions,
  rowsSql,
  startStatement,
} from './compile-rows.ts'
import { type Folded, type MeasureRow, plainDecimal, type Side } from './fold-rows.ts'

/** A tree with the parameters of its version: what decides a number besides the records. */
export interface Definition {
  readonly tree: QueryTree
  readonly params: Params
}

/** The row sets of a tree with the amount each brings. */
export function setsOf(tree: QueryTree): readonly { readonly side: Side; readonly set: RowSet; readonly amount?: string }[] {
  switch (tree.fold) {
    case 'count':
      return [{ side: 'rows', set: tree.rows }]
    case 'sum':
    case 'median':
      return [{ side: 'rows', set: tree.rows, amount: tree.amount }]
    case 'ratio':
      return [
        { side: 'part', set: tree.part },
        { side: 'whole', set: tree.whole },
      ]
    case 'quotient':
      return [
        { side: 'part', set: tree.part, amount: tree.partAmount },
        { side: 'whole', set: tree.whole, amount: tree.wholeAmount },
      ]
  }
}

/** All sides of a tree as one statement: the same text for the value and for its rows. */
function sidesSql(sources: Sources, { tree, params }: Definition, question: Question, options: RowsOptions) {
  const build = startStatement(sources, params, question)
  const text = setsOf(tree)
    .map(({ side, set, amount }) => `select '${side}'::text as side, r.* from (${rowsSql(build, set, { ...options, amount })}) r`)
    .join('\nunion all\n')
  return { text, values: build.values }
}

/** What a number is, with the state of its rows. */
export interface Measured extends Folded {
  /** Keys of the part that are not in the whole: where there is one, a ratio has no value. */
  readonly leaks: number
}

// percentile_cont answers in binary fractions; the middle of exact decimals is taken by place instead
const medianSql = `(select round(avg(a), 6) from (select a, row_number() over (order by a) as n, count(*) over () as c from unnest(array_agg(amount) filter (where side = 'rows' and counted)) a) m where n in ((c + 1) / 2, c / 2 + 1))`

const counted = (side: Side) => `filter (where side = '${side}' and counted)`

function foldSql(tree: QueryTree): string {
  const told = 'count(*) filter (where counted) as rows, count(*) filter (where ok is null) as undecided'
  const fold = (value: string, part: string, whole: string) =>
    `(${value})::text as value, (${part})::text as part, (${whole})::text as whole, ${told}`
  const [rows, part, whole] = [`count(*) ${counted('rows')}`, `count(*) ${counted('part')}`, `count(*) ${counted('whole')}`]
  const sum = (side: Side) => `coalesce(sum(amount) ${counted(side)}, 0)`
  switch (tree.fold) {
    case 'count':
      return fold(rows, rows, tree.outOf === undefined ? 'null' : String(tree.outOf))
    case 'sum':
      return fold(sum('rows'), rows, 'null')
    case 'median':
      return fold(medianSql, rows, 'null')
    case 'ratio':
      return fold(`round((${part})::numeric / nullif(${whole}, 0), 6)`, part, whole)
    case 'quotient':
      return fold(`round(${sum('part')} / nullif(${sum('whole')}, 0), 6)`, sum('part'), sum('whole'))
  }
}

interface FoldedRow {
  readonly slice: string | null
  readonly value: string | null
  readonly part: string
  readonly whole: string | null
  readonly rows: number
  readonly undecided: number
  readonly leaks: number
}

/** Counts keys of the part that the whole lacks, in all or (alias t) in the slice that is being folded. */
function leaksSql(tree: QueryTree, sliced: boolean): string {
  if (tree.fold !== 'ratio') return '0'
  const same = (alias: string) => (sliced ? ` and ${alias}.town is not distinct from t.town` : '')
  return `(select count(*) from sides p where p.side = 'part' and p.counted${same('p')} and not exists (select 1 from sides w where w.side = 'whole' and w.counted and w.key = p.key${same('w')}))`
}

const measured = ({ value, part, whole, rows, undecided, leaks }: FoldedRow): Measured => ({
  value: value === null || leaks > 0 ? null : plainDecimal(value),
  part: plainDecimal(part),
  whole: whole === null ? null : plainDecimal(whole),
  rows,
  undecided,
  leaks,
})

/** The number for one question, folded by the database. */
export async function measureValue(
  db: Database,
  sources: Sources,
  definition: Definition,
  question: Question,
  ids?: readonly string[],
): Promise<Measured> {
  const { text, values } = sidesSql(sources, definition, question, { ids })
  const { rows } = await db.executeQuery<FoldedRow>(
    CompiledQuery.raw(
      `with sides as materialized (${text}) select ${foldSql(definition.tree)}, ${leaksSql(definition.tree, false)} as leaks from sides`,
      values,
    ),
  )
  if (rows[0] === undefined) throw new Error('a fold gives one row')
  return measured(rows[0])
}

/** The numbers of all towns for one question of the district, in one statement; key null: rows whose town is not known. */
export async function measureTowns(
  db: Database,
  sources: Sources,
  definition: Definition,
  question: Question,
): Promise<ReadonlyMap<string | null, Measured>> {
  const { text, values } = sidesSql(sources, definition, question, { slice: 'town' })
  const { rows } = await db.executeQuery<FoldedRow>(
    CompiledQuery.raw(
      `with sides as materialized (${text}) select town as slice, ${foldSql(definition.tree)}, ${leaksSql(definition.tree, true)} as leaks from sides t group by town`,
      values,
    ),
  )
  return new Map(rows.map((row) => [row.slice, measured(row)]))
}

/** Where a page of rows begins: after this row. */
export interface RowPlace {
  readonly side: string
  readonly id: string
  readonly version: number
}

/** The rows a number is made of, in a fixed order; from the same statement as the number. */
export async function measureRows(
  db: Database,
  sources: Sources,
  definition: Definition,
  question: Question,
  page: { readonly after?: RowPlace | null; readonly limit?: number } = {},
): Promise<readonly MeasureRow[]> {
  const { text, values } = sidesSql(sources, definition, question, {})
  const all = [...values]
  const bind = (value: unknown) => `$${all.push(value)}`
  const after = page.after
    ? ` where (side, id collate "C", version) > (${bind(page.after.side)}::text, ${bind(page.after.id)}::text collate "C", ${bind(page.after.version)}::int)`
    : ''
  const limit = page.limit === undefined ? '' : ` limit ${bind(page.limit)}::int`
  const { rows } = await db.executeQuery<MeasureRow>(
    CompiledQuery.raw(
      `with sides as (${text}) select side, id, version, key, town, unit, amount::text as amount, ok, counted from sides${after} order by side, id collate "C", version${limit}`,
      all,
    ),
  )
  return rows
}

/** The first rows of one side in the order of their days, without looking at the rest; undefined where the side cannot be read so. */
export async function firstRows(
  db: Database,
  sources: Sources,
  { tree, params }: Definition,
  question: Question,
  side: Side,
  limit: number,
  after: DayPlace | null,
): Promise<readonly (MeasureRow & { readonly day: string })[] | undefined> {
  const one = setsOf(tree).find((candidate) => candidate.side === side)
  if (one === undefined || !readsByDay(one.set, sources)) return undefined
  const build = startStatement(sources, params, question)
  const text = firstRowsSql(build, one.set, limit, after, one.amount)
  const { rows } = await db.executeQuery<MeasureRow & { readonly day: string }>(
    CompiledQuery.raw(
      `select '${side}'::text as side, q.id, q.version, q.key, q.town, q.unit, q.amount::text as amount, q.ok, q.counted, q.day from (${text}) q`,
      build.values,
    ),
  )
  return rows
}

/** A row told for people: its name, and the facts it was judged by (null: missing). */
export interface RowFacts {
  readonly label: string | null
  readonly facts: Readonly<Record<string, string | number | boolean | readonly string[] | null>>
}

/** Names and facts of rows of one side, by id and version joined with a bar. */
export async function describeRows(
  db: Database,
  sources: Sources,
  { tree, params }: Definition,
  question: Question,
  side: Side,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RowFacts>> {
  const one = setsOf(tree).find((candidate) => candidate.side === side)
  if (one === undefined || ids.length === 0) return new Map()
  const build = startStatement(sources, params, question)
  const text = describeSql(build, one.set, ids, one.amount)
  const names = factsOf(one.set, one.amount)
  const { rows } = await db.executeQuery<Record<string, never>>(CompiledQuery.raw(text, build.values))
  return new Map(
    rows.map((row) => [
      `${String(row['id'])}|${String(row['version'])}`,
      { label: row['label'] ?? null, facts: Object.fromEntries(names.map((name, at) => [name, row[`f${at}`] ?? null])) },
    ]),
  )
}

/** Rows of the part that are not in the whole of a ratio, to be named when it refuses to publish. */
export async function leakingRows(
  db: Database,
  sources: Sources,
  definition: Definition,
  question: Question,
  limit = 20,
): Promise<readonly MeasureRow[]> {
  const rows = await measureRows(db, sources, definition, question)
  const whole = new Set(rows.filter(({ side, counted }) => side === 'whole' && counted).map(({ key }) => key))
  return rows.filter(({ side, counted, key }) => side === 'part' && counted && !whole.has(key)).slice(0, limit)
}

/** Whether a source ever said anything, and when it last did, as known at a moment; one without moments is what it is now. */
export async function sourceAge(
  db: Database,
  sources: Sources,
  name: string,
  knownAt: string,
): Promise<{ readonly newest: string | null }> {
  const source = sources.get(name)
  if (source === undefined) throw new Error(`no source ${name}`)
  if (source.known !== true) return { newest: knownAt }
  const where = [...(source.only === undefined ? [] : [source.only]), 's.known_from <= $1']
  const { rows } = await db.executeQuery<{ newest: string | null }>(
    CompiledQuery.raw(`select max(s.known_from) as newest from ${source.view} s where ${where.join(' and ')}`, [knownAt]),
  )
  return { newest: rows[0]?.newest ?? null }
}

const canonical = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(canonical)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([, inner]) => inner !== undefined)
            .toSorted(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, inner]) => [key, canonical(inner)]),
        )
      : value

/** SHA-256 of what a number is computed by: two versions with one hash are one calculation, whatever they are called. */
export function treeHash({ tree, params }: Definition, period: PeriodKind): string {
  return createHash('sha256')
    .update(JSON.stringify(canonical({ tree, params, period })))
    .digest('hex')
}
