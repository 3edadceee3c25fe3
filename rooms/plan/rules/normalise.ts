import { foldMark, isBlank } from './fold-mark.ts'
import { joinLines } from './join-lines.ts'
import { maskMarkup } from './mask-markup.ts'
import { splitLines } from './split-lines.ts'

/** A paragraph of the normal text: positions in `Normal.norm`; `mark` is the depth of a Markdown heading, 0 otherwise. */
export interface Paragraph {
  readonly from: number
  readonly to: number
  readonly mark: number
  /** A row of a table: its cells are parted by '\t' in the normal text. */
  readonly row: boolean
}

/**
 * The text made easy to read for rules: marks in one shape, no white space, broken lines joined,
 * one '\n' between paragraphs, '\t' between cells of a table. `at[i]` is where sign i stands in the unchanged text.
 */
export interface Normal {
  readonly text: string
  /** The text with HTML left in it made plain, sign for sign. */
  readonly plain: string
  readonly norm: string
  readonly at: Int32Array
  readonly paragraphs: readonly Paragraph[]
}

/** White space between two digits is kept as nothing only when it is one single space: more separates two numbers. */
function separates(text: string, from: number, to: number): boolean {
  if (to - from < 2 && text.charAt(from) !== '\t') return false
  return /\d/.test(text.charAt(from - 1)) && /\d/.test(text.charAt(to))
}

/** Makes the normal text; never changes the text itself. */
export function normalise(unchanged: string): Normal {
  const text = maskMarkup(unchanged)
  const signs: string[] = []
  const at: number[] = []
  const paragraphs: Paragraph[] = []
  for (const group of joinLines(splitLines(text))) {
    if (paragraphs.length > 0) {
      signs.push('\n')
      at.push(at.length > 0 ? (at[at.length - 1] ?? 0) + 1 : 0)
    }
    const start = signs.length
    for (const line of group.lines) {
      for (let i = line.from; i < line.to; i++) {
        const unit = text.charAt(i)
        if (isBlank(unit)) {
          let end = i + 1
          while (end < line.to && isBlank(text.charAt(end))) end++
          if (group.row && text.slice(i, end).includes('\t')) {
            for (let k = i; k < end; k++) {
              if (text.charAt(k) !== '\t') continue
              signs.push('\t')
              at.push(k)
            }
          } else if (separates(text, i, end)) {
            signs.push(' ')
            at.push(i)
          }
          i = end - 1
        } else if ((unit === '*' && text.charAt(i + 1) === '*') || (unit === '_' && text.charAt(i + 1) === '_')) i++
        else if (unit === '\\' && /[.()[\]#*_>-]/.test(text.charAt(i + 1))) continue
        else if (unit === '*' && !(/\d/.test(text.charAt(i - 1)) && /\d/.test(text.charAt(i + 1)))) continue
        else if (group.row && unit === '|') {
          signs.push('\t')
          at.push(i)
        } else {
          signs.push(foldMark(unit))
          at.push(i)
        }
      }
    }
    paragraphs.push({ from: start, to: signs.length, mark: group.mark, row: group.row })
  }
  return { text: unchanged, plain: text, norm: signs.join(''), at: Int32Array.from(at), paragraphs }
}

/** Positions in the unchanged text of the passage [from, to) of the normal text. */
export function spanOf(normal: Normal, from: number, to: number): { from: number; to: number } {
  if (to <= from) {
    const point = normal.at[from] ?? normal.text.length
    return { from: point, to: point }
  }
  return { from: normal.at[from] ?? 0, to: (normal.at[to - 1] ?? -1) + 1 }
}

/** The passage [from, to) in the signs of the unchanged text, without white space (and without Markdown marks). */
export function asWritten(normal: Normal, from: number, to: number): string {
  let out = ''
  for (let i = from; i < to; i++) {
    if (!/[\n\t ]/.test(normal.norm.charAt(i))) out += normal.plain.charAt(normal.at[i] ?? 0)
  }
  return out
}
