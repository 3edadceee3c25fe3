export type { Calendar, CalendarEntry, Party } from './calendar.ts'
export { type Block, type Paper, type PaperColumn, type Run, runsOf, type Words } from './paper.ts'
export type { Cell, Sheet, SheetColumn, Workbook } from './workbook.ts'
