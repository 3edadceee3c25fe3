import type { Table } from './find-tables.ts'
import { type FoundUnits, readUnits } from './read-units.ts'

/** One row of a table that deals tasks out; positions in the normal text. */
export interface TaskRow {
  readonly from: number
  readonly to: number
  readonly labelFrom: number
  readonly labelTo: number
  readonly titleFrom: number
  readonly titleTo: number
  /** What each cell of units says, with the place its own positions count from. */
  readonly lists: readonly { readonly read: FoundUnits; readonly inner: number; readonly from: number; readonly to: number }[]
  readonly due?: { readonly from: number; readonly to: number }
}

const task = /任务|事项|工作内容|主要内容|具体内容|措施|举措|项目名称|建设内容|重点工作/
const unit = /(?:责任|牵头|配合|负责|主办|协办|落实|实施|参与|承办|主管|主责)(?:单位|部门|处室|主体|科室)|任务分工/

/** Rows of the tables whose head names both tasks and units (附件：重点任务分工表). */
export function readTaskTables(tables: readonly Table[]): TaskRow[] {
  const out: TaskRow[] = []
  for (const table of tables) {
    const titles = table.head.flatMap((cell, i) => (task.test(cell.words) && !unit.test(cell.words) ? [i] : []))
    const lists = table.head.flatMap((cell, i) => (unit.test(cell.words) ? [i] : []))
    const title = titles.find((i) => /具体|重点任务|主要任务|工作任务|事项|项目|^任务/.test(table.head[i]?.words ?? '')) ?? titles[0]
    if (title === undefined || lists.length === 0) continue
    const number = table.head.findIndex((cell) => /^(?:序号|编号)$/.test(cell.words))
    const due = table.head.findIndex((cell) => /时限|完成时间|时间节点|时间要求|完成期限/.test(cell.words))
    for (const row of table.rows) {
      const name = row.cells[title]
      if (name === undefined || name.words.length < 2) continue
      const label = row.cells[number]
      const until = row.cells[due]
      out.push({
        from: row.from,
        to: row.to,
        labelFrom: label?.from ?? name.from,
        labelTo: label?.to ?? name.from,
        titleFrom: name.from,
        titleTo: name.to,
        lists: lists.flatMap((i) => {
          const cell = row.cells[i]
          const head = table.head[i]?.words ?? ''
          if (cell === undefined || cell.words === '') return []
          // the title of the column says the role, as a label before the names would
          const role = `${/牵头|主办|主责/.test(head) ? '牵头' : /配合|协办|参与/.test(head) ? '配合' : '责任'}单位:`
          return [{ read: readUnits(role + cell.words), inner: cell.from - role.length, from: cell.from, to: cell.to }]
        }),
        ...(until === undefined || until.words === '' ? {} : { due: { from: until.from, to: until.to } }),
      })
    }
  }
  return out
}
