import { Buffer } from 'node:buffer'
import { decodeText } from '@yinqiao/kernel'
import { parse } from 'csv-parse/sync'
import type ExcelJS from 'exceljs'
import type { Cell } from './rules/read-cells.ts'

/** Most rows of one table; more is another import. */
const rowsAtMost = 50_000

/** A table as it lies in a file: headings of its first row that has two, and the rows below with their numbers. */
export interface Table {
  readonly headings: readonly string[]
  readonly rows: readonly { readonly n: number; readonly cells: readonly (Cell | undefined)[] }[]
}

/** Reads an xlsx workbook (its first sheet) or a CSV text; says why where it cannot. */
export async function readTable(bytes: Uint8Array): Promise<Table | { readonly zh: string; readonly en: string }> {
  const zip = bytes[0] === 0x50 && bytes[1] === 0x4b
  const old = bytes[0] === 0xd0 && bytes[1] === 0xcf
  if (old) return { zh: '旧版 xls，请另存为 xlsx', en: 'an old xls: save it as xlsx' }
  const grid = zip ? await readWorkbook(bytes) : readText(bytes)
  if (grid === null) return { zh: '不是 xlsx 或文本表格', en: 'neither xlsx nor a text table' }
  if (grid.length > rowsAtMost + 20) return { zh: `超过 ${rowsAtMost} 行，请分批`, en: `over ${rowsAtMost} rows: split it` }
  // titles and notes stand above the headings in many tables
  const top = grid.findIndex(
    ({ cells }) => cells.filter((cell) => cell !== undefined && cell.merged !== true && cell.text.trim() !== '').length >= 2,
  )
  const head = grid[top]
  if (head === undefined) return { zh: '没有表头', en: 'there is no heading row' }
  return {
    headings: head.cells.map((cell) => cell?.text ?? ''),
    rows: grid.slice(top + 1).filter(({ cells }) => cells.some((cell) => cell !== undefined && cell.text.trim() !== '')),
  }
}

type Grid = { n: number; cells: (Cell | undefined)[] }[]

async function readWorkbook(bytes: Uint8Array): Promise<Grid | null> {
  // loaded when it is first needed: the program comes back sooner after a kill, and devices wait for that
  const { default: library } = await import('exceljs')
  const book = new library.Workbook()
  try {
    // the declared type wants the Buffer of an older Node
    await book.xlsx.load(Buffer.from(bytes) as never)
  } catch {
    return null
  }
  const sheet = book.worksheets[0]
  if (sheet === undefined) return null
  const grid: Grid = []
  sheet.eachRow({ includeEmpty: false }, (row, n) => {
    const cells: (Cell | undefined)[] = []
    row.eachCell({ includeEmpty: false }, (cell, column) => {
      const merged = cell.isMerged && cell.master.address !== cell.address
      cells[column - 1] = { ...cellOf(cell.value), merged }
    })
    grid.push({ n, cells: Array.from(cells) })
  })
  return grid
}

function cellOf(value: ExcelJS.CellValue): Cell {
  if (value === null || value === undefined) return { text: '', value: null }
  if (value instanceof Date) {
    const day = value.toISOString().slice(0, 10)
    return { text: day, value: day }
  }
  if (typeof value === 'object') {
    if ('result' in value) return cellOf(value.result)
    if ('richText' in value) return { text: value.richText.map(({ text }) => text).join(''), value: null }
    if ('text' in value) return { text: String(value.text), value: null }
    return { text: '', value: null }
  }
  return { text: String(value), value }
}

function readText(bytes: Uint8Array): Grid | null {
  const decoded = decodeText(bytes)
  if (decoded === undefined) return null
  try {
    const tab = (decoded.text.split('\n')[0] ?? '').includes('\t')
    const rows: string[][] = parse(decoded.text, { delimiter: tab ? '\t' : ',', relaxColumnCount: true, bom: true, skipEmptyLines: false })
    return rows.map((row, at) => ({ n: at + 1, cells: row.map((text) => ({ text, value: text })) }))
  } catch {
    return null
  }
}
