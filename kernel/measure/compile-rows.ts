import type { ColumnType, Filter, MeasureScope, Operand, Params, RowSet, Source } from '../contract/measure.ts'
import type { Sources } from './check-tree.ts'

/** What is asked of a measure: which rows, which days, and as it was known when. */
export interface Question {
  readonly scope: MeasureScope
  /** First day of the period; null for a state on a day. */
  readonly from: string | null
  /** Last day of the period, or the day of the state: what was true on it. */
  readonly to: string
  /** Instant: rows that became known later, or were superseded by then, are not seen. */
  readonly knownAt: string
}

/** SQL under construction: its values in order. */
interface Building {
  readonly sources: Sources
  readonly params: Params
  readonly question: Question
  readonly values: unknown[]
  aliases: number
  /** Where rows are cut into months: the last day of a row's own month, instead of the day of the question. */
  monthEnd?: string
}

const casts: Readonly<Record<ColumnType, string>> = { text: 'text', number: 'numeric', day: 'date', boolean: 'boolean', texts: 'text[]' }

/** Starts a statement for one question. */
export function startStatement(sources: Sources, params: Params, question: Question): Building {
  return { sources, params, question, values: [], aliases: 0 }
}

const put = (build: Building, value: unknown, cast: string): string => {
  build.values.push(value)
  return `$${build.values.length}::${cast}`
}

const columnOf = (source: Source, name: string) => {
  const column = source.columns[name]
  if (column === undefined) throw new Error(`${source.name} has no column ${name}`)
  return column
}

function columnSql(source: Source, name: string, alias: string): string {
  const column = columnOf(source, name)
  return `(${(column.sql ?? `s.${name}`).replaceAll(/\bs\./g, `${alias}.`)})::${casts[column.type]}`
}

/** The place, unit or name of a row as text, whether or not the source offers the column to filters. */
function markSql(source: Source, name: string | null | undefined, alias: string): string {
  if (name === null || name === undefined) return 'null::text'
  return source.columns[name] === undefined ? `(${alias}.${name})::text` : `(${columnSql(source, name, alias)})::text`
}

function sourceOf(build: Building, name: string): Source {
  const source = build.sources.get(name)
  if (source === undefined) throw new Error(`no source ${name}`)
  return source
}

/** The day what is asked about is true on. */
const asOf = (build: Building) => build.monthEnd ?? put(build, build.question.to, 'date')

/** The rows of a source that were known and true, as a condition without unknowns. */
function present(build: Building, source: Source, alias: string): string[] {
  const { question } = build
  return [
    ...(source.only === undefined ? [] : [`(${source.only.replaceAll(/\bs\./g, `${alias}.`)})`]),
    ...(source.known === true
      ? [
          `${alias}.known_from <= ${put(build, question.knownAt, 'timestamptz')}`,
          `(${alias}.known_to is null or ${alias}.known_to > ${put(build, question.knownAt, 'timestamptz')})`,
        ]
      : []),
    ...(source.valid === true
      ? [`${alias}.valid_from <= ${asOf(build)}`, `(${alias}.valid_to is null or ${alias}.valid_to > ${asOf(build)})`]
      : []),
  ]
}

function inScope(build: Building, source: Source, alias: string): string[] {
  const { scope } = build.question
  if (scope.kind === 'town')
    return source.town === null
      ? ['false']
      : [
          // a range and not a pattern, so that an index serves it; ':' comes right after the digits
          `${markSql(source, source.town, alias)} >= ${put(build, scope.code, 'text')}`,
          `${markSql(source, source.town, alias)} < ${put(build, `${scope.code}:`, 'text')}`,
        ]
  if (scope.kind === 'unit')
    return source.unit === null ? ['false'] : [`${markSql(source, source.unit, alias)} = ${put(build, scope.id, 'text')}`]
  return []
}

function operandSql(build: Building, operand: Operand, type: ColumnType, source: Source, alias: string): string {
  if (typeof operand !== 'object') return put(build, operand, casts[type])
  if ('column' in operand) return columnSql(source, operand.column, alias)
  if ('daysFromValidAt' in operand) return `(${asOf(build)} + ${put(build, operand.daysFromValidAt, 'int')})`
  const param = build.params[operand.param]
  if (param === undefined) throw new Error(`no parameter ${operand.param}`)
  return put(build, param, casts[type])
}

/** A filter as an SQL expression that is true, false, or null where a fact it needs is missing. */
function filterSql(build: Building, filter: Filter, source: Source, alias: string): string {
  if ('all' in filter)
    return filter.all.length === 0 ? 'true' : `(${filter.all.map((one) => filterSql(build, one, source, alias)).join(' and ')})`
  if ('not' in filter) return `(not ${filterSql(build, filter.not, source, alias)})`
  if ('known' in filter) return `(${columnSql(source, filter.known, alias)} is not null)`
  if ('has' in filter) {
    const wanted = filter.any.map((operand) => operandSql(build, operand, 'text', source, alias))
    return `(${columnSql(source, filter.has, alias)} && array[${wanted.join(', ')}])`
  }
  if ('any' in filter)
    return filter.any.length === 0 ? 'false' : `(${filter.any.map((one) => filterSql(build, one, source, alias)).join(' or ')})`
  if ('is' in filter) {
    const { type } = columnOf(source, filter.is)
    return `(${columnSql(source, filter.is, alias)} in (${filter.in.map((operand) => operandSql(build, operand, type, source, alias)).join(', ')}))`
  }
  if ('at' in filter) {
    const { type } = columnOf(source, filter.at)
    return `(${columnSql(source, filter.at, alias)} ${filter.op} ${operandSql(build, filter.value, type, source, alias)})`
  }
  return existsSql(build, filter, source, alias)
}

function existsSql(build: Building, filter: Extract<Filter, { exists: string }>, source: Source, alias: string): string {
  const child = sourceOf(build, filter.exists)
  const at = `s${++build.aliases}`
  const parents = Object.values(filter.on).map((column) => columnSql(source, column, alias))
  const joined = Object.entries(filter.on).map(
    ([column, parent]) => `${columnSql(child, column, at)}::text = ${columnSql(source, parent, alias)}::text`,
  )
  const from = `from ${child.view} ${at} where ${[...present(build, child, at), ...joined].join(' and ')}`
  const verdict = filter.where === undefined ? 'true' : filterSql(build, filter.where, child, at)
  const least = put(build, filter.least ?? 1, 'int')
  const found =
    (filter.least ?? 1) === 1 && verdict === 'true'
      ? `exists (select 1 ${from} and ${least} = 1)`
      : `(select case when count(*) filter (where q.v) >= ${least} then true when count(*) filter (where q.v is not false) >= ${least} then null else false end from (select ${verdict} as v ${from}) q)`
  // without the fact that joins them nobody knows whether there is one
  return `(case when ${parents.map((parent) => `${parent} is null`).join(' or ')} then null else ${found} end)`
}

/** How the rows of a statement are cut besides their scope. */
export interface RowsOptions {
  readonly amount?: string | undefined
  /** Rows with one key count once in each slice. */
  readonly slice?: 'town' | undefined
  /** Only these records (ids): for what one change moves. */
  readonly ids?: readonly string[] | undefined
  /** All months at once, each as of its own last day; the period of the question is not looked at. */
  readonly months?: boolean | undefined
}

/** The month of a row (its first day) by the day column of a set. */
function monthOf(source: Source, day: string): string {
  return `date_trunc('month', ${columnSql(source, day, 's')})::date`
}

/**
 * The rows of a set as SQL: id, version, key, town (9 digits), unit, amount, month (with `months`), ok (true: counts;
 * null: a fact is missing), counted (true on the one row that stands for its key). Rows that do not belong are not in it.
 */
export function rowsSql(build: Building, set: RowSet, { amount, slice, ids, months }: RowsOptions = {}): string {
  const source = sourceOf(build, set.source)
  const s = 's'
  const { question } = build
  if (months === true) {
    if (set.day === undefined) throw new Error('rows without a day are in no month')
    build.monthEnd = `(${monthOf(source, set.day)} + interval '1 month' - interval '1 day')::date`
  }
  const conditions = [
    ...present(build, source, s),
    ...inScope(build, source, s),
    ...(ids === undefined
      ? []
      : [source.uuid === true ? `s.id = any (${put(build, ids, 'uuid[]')})` : `s.id::text = any (${put(build, ids, 'text[]')})`]),
  ]
  const verdicts = [
    ...(set.where === undefined ? [] : [filterSql(build, set.where, source, s)]),
    ...(set.day === undefined || months === true
      ? []
      : [
          `${columnSql(source, set.day, s)} <= ${put(build, question.to, 'date')}`,
          ...(question.from === null ? [] : [`${columnSql(source, set.day, s)} >= ${put(build, question.from, 'date')}`]),
        ]),
  ]
  const key = set.key === undefined ? 's.id::text' : `${columnSql(source, set.key, s)}::text`
  const town = `left(${markSql(source, source.town, s)}, 9)`
  const sum = amount === undefined ? 'null::numeric' : columnSql(source, amount, s)
  const whole = amount === undefined ? 'b.key is not null' : 'b.key is not null and b.amount is not null'
  // where a record has one row only, each stands for itself and no row need wait for the others
  const counted =
    set.key === undefined && source.single === true
      ? 'j.ok is true'
      : `j.ok is true and row_number() over (partition by j.ok, ${slice === 'town' ? 'j.town, ' : ''}${months === true ? 'j.month, ' : ''}j.key order by j.id collate "C", j.version) = 1`
  const month = months === true && set.day !== undefined ? `, ${monthOf(source, set.day)} as month` : ''
  return `select j.*, ${counted} as counted
from (select b.id, b.version, b.key, b.town, b.unit, b.amount${months === true ? ', b.month' : ''}, case when b.verdict and ${whole} then true end as ok
  from (select s.id::text as id, ${source.versioned === true ? 's.version' : '1'} as version, ${key} as key, ${town} as town, ${markSql(source, source.unit, s)} as unit, ${sum} as amount${month},
    ${verdicts.length === 0 ? 'true' : verdicts.join(' and ')} as verdict
    from ${source.view} s${conditions.length === 0 ? '' : `\n    where ${conditions.join(' and ')}`}) b
  where b.verdict is not false) j`
}

/** Where a page of rows in the order of their days begins: after this one. */
export interface DayPlace {
  readonly day: string
  readonly id: string
}

/** Whether the first rows of a set can be read without looking at all of them: each stands for itself and has its day. */
export function readsByDay(set: RowSet, sources: Sources): boolean {
  const source = sources.get(set.source)
  return source?.single === true && set.key === undefined && set.day !== undefined && source.columns[set.day]?.always === true
}

/** The first rows of a set in the order of their days, as `rowsSql` gives them. */
export function firstRowsSql(build: Building, set: RowSet, limit: number, after: DayPlace | null, amount?: string): string {
  const source = sourceOf(build, set.source)
  const { question } = build
  const day = columnSql(source, set.day ?? '', 's')
  const sum = amount === undefined ? 'null::numeric' : columnSql(source, amount, 's')
  const id = source.uuid === true ? 's.id' : 's.id collate "C"'
  const conditions = [
    ...present(build, source, 's'),
    ...inScope(build, source, 's'),
    `${day} <= ${put(build, question.to, 'date')}`,
    ...(question.from === null ? [] : [`${day} >= ${put(build, question.from, 'date')}`]),
    ...(after === null
      ? []
      : [`(${day}, ${id}) > (${put(build, after.day, 'date')}, ${put(build, after.id, source.uuid === true ? 'uuid' : 'text')})`]),
  ]
  const verdict = set.where === undefined ? 'true' : filterSql(build, set.where, source, 's')
  const whole = amount === undefined ? '' : ' and r.amount is not null'
  return `select r.id, r.version, r.key, r.town, r.unit, r.amount, r.day, case when r.verdict${whole} then true end as ok, r.verdict${whole === '' ? '' : whole} is true as counted
from (select s.id::text as id, ${source.versioned === true ? 's.version' : '1'} as version, s.id::text as key, left(${markSql(source, source.town, 's')}, 9) as town,
    ${markSql(source, source.unit, 's')} as unit, ${sum} as amount, ${day} as day, ${verdict} as verdict
  from ${source.view} s where ${conditions.join(' and ')} and (${verdict}) is not false order by ${day}, ${id} limit ${put(build, limit, 'int')}) r`
}

/** Ids of records of a set that may have moved between two moments: their own rows, or rows their filter looks at, became known or superseded. */
export function movedSql(build: Building, set: RowSet, after: string): string {
  const source = sourceOf(build, set.source)
  const { knownAt } = build.question
  const moved = (one: Source, alias: string) =>
    `${one.only === undefined ? '' : `(${one.only.replaceAll(/\bs\./g, `${alias}.`)}) and `}((${alias}.known_from > ${put(build, after, 'timestamptz')} and ${alias}.known_from <= ${put(build, knownAt, 'timestamptz')}) or (${alias}.known_to > ${put(build, after, 'timestamptz')} and ${alias}.known_to <= ${put(build, knownAt, 'timestamptz')}))`
  const looked: { readonly child: Source; readonly on: Readonly<Record<string, string>> }[] = []
  const look = (filter: Filter): void => {
    if ('all' in filter) filter.all.forEach(look)
    else if ('not' in filter) look(filter.not)
    else if ('exists' in filter) looked.push({ child: sourceOf(build, filter.exists), on: filter.on })
    else if ('any' in filter && !('has' in filter)) filter.any.forEach(look)
  }
  if (set.where !== undefined) look(set.where)
  return [
    `select s.id::text as id from ${source.view} s where ${moved(source, 's')}`,
    ...looked.map(({ child, on }) => {
      const joined = Object.entries(on).map(
        ([column, parent]) => `${columnSql(child, column, 'c')}::text = ${columnSql(source, parent, 's')}::text`,
      )
      return `select s.id::text from ${child.view} c join ${source.view} s on ${joined.join(' and ')} where ${source.only === undefined ? '' : `(${source.only}) and `}${moved(child, 'c')}`
    }),
  ].join(' union ')
}

/** Names of the columns a set looks at in its own source: the facts a row was judged by. */
export function factsOf(set: RowSet, amount?: string): readonly string[] {
  const inFilter = (filter: Filter): string[] => {
    if ('all' in filter) return filter.all.flatMap(inFilter)
    if ('not' in filter) return inFilter(filter.not)
    if ('known' in filter) return [filter.known]
    if ('has' in filter) return [filter.has]
    if ('any' in filter) return filter.any.flatMap(inFilter)
    if ('is' in filter) return [filter.is]
    if ('at' in filter) return [filter.at]
    return Object.values(filter.on)
  }
  return [
    ...new Set([
      ...(set.key ? [set.key] : []),
      ...(set.day ? [set.day] : []),
      ...(amount ? [amount] : []),
      ...(set.where ? inFilter(set.where) : []),
    ]),
  ]
}

/** The facts and the name of some rows of a set, as they were known. */
export function describeSql(build: Building, set: RowSet, ids: readonly string[], amount?: string): string {
  const source = sourceOf(build, set.source)
  const facts = factsOf(set, amount)
  const fields = facts.map((name, at) => `${columnSql(source, name, 's')} as f${at}`)
  const label = markSql(source, source.label, 's')
  const conditions = [...present(build, source, 's'), `s.id::text = any (${put(build, ids, 'text[]')})`]
  return `select s.id::text as id, ${source.versioned === true ? 's.version' : '1'} as version, ${label} as label${fields.map((field) => `, ${field}`).join('')} from ${source.view} s where ${conditions.join(' and ')}`
}
