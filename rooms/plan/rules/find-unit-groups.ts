import { dutyLabels } from '../data/unit-words.ts'
import { type FoundUnits, looksLikeUnit, readUnits, splitList } from './read-units.ts'

/** A list of units in the text. Positions in the normal text; `inner` is where the units' own positions start. */
export interface FoundGroup extends FoundUnits {
  readonly from: number
  readonly to: number
  readonly inner: number
  /** Found in a sentence and not in a bracket or line: weaker evidence that a task stands here. */
  readonly weak: boolean
}

const labelStart = (words: string) => dutyLabels.some(([form]) => form.test(words))
const roleEnd = /(?:牵头|负责|配合|落实|参与|实施|协助|协同|按职责分工)(?:,(?:下同|排在?第一|以下|不再|各)[^()]*)*[。;]?$/

/** Whether the inside of a bracket names units. */
function namesUnits(inner: string, closesSentence: boolean): boolean {
  if (inner.length < 2 || inner.length > 600) return false
  if (labelStart(inner)) return true
  const tokens = splitList(inner).filter((token) => !/^(?:长期|持续|常年|\d{4}年)/.test(inner.slice(token.from, token.to)))
  if (tokens.some((token) => labelStart(inner.slice(token.from, token.to)))) return true
  if (/(?:以下|上述)?(?:简称|即|含|包括|不含|其中)/.test(inner.slice(0, 4))) return false
  const first = tokens[0]
  if (first === undefined) return false
  if (roleEnd.test(inner) || /(?:牵头|负责|配合)[,;]/.test(inner)) {
    return tokens.some((token) =>
      looksLikeUnit(
        inner
          .slice(token.from, token.to)
          .replace(
            /(?:等(?:有关)?(?:部门|单位)?)?(?:按(?:照)?(?:各自)?职责分工)?(?:牵头|共同|分别|具体)?(?:负责|配合|落实|参与|实施)?$/,
            '',
          ),
      ),
    )
  }
  return (
    closesSentence &&
    tokens.every((token) => looksLikeUnit(inner.slice(token.from, token.to).replace(/等(?:部门|单位|有关部门|相关部门)?$/, '')))
  )
}

/** End of the bracket that opens at `start`, or -1; brackets nest. */
function closing(norm: string, start: number, limit: number): number {
  let depth = 0
  for (let i = start; i < limit; i++) {
    const unit = norm.charAt(i)
    if (unit === '(' || unit === '[') depth++
    else if (unit === ')' || unit === ']') {
      depth--
      if (depth === 0) return i
    }
  }
  return -1
}

function inBrackets(norm: string, from: number, to: number): FoundGroup[] {
  const groups: FoundGroup[] = []
  for (let i = from; i < to; i++) {
    const unit = norm.charAt(i)
    if (unit !== '(' && unit !== '[') continue
    const limit = Math.min(to, i + 900)
    let end = closing(norm, i, limit)
    if (end < 0) {
      if (!labelStart(norm.slice(i + 1, i + 20))) continue
      // a bracket never closed: the list goes to the end of the paragraph
      const line = norm.indexOf('\n', i)
      end = line < 0 ? to : Math.min(line, to)
    }
    const before = norm.charAt(i - 1)
    const after = norm.charAt(end + 1)
    const closes =
      /[。;!\n]/.test(before) ||
      (before !== '' &&
        (after === '\n' || after === '' || end + 1 >= to) &&
        i > from + 20 &&
        /[。;]/.test(norm.slice(Math.max(from, i - 1), i)))
    const inner = norm.slice(i + 1, end)
    if (namesUnits(inner, closes)) {
      groups.push({ ...readUnits(inner), from: i, to: Math.min(end + 1, to), inner: i + 1, weak: false })
      i = end
    }
  }
  return groups
}

const unitsLine =
  /(^|\n|[。;][-*]*|\n[-*]+)((?:总|第一|主要|市级|省级|区级|县级|具体)?(?:责任|牵头|配合|负责|主办|协办|实施|落实|参与|承办|主管)(?:责任)?(?:单位|部门|主体|处室|科室):)/g
const sentence =
  /(^|\n|[。;])(由?[^。;\n:"]{2,200}?(?:牵头(?:负责|组织实施|落实)?|按(?:照)?(?:各自)?职责分工负责|负责(?:落实|实施)?|配合(?:落实|实施)?|具体落实))(?=[。;\n]|$)/g

function outOfBrackets(norm: string, from: number, to: number, taken: readonly FoundGroup[]): FoundGroup[] {
  const groups: FoundGroup[] = []
  const part = norm.slice(from, to)
  const free = (at: number) =>
    !taken.some((group) => at >= group.from && at < group.to) && !groups.some((group) => at >= group.from && at < group.to)
  for (const found of part.matchAll(unitsLine)) {
    const start = from + found.index + (found[1]?.length ?? 0)
    if (!free(start)) continue
    const end = norm.indexOf('\n', start)
    let stop = end < 0 ? to : Math.min(end, to)
    // 配合单位 on the next line belongs to the same list
    for (let next = stop; next < to; ) {
      const follows = norm.slice(next + 1, next + 20)
      if (!labelStart(follows) && !/^完成时(?:限|间):/.test(follows)) break
      const line = norm.indexOf('\n', next + 1)
      next = line < 0 ? to : Math.min(line, to)
      stop = next
    }
    const inner = norm.slice(start, stop)
    groups.push({ ...readUnits(inner.replaceAll('\n', '。')), from: start, to: stop, inner: start, weak: false })
  }
  for (const found of part.matchAll(sentence)) {
    const words = found[2] ?? ''
    const start = from + found.index + (found[1]?.length ?? 0)
    if (!free(start) || /解释|要/.test(words)) continue
    const read = readUnits(words)
    if (
      read.units.length > 0 &&
      read.units.every(
        (unit) => unit.role !== 'unspecified' && (unit.parts !== undefined || looksLikeUnit(words.slice(unit.from, unit.to))),
      )
    ) {
      groups.push({ ...read, from: start, to: start + words.length, inner: start, weak: true })
    }
  }
  return groups
}

/** All lists of units in a passage of the normal text: in brackets of any sort, on lines of their own, in sentences. */
export function findUnitGroups(norm: string, from: number, to: number): FoundGroup[] {
  const brackets = inBrackets(norm, from, to)
  return [...brackets, ...outOfBrackets(norm, from, to, brackets)].sort((a, b) => a.from - b.from)
}
