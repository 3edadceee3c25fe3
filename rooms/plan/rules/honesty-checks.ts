import type { MeasureRow } from '@yinqiao/kernel'

/** What is looked at behind one figure. */
export interface Looked {
  readonly code: string
  readonly rowsCode: string
  readonly value: string | null
  readonly aim: { readonly op: string; readonly value: string } | null
  /** The same figure at the gate of the round before; null where there was none. */
  readonly before: string | null
  readonly better: 'more' | 'less' | 'neither'
  readonly rows: readonly MeasureRow[]
  /** Of the counted rows, how many became known in the last three days up to the gate; null where the source does not say. */
  readonly lastDays: number | null
}
export interface Flag {
  readonly check: string
  readonly code: string
  readonly text: string
  readonly rowsCode: string
}

// a handful of rows shows every pattern by chance
const enough = 10

/** Patterns that figures show when they are made to look well. They go to the evaluator with the rows and change no number. */
export function honestyFlags({ code, rowsCode, value, aim, before, better, rows, lastDays }: Looked): readonly Flag[] {
  const flags: Flag[] = []
  const flag = (check: string, text: string) => flags.push({ check, code, text, rowsCode })
  const counted = rows.filter((row) => row.counted)
  const belong = rows.filter((row) => row.ok === true)
  const number = value === null ? null : Number(value)
  if (number !== null && aim !== null && aim.op !== '=' && number === Number(aim.value) && number > 0)
    flag('正好等于目标值', `数值 ${value} 与目标值相同`)
  if (number !== null && before !== null && Number(before) > 0 && better === 'more') {
    const over = number / Number(before) - 1
    if (over > 0 && over < 0.01) flag('略高于上期', `比上一轮的 ${before} 高不到百分之一`)
  }
  const repeats = belong.length - counted.length
  if (belong.length >= enough && repeats / belong.length > 0.05)
    flag('重复登记', `${belong.length} 行中有 ${repeats} 行与别的行计数键相同，只计一次`)
  if (counted.length >= enough && lastDays !== null && lastDays / counted.length > 0.2)
    flag('末日集中录入', `${counted.length} 行中有 ${lastDays} 行在关口日前三天内才录入`)
  const amounts = counted.flatMap(({ amount }) => (amount === null || Number(amount) === 0 ? [] : [amount]))
  const most = Math.max(0, ...[...Map.groupBy(amounts, (amount) => amount).values()].map(({ length }) => length))
  if (amounts.length >= enough && most / amounts.length > 0.5) flag('数额过于整齐', `${amounts.length} 个数额中有 ${most} 个完全相同`)
  return flags
}
