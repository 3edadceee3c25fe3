import { findContents } from './find-contents.ts'
import { findLabel, type Label, type LabelStyle } from './find-label.ts'
import type { Normal, Paragraph } from './normalise.ts'
import { findBodyEnd } from './read-head.ts'

/** A headed part of the document; positions in the normal text. `to` is the end of all that belongs to it. */
export interface Heading {
  readonly style: LabelStyle
  readonly number: number
  readonly from: number
  readonly labelTo: number
  readonly titleFrom: number
  readonly titleTo: number
  /** End of the paragraph that holds the label. */
  readonly paragraphTo: number
  readonly level: number
  to: number
  readonly children: Heading[]
}

/** Headings in order of the text, the outermost ones, and where the body begins and ends. */
export interface Tree {
  readonly all: readonly Heading[]
  readonly roots: readonly Heading[]
  readonly bodyFrom: number
  readonly bodyTo: number
}

const baseRank: Readonly<Record<LabelStyle, number>> = {
  annex: 0,
  part: 1,
  chapter: 2,
  division: 3,
  plain: 3.5,
  article: 4,
  cn: 5,
  named: 5.5,
  'cn-bracket': 6,
  ordinal: 6.5,
  arabic: 7,
  decimal: 7.5,
  'arabic-bracket': 8,
  circle: 9,
}

/** Titles that stand alone on a line without an ordinal. */
const plainTitle =
  /^(?:附则|总则|附录|前言|序言|引言|(?:政策)?保障措施|组织(?:保障|实施|领导)|(?:主要|重点|工作)任务|总体(?:要求|目标|思路)|(?:发展|工作|主要)目标|指导思想|基本原则|(?:有关|工作)要求|实施步骤|进度安排|(?:适用|支持|实施|服务)(?:范围|对象)|(?:具体|主要|重点|政策|工作|支持)(?:举措|措施|内容|任务|政策)|(?:保障|工作)机制|支持方向)$/

const known = (style: LabelStyle) => (mark: Mark) => mark.label.style === style

interface Mark {
  readonly label: Label
  readonly paragraph: Paragraph
}

/**
 * Keeps only ordinals that count: the first of their kind, a new start at 1, or the next number.
 * Anything else at the start of a line is a number of the sentence.
 */
function marksOf(normal: Normal): Mark[] {
  const last = new Map<LabelStyle, number>()
  const marks: Mark[] = []
  let attachments = false
  const contents = findContents(normal)
  for (const [i, paragraph] of normal.paragraphs.entries()) {
    if (paragraph.row || (contents !== undefined && i >= contents.first && i < contents.past)) continue
    const line = normal.norm.slice(paragraph.from, Math.min(paragraph.to, paragraph.from + 60))
    if (plainTitle.test(line) || (paragraph.mark > 1 && findLabel(line) === undefined)) {
      marks.push({ label: { style: 'plain', number: 1, length: 0 }, paragraph })
      continue
    }
    const label = findLabel(line)
    if (label === undefined) {
      attachments = false
      continue
    }
    if (label.style === 'annex') {
      // before the body 附件：1.… lists attachments; after it an annex begins
      attachments = marks.length === 0
      if (!attachments && paragraph.to - paragraph.from <= 60) marks.push({ label, paragraph })
      continue
    }
    if (attachments && label.style === 'arabic') continue
    const before = last.get(label.style)
    if (before === undefined || label.number === 1 || (label.number > before && label.number <= before + 12) || label.style === 'decimal') {
      last.set(label.style, label.number)
      marks.push({ label, paragraph })
    }
  }
  return marks
}

function ranksOf(marks: readonly Mark[]): Record<LabelStyle, number> {
  const ranks = { ...baseRank }
  const first = (style: LabelStyle) => marks.findIndex(known(style))
  // 一、 above 第一条: articles run on under Chinese ordinals
  if (first('cn') >= 0 && first('article') > first('cn')) ranks.article = 5.2
  // no 一、 at all and 1. before （一）: the bracket is the lower one
  if (first('cn') < 0 && first('article') < 0 && first('arabic') >= 0 && first('cn-bracket') > first('arabic')) ranks['cn-bracket'] = 7.2
  return ranks
}

/**
 * Where the title of a heading ends: a line of its own, the first sentence, the words before a colon;
 * an item without heading is called by its first clause.
 */
function titleEnd(norm: string, from: number, to: number): number {
  const line = norm.slice(from, to)
  const stop = line.search(/[。;!?]/)
  const sentence = stop < 0 ? line.length : stop
  const colon = line.indexOf(':')
  if (colon > 0 && colon < sentence && colon <= 24 && sentence - colon > 20) return from + colon
  // no heading ends with a semicolon
  if (sentence <= 45 && line.charAt(sentence) !== ';') return from + sentence - (/[:,、]$/.test(line.slice(0, sentence)) ? 1 : 0)
  const clause = line.indexOf(',')
  return clause > 0 && clause <= 45 ? from + clause : from
}

/** 附件1 stands alone on its line; its title is the line below (GB/T 9704-2012, 7.3.5). */
function annexTitle(normal: Normal, paragraph: Paragraph, length: number): Paragraph | undefined {
  if (paragraph.to - paragraph.from > length) return undefined
  const below = normal.paragraphs[firstFrom(normal, paragraph.to)]
  if (below === undefined || below.row || below.to - below.from > 50) return undefined
  const line = normal.norm.slice(below.from, below.to)
  return /[。;:,]/.test(line) || findLabel(line) !== undefined ? undefined : below
}

/** Builds the tree of headings from the ordinals at the starts of paragraphs. */
export function buildTree(normal: Normal, bodyTo: number): Tree {
  const marks = marksOf(normal).filter((mark) => mark.paragraph.from < bodyTo)
  const ranks = ranksOf(marks)
  const bodyEnd = (annex: Paragraph) => findBodyEnd(normal, normal.paragraphs.indexOf(annex))
  const all: Heading[] = []
  const roots: Heading[] = []
  const open: { heading: Heading; rank: number }[] = []
  for (const { label, paragraph } of marks) {
    const rank = ranks[label.style]
    const below = label.style === 'annex' ? annexTitle(normal, paragraph, label.length) : undefined
    while (open.length > 0 && (open[open.length - 1]?.rank ?? 0) >= rank) {
      const closed = open.pop()
      // the closing clause and signature before an annex are no part of the body's last section
      if (closed !== undefined)
        closed.heading.to = label.style === 'annex' ? Math.max(closed.heading.paragraphTo, bodyEnd(paragraph)) : paragraph.from - 1
    }
    const titleFrom = below?.from ?? paragraph.from + label.length
    const heading: Heading = {
      style: label.style,
      number: label.number,
      from: paragraph.from,
      labelTo: paragraph.from + label.length,
      titleFrom,
      titleTo: below?.to ?? titleEnd(normal.norm, titleFrom, paragraph.to),
      paragraphTo: below?.to ?? paragraph.to,
      level: open.length + 1,
      to: bodyTo,
      children: [],
    }
    const parent = open[open.length - 1]?.heading
    if (parent === undefined) roots.push(heading)
    else parent.children.push(heading)
    all.push(heading)
    open.push({ heading, rank })
  }
  for (const brothers of [roots, ...all.map((one) => one.children)]) releaseClosing(normal, brothers)
  return { all, roots, bodyFrom: all[0]?.from ?? bodyTo, bodyTo }
}

/** Index of the first paragraph that begins at or after a place. */
function firstFrom(normal: Normal, place: number): number {
  let low = 0
  let high = normal.paragraphs.length
  while (low < high) {
    const mid = (low + high) >> 1
    if ((normal.paragraphs[mid]?.from ?? place) < place) low = mid + 1
    else high = mid
  }
  return low
}

/**
 * A closing paragraph after the last of several items that are one paragraph each (or two) belongs to none of them.
 * Lines with a lead-in or units stay.
 */
function releaseClosing(normal: Normal, brothers: readonly Heading[]): void {
  const last = brothers[brothers.length - 1]
  if (last === undefined || brothers.length < 3 || last.children.length > 0) return
  const inside = (one: Heading) => normal.paragraphs.slice(firstFrom(normal, one.from), firstFrom(normal, one.to))
  const counts = new Set(brothers.slice(0, -1).map((one) => inside(one).length))
  const [usual] = counts
  const own = inside(last)
  if (counts.size !== 1 || usual === undefined || usual > 2 || own.length <= usual) return
  const extra = own.slice(usual).map((paragraph) => normal.norm.slice(paragraph.from, paragraph.to))
  if (extra.some((words) => /^[^,。]{2,16}:|^[([]|[([](?:责任|牵头|配合)/.test(words))) return
  last.to = (own[usual]?.from ?? last.to + 1) - 1
}

/** Title of a heading in folded signs, for rules that look at words. */
export function titleOf(normal: Normal, heading: Heading): string {
  return normal.norm.slice(heading.titleFrom, heading.titleTo)
}
