export { writeDocx } from './write-docx.ts'
export { writeIcs } from './write-ics.ts'
export { writePdf } from './write-pdf.ts'
export { writeXlsx } from './write-xlsx.ts'
