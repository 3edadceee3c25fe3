import type ExcelJS from 'exceljs'
import type { Cell, Sheet, SheetColumn, Workbook } from './contract/workbook.ts'
import { dateZip } from './rules/date-zip.ts'
import { printable } from './rules/printable.ts'
import { sheetNames } from './rules/sheet-names.ts'

const thin = { style: 'thin', color: { argb: 'FFC9CFD4' } } as const
const border = { top: thin, bottom: thin, left: thin, right: thin }
const font = { name: 'Noto Sans SC', size: 10 }
/** Excel's own limit for the text of a cell. */
const longest = 32_767

/** Writes a workbook (OOXML): numbers as numbers, no text ever as a formula; the same workbook gives the same bytes. */
export async function writeXlsx({ title, issuer, at, mark, sheets }: Workbook): Promise<Uint8Array> {
  // loaded when it is first needed: the program comes back sooner after a kill, and devices wait for that
  const { default: library } = await import('exceljs')
  const book = new library.Workbook()
  const moment = new Date(Temporal.Instant.from(at).epochMilliseconds)
  book.created = moment
  book.modified = moment
  book.creator = printable(issuer)
  book.lastModifiedBy = printable(issuer)
  book.title = printable(title)
  const names = sheetNames(sheets.map(({ name }) => name))
  for (const [index, sheet] of sheets.entries()) fill(book.addWorksheet(names[index] ?? ''), sheet, title, mark)
  return dateZip(new Uint8Array(await book.xlsx.writeBuffer()), at)
}

function fill(page: ExcelJS.Worksheet, { notes, columns, rows }: Sheet, title: string, mark: string | null): void {
  // & begins a command in heads and feet of a page
  const head = [title, mark]
    .filter((part) => part !== null)
    .join(' · ')
    .replaceAll('&', '&&')
  page.headerFooter.oddHeader = `&R&8${head}`
  page.headerFooter.oddFooter = '&C&8&P / &N'
  page.pageSetup = { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 }
  for (const [index, note] of [...(mark === null ? [] : [mark]), ...notes].entries()) {
    const row = page.addRow([printable(note)])
    row.getCell(1).font = {
      ...font,
      bold: index === 0 && mark !== null,
      color: { argb: index === 0 && mark !== null ? 'FFB3402E' : 'FF7A858E' },
    }
  }
  const headings = page.addRow(
    columns.map(({ title: name, unit }) => printable(unit === undefined || unit === '' ? name : `${name}（${unit}）`)),
  )
  headings.eachCell((cell) => {
    cell.font = { ...font, bold: true }
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEEF0F2' } }
    cell.border = border
    cell.alignment = { wrapText: true, vertical: 'middle' }
  })
  page.views = [{ state: 'frozen', ySplit: headings.number }]
  page.pageSetup.printTitlesRow = `${headings.number}:${headings.number}`
  for (const cells of rows) {
    const row = page.addRow([])
    for (const [index, column] of columns.entries()) {
      const cell = row.getCell(index + 1)
      cell.value = valueOf(cells[index] ?? null, column)
      cell.font = font
      cell.border = border
      cell.alignment = { wrapText: true, vertical: 'top' }
      cell.numFmt = formatOf(cell.value, column)
    }
  }
  for (const [index, { width, title: name, unit }] of columns.entries()) {
    page.getColumn(index + 1).width = width ?? Math.min(Math.max((name.length + (unit?.length ?? 0)) * 2 + 4, 12), 40)
  }
  if (rows.length > 0) {
    page.autoFilter = { from: { row: headings.number, column: 1 }, to: { row: headings.number + rows.length, column: columns.length } }
  }
}

function valueOf(cell: Cell, column: SheetColumn): string | number | Date | null {
  if (cell === null) return null
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null
  if (column.type === 'day' && /^\d{4}-\d{2}-\d{2}$/.test(cell)) {
    return new Date(Temporal.PlainDate.from(cell).toZonedDateTime('UTC').epochMilliseconds)
  }
  return printable(cell).slice(0, longest)
}

function formatOf(value: ExcelJS.CellValue, { type, decimals }: SheetColumn): string {
  if (value instanceof Date) return 'yyyy-mm-dd'
  // the format of text keeps =1+1 a text also after somebody has clicked into the cell
  if (typeof value === 'string' || type === 'text') return '@'
  return decimals === undefined ? 'General' : decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`
}
