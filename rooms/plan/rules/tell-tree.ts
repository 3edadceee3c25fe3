import type { Sources } from '@yinqiao/kernel'
import type { Filter, Operand, Params, QueryTree, RowSet, Source, SourceColumn } from '@yinqiao/kernel/contract'

const signs = { '<': '小于', '<=': '不大于', '>': '大于', '>=': '不小于', '=': '等于' } as const

/** A definition in words, made from its tree, so that what is read is what is computed. */
export function tellTree(tree: QueryTree, params: Params, sources: Sources): string {
  const set = (rows: RowSet) => tellSet(rows, params, sources)
  const column = (rows: RowSet, name: string) => sources.get(rows.source)?.columns[name]?.title.zh ?? name
  switch (tree.fold) {
    case 'count':
      return `计数：${set(tree.rows)}${tree.outOf === undefined ? '' : `；共 ${tree.outOf}`}`
    case 'sum':
      return `求和（${column(tree.rows, tree.amount)}）：${set(tree.rows)}`
    case 'median':
      return `中位数（${column(tree.rows, tree.amount)}，偶数个取中间两数的平均）：${set(tree.rows)}`
    case 'ratio':
      return `比率。分母：${set(tree.whole)}。分子（须在分母之内）：${set(tree.part)}`
    case 'quotient':
      return `两和之比。分子（${column(tree.part, tree.partAmount)}）：${set(tree.part)}。分母（${column(tree.whole, tree.wholeAmount)}）：${set(tree.whole)}`
  }
}

function tellSet({ source: name, where, key, day }: RowSet, params: Params, sources: Sources): string {
  const source = sources.get(name)
  if (source === undefined) return name
  const of = (column: string) => source.columns[column]?.title.zh ?? column
  return [
    `“${source.title.zh}”的记录`,
    where === undefined ? '' : `，其中${tellFilter(where, source, params, sources)}`,
    day === undefined ? '' : `，按“${of(day)}”归期`,
    key === undefined ? '' : `，“${of(key)}”相同的只计一次`,
  ].join('')
}

/** A value as people call it: the title of its code, 是 or 否. */
export function tellValue(value: string | number | boolean, column: SourceColumn | undefined): string {
  if (typeof value === 'boolean') return value ? '是' : '否'
  return column?.codes?.find(({ code }) => code === value)?.title.zh ?? String(value)
}

function tellOperand(operand: Operand, source: Source, params: Params, column?: string): string {
  const of = column === undefined ? undefined : source.columns[column]
  if (typeof operand !== 'object') return tellValue(operand, of)
  if ('column' in operand) return `“${source.columns[operand.column]?.title.zh ?? operand.column}”`
  if ('param' in operand) {
    const value = params[operand.param]
    return value === undefined ? `参数${operand.param}` : tellValue(value, of)
  }
  return operand.daysFromValidAt === 0
    ? '计数日'
    : `计数日${operand.daysFromValidAt > 0 ? '后' : '前'} ${Math.abs(operand.daysFromValidAt)} 天`
}

function tellFilter(filter: Filter, source: Source, params: Params, sources: Sources): string {
  const of = (column: string) => `“${source.columns[column]?.title.zh ?? column}”`
  const told = (operands: readonly Operand[], column: string) => operands.map((one) => tellOperand(one, source, params, column)).join('、')
  if ('all' in filter)
    return filter.all.length === 0 ? '全部' : filter.all.map((one) => tellFilter(one, source, params, sources)).join('，且')
  if ('not' in filter) return `并非（${tellFilter(filter.not, source, params, sources)}）`
  if ('known' in filter) return `${of(filter.known)}已知`
  if ('has' in filter) return `${of(filter.has)}含 ${told(filter.any, filter.has)}`
  if ('any' in filter) return `（${filter.any.map((one) => tellFilter(one, source, params, sources)).join('，或')}）`
  if ('is' in filter) return `${of(filter.is)}为 ${told(filter.in, filter.is)}`
  if ('at' in filter) return `${of(filter.at)}${signs[filter.op]} ${tellOperand(filter.value, source, params)}`
  const child = sources.get(filter.exists)
  const least = filter.least === undefined || filter.least === 1 ? '有' : `有至少 ${filter.least} 条`
  return `${least}“${child?.title.zh ?? filter.exists}”${filter.where === undefined || child === undefined ? '' : `（${tellFilter(filter.where, child, params, sources)}）`}`
}
