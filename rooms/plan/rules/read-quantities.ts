import type { QuantityRole } from '../contract/structure.ts'
import type { Table } from './find-tables.ts'
import { readIndicators } from './read-indicators.ts'
import type { Tree } from './build-tree.ts'
import { type FoundNumber, findNumbers } from './find-numbers.ts'
import type { YearAnchor } from './find-years.ts'
import { findPer, gradeQuantity } from './grade-quantity.ts'
import type { Normal } from './normalise.ts'
import type { FoundPhase } from './read-phases.ts'

/** A number with all that is known of it; positions in the normal text. */
interface FoundQuantity extends FoundNumber {
  readonly role: QuantityRole
  readonly year: number | null
  readonly per?: { readonly from: number; readonly to: number }
  readonly subject?: { readonly from: number; readonly to: number }
}

interface Range {
  readonly from: number
  readonly to: number
}

const inside = (ranges: readonly Range[], at: number) => ranges.some((range) => at >= range.from && at < range.to)

/** Passages inside quotation marks and book-title marks, paragraph by paragraph (marks have lost their direction). */
function quotedRanges(normal: Normal): Range[] {
  const ranges: Range[] = []
  for (const paragraph of normal.paragraphs) {
    let open = -1
    let book = -1
    for (let i = paragraph.from; i < paragraph.to; i++) {
      const sign = normal.norm.charAt(i)
      if (sign === '《') book = i
      else if (sign === '》' && book >= 0) {
        ranges.push({ from: book, to: i + 1 })
        book = -1
      } else if (sign === '"') {
        if (open < 0) open = i
        else {
          ranges.push({ from: open, to: i + 1 })
          open = -1
        }
      }
    }
  }
  return ranges.sort((a, b) => a.from - b.from)
}

/** The year that governs a place: named right after it, before it in its sentence, or by its stage. */
function yearOf(
  norm: string,
  found: FoundNumber,
  anchors: readonly YearAnchor[],
  phases: readonly FoundPhase[],
  per: string,
): number | null {
  if (/每年|年度|每月/.test(per)) return null
  const named = /^\((20\d{2})年?\)/.exec(norm.slice(found.to, found.to + 8))
  if (named !== null) return Number(named[1])
  let start = found.from
  while (start > 0 && !/[。\n]/.test(norm.charAt(start - 1))) start--
  let year: number | null = null
  for (const anchor of anchors) {
    if (anchor.from >= found.from) break
    if (anchor.from >= start) year = anchor.year
  }
  if (year !== null) return year
  return phases.find((phase) => found.from >= phase.from && found.from < phase.to)?.years?.to ?? null
}

/** Names joined by 、 before 均 or 分别 in the clause of a number. */
function subjectsOf(norm: string, found: FoundNumber): { word: '均' | '分别'; names: Range[] } | undefined {
  let start = found.from
  while (start > 0 && found.from - start < 120 && !/[,。;:\n]/.test(norm.charAt(start - 1))) start--
  const clause = norm.slice(start, found.numberFrom)
  const hit = /(均|分别)(?=[^均分]*$)/.exec(clause)
  if (hit === null) return undefined
  const names: Range[] = []
  let at = start
  for (const part of clause.slice(0, hit.index).split(/[、]|(?<=[率数量值个])(?:和|与|及|以及)/)) {
    const from = norm.indexOf(part, at)
    at = from + part.length
    const lead = /^(?:对|将|使|确保|力争|其中|全市|全区)*(?:获得|获评|入选|获批|达到|推动|实现)?/.exec(part)?.[0].length ?? 0
    const end = part.length - (/的$/.test(part) ? 1 : 0)
    if (end > lead) names.push({ from: from + lead, to: from + end })
  }
  return { word: hit[1] === '均' ? '均' : '分别', names }
}

/** Reads every quantity of the text with its role, year and, in pairs, whose it is. */
export function readQuantities(
  normal: Normal,
  tree: Tree,
  phases: readonly FoundPhase[],
  tasks: readonly Range[],
  anchors: readonly YearAnchor[],
  tables: readonly Table[],
  since?: number,
): FoundQuantity[] {
  const { norm } = normal
  const indicators = readIndicators(tables, since)
  const heads = tables.flatMap((table) => table.head)
  const quotes = quotedRanges(normal).filter((range) => range.to - range.from < 60)
  const titles = tree.all
    .filter((one) => one.titleTo > one.titleFrom && !/,/.test(norm.slice(one.titleFrom, one.titleTo + 1)))
    .map((one) => ({ from: one.titleFrom, to: one.titleTo }))
  // titles and addresses before the first section count nothing
  const mastheads = normal.paragraphs.filter((part) => part.from < tree.bodyFrom && !/[。;]/.test(norm.slice(part.from, part.to)))
  const labels = new Map(tree.all.map((one) => [one.from, one.labelTo]))
  const numbers = findNumbers(norm, 0, norm.length, (i) => normal.plain.charAt(normal.at[i] ?? 0)).filter((found) => {
    const line = tree.all.find((one) => found.numberFrom >= one.from && found.numberFrom < one.labelTo)
    if (line !== undefined || labels.has(found.numberFrom)) return false
    if (inside(indicators, found.numberFrom) || inside(heads, found.numberFrom)) return false
    return (
      !quotes.some((range) => norm.charAt(range.from) === '《' && found.numberFrom >= range.from && found.numberFrom < range.to) &&
      !inside(mastheads, found.numberFrom)
    )
  })
  const past = tree.all.filter((one) =>
    /^(?:发展|工作|现实|规划|编制)?(?:基础|背景|现状|成效|回顾)$|(?:面临|发展|当前)(?:的)?形势|发展现状|工作成效|存在(?:的)?问题/.test(
      norm.slice(one.titleFrom, one.titleTo),
    ),
  )
  const out: FoundQuantity[] = []
  for (const [i, found] of numbers.entries()) {
    const per = findPer(norm, found)
    const before = out[out.length - 1]
    const joined =
      before !== undefined &&
      before.to <= found.from &&
      /^(?:、|和|或|与)$/.test(norm.slice(before.to, found.from)) &&
      before.unit === found.unit
    const year = yearOf(norm, found, anchors, phases, per === undefined ? '' : norm.slice(per.from, per.to))
    // 10个以上、总面积不低于10万平方米的社区: two measures of one thing
    const alike =
      before !== undefined &&
      before.role === 'target' &&
      before.to <= found.from &&
      /^、[^,。;:、]{0,8}$/.test(norm.slice(before.to, found.from)) &&
      found.comparison === '>='
    const role =
      joined || alike
        ? before.role
        : gradeQuantity(norm, found, {
            inPhase: inside(phases, found.numberFrom),
            inTask: inside(tasks, found.numberFrom),
            inTitle: inside(titles, found.numberFrom),
            quoted: inside(quotes, found.numberFrom),
            dated: year !== null,
            past: inside(past, found.numberFrom),
          })
    const base = { ...found, role, year, ...(per === undefined ? {} : { per }) }
    const pairs = subjectsOf(norm, found)
    if (pairs?.word === '均' && pairs.names.length >= 2) for (const subject of pairs.names) out.push({ ...base, subject })
    else if (pairs?.word === '分别' && pairs.names.length >= 2) {
      const index = pairIndex(norm, numbers, i)
      const subject = index.count === pairs.names.length ? pairs.names[index.place] : undefined
      // 2025年、2026年分别建成10家、20家
      const own = subject === undefined ? null : /^(20\d{2})年?$/.exec(norm.slice(subject.from, subject.to))
      if (own !== null) {
        out.push({ ...base, year: Number(own[1]) })
        continue
      }
      out.push(subject === undefined ? base : { ...base, subject })
    } else out.push(base)
  }
  if (indicators.length === 0) return out
  const figures = indicators.map((one) => ({ ...one, numberFrom: one.from, unitTo: one.to, chinese: false }))
  return [...out, ...figures].sort((a, b) => a.from - b.from)
}

/** Place of a number in its run (甲、乙分别达到10家、20家): which one, of how many. */
function pairIndex(norm: string, numbers: readonly FoundNumber[], at: number): { place: number; count: number } {
  const joined = (a: FoundNumber | undefined, b: FoundNumber | undefined) =>
    a !== undefined && b !== undefined && /^[、和与]$/.test(norm.slice(a.to, b.from))
  let first = at
  while (joined(numbers[first - 1], numbers[first])) first--
  let last = at
  while (joined(numbers[last], numbers[last + 1])) last++
  return { place: at - first, count: last - first + 1 }
}
