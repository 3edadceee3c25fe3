import {
  type ColumnType,
  type Filter,
  type Operand,
  Param,
  type Params,
  type QueryTree,
  type RowSet,
  type Source,
} from '../contract/measure.ts'

/** The sources of the program by name. */
export type Sources = ReadonlyMap<string, Source>

/** A fault of a tree: where and what, in both languages. */
export interface TreeFault {
  readonly zh: string
  readonly en: string
}

const fault = (zh: string, en: string): TreeFault => ({ zh, en })

/** Everything that keeps a tree from being compiled: unknown sources, columns and parameters, types that do not fit. Empty when it can. */
export function checkTree(tree: QueryTree, sources: Sources, params: Params): readonly TreeFault[] {
  switch (tree.fold) {
    case 'count':
      return checkSet(tree.rows, sources, params)
    case 'sum':
    case 'median':
      return [...checkSet(tree.rows, sources, params), ...checkColumn(tree.rows.source, tree.amount, sources, ['number'])]
    case 'ratio':
      return [...checkSet(tree.part, sources, params), ...checkSet(tree.whole, sources, params)]
    case 'quotient':
      return [
        ...checkSet(tree.part, sources, params),
        ...checkSet(tree.whole, sources, params),
        ...checkColumn(tree.part.source, tree.partAmount, sources, ['number']),
        ...checkColumn(tree.whole.source, tree.wholeAmount, sources, ['number']),
      ]
  }
}

function checkSet({ source, where, key, day }: RowSet, sources: Sources, params: Params): readonly TreeFault[] {
  if (!sources.has(source)) return [fault(`没有“${source}”这个来源`, `no source "${source}"`)]
  return [
    ...(where === undefined ? [] : checkFilter(where, source, sources, params)),
    ...(key === undefined ? [] : checkColumn(source, key, sources)),
    ...(day === undefined ? [] : checkColumn(source, day, sources, ['day'])),
  ]
}

function checkColumn(source: string, column: string, sources: Sources, types?: readonly ColumnType[]): readonly TreeFault[] {
  const found = sources.get(source)?.columns[column]
  if (found === undefined) return [fault(`“${source}”没有“${column}”这一列`, `"${source}" has no column "${column}"`)]
  if (types !== undefined && !types.includes(found.type))
    return [fault(`“${source}”的“${column}”不是${types.join('、')}`, `"${column}" of "${source}" is not ${types.join(', ')}`)]
  return []
}

function checkFilter(filter: Filter, source: string, sources: Sources, params: Params): readonly TreeFault[] {
  if ('all' in filter) return filter.all.flatMap((one) => checkFilter(one, source, sources, params))
  if ('not' in filter) return checkFilter(filter.not, source, sources, params)
  if ('known' in filter) return checkColumn(source, filter.known, sources)
  if ('has' in filter) {
    return [
      ...checkColumn(source, filter.has, sources, ['texts']),
      ...filter.any.flatMap((operand) => checkOperand(operand, 'text', source, sources, params)),
    ]
  }
  if ('any' in filter) return filter.any.flatMap((one) => checkFilter(one, source, sources, params))
  if ('is' in filter) {
    const type = sources.get(source)?.columns[filter.is]?.type
    return [
      ...checkColumn(source, filter.is, sources, ['text', 'number', 'day', 'boolean']),
      ...filter.in.flatMap((operand) => (type === undefined ? [] : checkOperand(operand, type, source, sources, params))),
    ]
  }
  if ('at' in filter) {
    const type = sources.get(source)?.columns[filter.at]?.type
    return [
      ...checkColumn(source, filter.at, sources, ['number', 'day', 'text']),
      ...(type === undefined ? [] : checkOperand(filter.value, type, source, sources, params)),
    ]
  }
  if (!sources.has(filter.exists)) return [fault(`没有“${filter.exists}”这个来源`, `no source "${filter.exists}"`)]
  return [
    ...Object.entries(filter.on).flatMap(([child, parent]) => [
      ...checkColumn(filter.exists, child, sources),
      ...checkColumn(source, parent, sources),
    ]),
    ...(Object.keys(filter.on).length === 0 ? [fault('exists 没有写明如何相连', 'exists does not say how the rows are joined')] : []),
    ...(filter.where === undefined ? [] : checkFilter(filter.where, filter.exists, sources, params)),
  ]
}

const typeOf = (value: string | number | boolean): ColumnType =>
  typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'text'

function checkOperand(operand: Operand, type: ColumnType, source: string, sources: Sources, params: Params): readonly TreeFault[] {
  if (typeof operand === 'object') {
    if ('column' in operand) return checkColumn(source, operand.column, sources, [type])
    if ('daysFromValidAt' in operand)
      return type === 'day' ? [] : [fault('按天推算的值只能与日期相比', 'a day can only be compared with a day')]
    const param = Param.optional().parse(params[operand.param])
    return param === undefined
      ? [fault(`没有参数“${operand.param}”`, `no parameter "${operand.param}"`)]
      : checkOperand(param, type, source, sources, params)
  }
  const given = typeOf(operand)
  const fits = given === type || (given === 'text' && type === 'day' && /^\d{4}-\d{2}-\d{2}$/.test(String(operand)))
  return fits ? [] : [fault(`值“${operand}”与列的类型不符`, `value "${operand}" does not fit the type of its column`)]
}
