import type { Normal } from './normalise.ts'

/** A cell of a table; positions in the normal text. */
export interface Cell {
  readonly from: number
  readonly to: number
  readonly words: string
}

/** A table with its head; rows have as many cells as the head or fewer (merged cells at their start are left out). */
export interface Table {
  readonly head: readonly Cell[]
  readonly rows: readonly { readonly cells: readonly (Cell | undefined)[]; readonly from: number; readonly to: number }[]
}

function cellsOf(norm: string, from: number, to: number): Cell[] {
  const cells: Cell[] = []
  let start = from
  for (let i = from; i <= to; i++) {
    if (i < to && norm.charAt(i) !== '\t') continue
    cells.push({ from: start, to: i, words: norm.slice(start, i) })
    start = i + 1
  }
  // the outer | marks of a Markdown row part nothing
  if (cells[0]?.words === '') cells.shift()
  if (cells[cells.length - 1]?.words === '') cells.pop()
  return cells
}

const headWords =
  /^(?:序号|编号|任务|事项|指标|项目|类别|单位|属性|备注|.{0,8}(?:任务|事项|内容|措施|举措|指标|名称|单位|部门|时限|时间|目标|领导|进度|数量))(?:名称|分解|要求|值)?(?:\([^)]*\))?$|^(?:到|至)?20\d{2}年?/

/** The tables of a text: rows one after another under a row of titles. */
export function findTables(normal: Normal): Table[] {
  const tables: Table[] = []
  const { paragraphs, norm } = normal
  for (let i = 0; i < paragraphs.length; i++) {
    const first = paragraphs[i]
    if (first === undefined || !first.row) continue
    const head = cellsOf(norm, first.from, first.to)
    const titles = head.filter((cell) => headWords.test(cell.words)).length
    if (head.length < 2 || titles < 2 || titles < head.length * 0.5) continue
    const rows: Table['rows'][number][] = []
    let k = i + 1
    for (; paragraphs[k]?.row === true; k++) {
      const row = paragraphs[k]
      if (row === undefined) break
      const cells = cellsOf(norm, row.from, row.to)
      const missing = Math.max(0, head.length - cells.length)
      // a merged cell at the start is not repeated in the rows below; one at the end (备注) may be empty
      const lead = missing > 0 && !/^\d{1,3}$/.test(cells[0]?.words ?? '') ? missing : 0
      rows.push({ cells: [...Array.from({ length: lead }, () => undefined), ...cells], from: row.from, to: row.to })
    }
    if (rows.length > 0) tables.push({ head, rows })
    i = k - 1
  }
  return tables
}

/** Index of the first column whose title fits, or -1. */
export function columnOf(table: Table, title: RegExp): number {
  return table.head.findIndex((cell) => title.test(cell.words))
}
