import { foldMarks, isBlank } from './fold-mark.ts'

/** A line with signs on it; positions in the unchanged text, without white space at its ends. */
export interface Line {
  readonly from: number
  readonly to: number
  /** Folded, without white space. */
  readonly folded: string
  /** Width in Chinese signs: half-width signs count half. */
  readonly width: number
  /** White space before the first sign. */
  readonly indent: number
  /** Depth of a Markdown heading mark (#), 0 otherwise. */
  readonly mark: number
  /** Begins with a Markdown list, quote or table mark. */
  readonly item: boolean
  /** A row of a table: cells parted by tabs or by | marks. */
  readonly row: boolean
  /** There was an empty line or a page break before it. */
  readonly apart: boolean
}

/** A page number standing alone, as text exports leave it: — 3 —, - 12 -, 第3页, 7. */
const pageNumber = /^(?:-+\d{1,4}-+|\d{1,3}|第\d{1,4}页(?:,?共\d{1,4}页)?|-?\d{1,3}\/\d{1,3}-?)$/

function squeeze(text: string): string {
  let out = ''
  for (let i = 0; i < text.length; i++) if (!isBlank(text.charAt(i))) out += text.charAt(i)
  return out
}

/** Whether a line is a row of a table: two tabs and more between signs, or | at both ends. */
function isRow(line: string): boolean {
  const tabs = line.split('\t').length - 1
  if (tabs >= 2) return true
  return /^\|.*\|$/.test(line) && line.length > 4 && line.split('|').length >= 4
}

function widthOf(text: string): number {
  let width = 0
  for (let i = 0; i < text.length; i++) width += text.charCodeAt(i) < 0x2000 ? 0.5 : 1
  return width
}

const dutyLabel = /[ \t\u3000\u00a0]+(?=(?:责任|牵头|配合|主办|协办|负责|承办)(?:单位|部门)[:：]|完成时(?:限|间)[:：])/g

/** Where a label of units begins behind a space inside a line, outside of brackets; -1 where none does. */
function labelInside(line: string): number {
  for (const found of line.matchAll(dutyLabel)) {
    const before = line.slice(0, found.index)
    const open = (before.match(/[（(〔【[]/g)?.length ?? 0) - (before.match(/[）)〕】\]]/g)?.length ?? 0)
    if (found.index > 0 && open <= 0 && !/[|\t]/.test(line)) return found.index + found[0].length
  }
  return -1
}

/** Splits a text into its lines with signs; page numbers between pages are left out. */
export function splitLines(text: string): Line[] {
  const lines: Line[] = []
  let apart = true
  let start = 0
  while (start <= text.length) {
    let end = start
    while (end < text.length && !/[\n\r\f\v\u2028\u2029\u0085]/.test(text.charAt(end))) end++
    let from = start
    while (from < end && isBlank(text.charAt(from))) from++
    // （一）某某 责任单位：… 完成时限：… on one line, parted by spaces only
    const label = end - from <= 400 ? labelInside(text.slice(from, end)) : -1
    if (label > 0) end = from + label
    let to = end
    while (to > from && isBlank(text.charAt(to - 1))) to--
    if (from === to) apart = true
    else {
      const marked = /^(#{1,6})[ \t]+/.exec(text.slice(from, from + 12))
      const listed = marked === null ? /^(?:[-*+>]|\|)[ \t]+/.exec(text.slice(from, from + 4)) : null
      const skip = marked?.[0].length ?? listed?.[0].length ?? 0
      const row = marked === null && isRow(text.slice(from, to))
      const folded = foldMarks(squeeze(text.slice(from + skip, to))).replace(/\*\*|__/g, '')
      // |---|---| under the head of a table
      if (row && /^[-:|]+$/.test(folded)) apart = false
      else if (pageNumber.test(folded)) apart = apart || lines.length === 0
      else {
        lines.push({
          from: from + skip,
          to,
          folded,
          width: widthOf(text.slice(from + skip, to)),
          indent: from - start,
          mark: marked?.[1]?.length ?? 0,
          item: listed !== null,
          row,
          apart,
        })
        apart = false
      }
    }
    start = label > 0 ? end : end + 1
  }
  return lines
}
