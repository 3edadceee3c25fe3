import type { Sources } from '@yinqiao/kernel'
import type { Filter, Operand, Params, QueryTree, RowSet, Source } from '@yinqiao/kernel/contract'

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

function tellOperand(operand: Operand, source: Source, params: Params): string {
  if (typeof operand !== 'object') return String(operand)
  if ('column' in operand) return `“${source.columns[operand.column]?.title.zh ?? operand.column}”`
  if ('param' in operand) return String(params[operand.param] ?? `参数${operand.param}`)
  return operand.daysFromValidAt === 0
    ? '计数日'
    : `计数日${operand.daysFromValidAt > 0 ? '后' : '前'} ${Math.abs(operand.daysFromValidAt)} 天`
}

function tellFilter(filter: Filter, source: Source, params: Params, sources: Sources): string {
  const of = (column: string) => `“${source.columns[column]?.title.zh ?? column}”`
  const told = (operands: readonly Operand[]) => operands.map((one) => tellOperand(one, source, params)).join('、')
  if ('all' in filter)
    return filter.all.length === 0 ? '全部' : filter.all.map((one) => tellFilter(one, source, params, sources)).join('，且')
  if ('not' in filter) return `并非（${tellFilter(filter.not, source, params, sources)}）`
  if ('known' in filter) return `${of(filter.known)}已知`
  if ('has' in filter) return `${of(filter.has)}含 ${told(filter.any)}`
  if ('any' in filter) return `（${filter.any.map((one) => tellFilter(one, source, params, sources)).join('，或')}）`
  if ('is' in filter) return `${of(filter.is)}为 ${told(filter.in)}`
  if ('at' in filter) return `${of(filter.at)}${signs[filter.op]} ${tellOperand(filter.value, source, params)}`
  const child = sources.get(filter.exists)
  const least = filter.least === undefined || filter.least === 1 ? '有' : `有至少 ${filter.least} 条`
  return `${least}“${child?.title.zh ?? filter.exists}”${filter.where === undefined || child === undefined ? '' : `（${tellFilter(filter.where, child, params, sources)}）`}`
}
