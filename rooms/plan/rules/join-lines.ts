import { findLabel, type LabelStyle } from './find-label.ts'
import type { Line } from './split-lines.ts'

/** Lines that make one paragraph. */
interface LineGroup {
  readonly lines: readonly Line[]
  readonly mark: number
  readonly row: boolean
}

const ended = /[。!?;:…][)"'\]]*$/
const goesOn = /[,、([《〈的和与及对为在将是、]$/
const unitsLine =
  /^[([]?(?:主要)?(?:责任|牵头|配合|负责|主办|协办|实施|落实|参与)(?:单位|部门|领导|处室|主体):|^(?:完成|办结|实施|推进)?(?:时限|时间|期限|进度)(?:要求|安排)?:/
const knownTitle =
  /^(?:附则|总则|前言|引言|组织实施|组织保障|保障措施|(?:主要|重点|工作|目标)任务|总体(?:要求|目标|思路)|(?:发展|工作|主要|行动|建设)(?:目标|思路)|目标任务|指导思想|基本原则|有关要求|工作要求|(?:适用|支持|实施|服务)(?:范围|对象)|(?:具体|主要|重点|政策|工作|支持)(?:举措|措施|内容|任务|政策)|(?:保障|工作)机制|支持方向)$/
/** 某某办公室 2026年1月16日印发 */
const imprintLine = /\d{4}年\d{1,2}月\d{1,2}日印发$/
const dateLine =
  /^(?:\d{4}|[一二三四五六七八九〇零]{4})年(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日$/

/**
 * Width at which a text was hard-wrapped, or undefined: a third and more of all lines end
 * in mid-sentence within three signs of one same width.
 */
function wrapWidth(lines: readonly Line[]): number | undefined {
  if (lines.length < 12) return undefined
  const widths = lines.map((line) => line.width).sort((a, b) => a - b)
  const full = widths[Math.floor(widths.length * 0.9)] ?? 0
  if (full < 14 || full > 90) return undefined
  const cut = lines.filter((line) => line.width >= full - 3 && line.width <= full + 3 && !/[。!?;:]$/.test(line.folded)).length
  return cut / lines.length >= 0.33 ? full : undefined
}

function openBrackets(text: string, start: number): number {
  let open = start
  for (let i = 0; i < text.length; i++) {
    const unit = text.charAt(i)
    if (unit === '(' || unit === '《' || unit === '〈') open++
    else if ((unit === ')' || unit === '》' || unit === '〉') && open > 0) open--
  }
  return open
}

interface Growing {
  readonly lines: Line[]
  readonly label: LabelStyle | undefined
  length: number
  open: number
  commas: boolean
  stops: boolean
  circles: boolean
}

function grow(group: Growing, line: Line): void {
  group.lines.push(line)
  group.length += line.folded.length
  group.open = openBrackets(line.folded, group.open)
  group.commas ||= /[,、;:]/.test(line.folded)
  group.stops ||= /[。;]/.test(line.folded)
  group.circles ||= /[\u2460-\u2473]/.test(line.folded)
}

interface Sheet {
  readonly wrap: number | undefined
  /** Paragraphs begin with an indent here, so a line without one goes on. */
  readonly indented: boolean
  /** All paragraphs are indented, so a line without indent always goes on, even after a full stop. */
  readonly allIndented: boolean
  /** Ordinals whose headings share a paragraph with their text (1. 养老金融。布局…). */
  readonly inline: ReadonlySet<LabelStyle>
}

/** Whether a heading that no mark ends goes on in `next`; `after` is the line behind that. */
function headingContinues(group: Growing, next: Line, after: Line | undefined, sheet: Sheet): boolean {
  if (group.length > 50 || (group.label !== undefined && sheet.inline.has(group.label))) return true
  if (group.length >= 10 && /^[^。,;:]{1,3}。./.test(next.folded)) return true
  if (
    sheet.wrap !== undefined ||
    next.folded.length > 30 ||
    /[。;:,]/.test(next.folded) ||
    group.length > 45 ||
    next.folded.startsWith('(')
  )
    return false
  return after === undefined || findLabel(after.folded) !== undefined || (group.length >= 14 && next.folded.length <= 10)
}

/** Whether the paragraph so far ends with a bracket after its last sentence, or with a list of units: it is complete. */
function endsWithUnits(group: Growing): boolean {
  if (group.open > 0) return false
  const tail = group.lines
    .slice(-4)
    .map((line) => line.folded)
    .join('')
    .slice(-600)
  return /(?:^|[。;])[([][^。]*[)\]]$/.test(tail) || /[([](?:主要)?(?:责任|牵头|配合|负责)(?:单位|部门)[^。]*[)\]]$/.test(tail)
}

/** A line of units or of a time limit that ends as such lines do: what comes below is text again. */
function completeDuty(group: Growing): boolean {
  const words = group.lines.map((line) => line.folded).join('')
  if (words.length > 200 || !unitsLine.test(words)) return false
  return /(?:单位|部门)[^:]*$|(?:局|委|办|部|厅|会|院|中心|公司|政府|街道|集团|单位|部门|等|队|联|站|所)\)?$|^[^:]*(?:时限|时间|期限|进度)[^:]*:.*(?:底|月|年|前|日|推进|坚持|完成|长期|持续|实施)$/.test(
    words,
  )
}

/** Whether line `next` carries on the paragraph that `group` is so far. */
function continues(group: Growing, next: Line, after: Line | undefined, sheet: Sheet, inBody: boolean): boolean {
  const last = group.lines[group.lines.length - 1]
  if (last === undefined || next.row || last.row || next.mark > 0 || next.item || last.mark > 0) return false
  const full = sheet.wrap !== undefined && last.width >= sheet.wrap - 3
  const label = findLabel(next.folded)
  if (label !== undefined)
    return (
      (label.style === 'circle' &&
        label.number > 1 &&
        group.circles &&
        (full || sheet.indented) &&
        !(sheet.indented && next.indent >= 2)) ||
      /[,、]$/.test(last.folded)
    )
  if (unitsLine.test(next.folded) && !/[,、(]$/.test(last.folded)) return false
  if (next.folded.length <= 60 && imprintLine.test(next.folded) && !goesOn.test(last.folded)) return false
  // 责任单位： alone on its line; the names stand below
  if (/:$/.test(last.folded) && last.folded.length <= 10 && unitsLine.test(last.folded) && next.folded.length <= 200) return true
  if (knownTitle.test(next.folded) || dateLine.test(next.folded) || dateLine.test(last.folded)) return false
  if (group.open > 0 && group.length < 4000 && !ended.test(last.folded)) return true
  if (sheet.indented && next.indent >= 2) return false
  if (inBody && sheet.allIndented && next.indent === 0) return true
  if (ended.test(last.folded) || endsWithUnits(group)) return full && !next.apart && next.indent === 0 && sheet.indented
  // a title that everybody knows is complete: 1.1 指导思想
  if (group.label !== undefined && group.lines.length === 1 && knownTitle.test(last.folded.slice(findLabel(last.folded)?.length ?? 0)))
    return false
  if (!full && completeDuty(group)) return false
  if (goesOn.test(last.folded) || group.stops || full) return true
  if (inBody && sheet.indented && next.indent === 0) return true
  if (group.label !== undefined) return headingContinues(group, next, after, sheet)
  return inBody && group.commas
}

/** Styles of ordinals most of whose lines hold a full stop: heading and text in one paragraph. */
function inlineStyles(lines: readonly Line[]): Set<LabelStyle> {
  const all = new Map<LabelStyle, number>()
  const stopped = new Map<LabelStyle, number>()
  for (const line of lines) {
    const style = findLabel(line.folded)?.style
    if (style === undefined) continue
    all.set(style, (all.get(style) ?? 0) + 1)
    if (/。/.test(line.folded)) stopped.set(style, (stopped.get(style) ?? 0) + 1)
  }
  return new Set([...all].filter(([style, count]) => count >= 3 && (stopped.get(style) ?? 0) >= count * 0.7).map(([style]) => style))
}

/** Puts broken lines together again: page breaks, hard wraps and breaks inside sentences, words and headings. */
export function joinLines(lines: readonly Line[]): LineGroup[] {
  const indented = lines.filter((line) => line.indent >= 2).length >= lines.length * 0.15
  const labelled = lines.filter((line) => findLabel(line.folded) !== undefined)
  const allIndented = labelled.length >= 3 && labelled.filter((line) => line.indent >= 2).length >= labelled.length * 0.8
  const sheet: Sheet = { wrap: wrapWidth(lines), indented, allIndented, inline: inlineStyles(lines) }
  const groups: LineGroup[] = []
  let group: Growing | undefined
  let inBody = false
  for (const [i, line] of lines.entries()) {
    if (group !== undefined && continues(group, line, lines[i + 1], sheet, inBody)) {
      grow(group, line)
      continue
    }
    const label = findLabel(line.folded)?.style
    // 附件 at the very top heads the plan that a notice brings
    inBody ||= label !== undefined && label !== 'annex'
    group = { lines: [], label, length: 0, open: 0, commas: false, stops: false, circles: false }
    groups.push({ lines: group.lines, mark: line.mark, row: line.row })
    grow(group, line)
  }
  return groups
}
