import { goalSection } from '../data/section-words.ts'
import { type Heading, titleOf, type Tree } from './build-tree.ts'
import type { YearAnchor } from './find-years.ts'
import type { Normal } from './normalise.ts'
import { splitTargets } from './split-targets.ts'

/** A stage; positions in the normal text. */
export interface FoundPhase {
  readonly from: number
  to: number
  readonly labelFrom: number
  readonly labelTo: number
  readonly titleFrom: number
  readonly titleTo: number
  readonly years?: { readonly from: number; readonly to: number | null }
  readonly targets: { from: number; to: number }[]
}

const stageTitle =
  /^(?:近期|中期|远期|短期|长期|中远期|前期|后期|起步期|成长期|第[一二三四五]阶段|(?:[^,。:]{1,10})阶段|(?:到)?20\d{2}年?(?:[-~至(:]|底|末|目标|$))/

function yearsOf(words: string): { from: number; to: number | null } | undefined {
  const found = /(20\d{2})(?:年(?:\d{1,2}月)?)?(?:\s*([-~至])(?:到)?(?:(20\d{2})|(\d{1,2}月))?)?/.exec(words)
  if (found === null) return undefined
  const first = Number(found[1])
  if (found[3] !== undefined) return { from: first, to: Number(found[3]) }
  if (found[2] === undefined || found[4] !== undefined) return { from: first, to: first }
  return { from: first, to: null }
}

/** Sections that promise: those named 目标, else the wider ones (总体要求). Their inner sections are not repeated. */
function goalSections(normal: Normal, tree: Tree): Heading[] {
  const named = tree.all.filter((one) => /目标/.test(titleOf(normal, one)) && one.level <= 2 && one.style !== 'annex')
  const wide = tree.all.filter((one) => goalSection.test(titleOf(normal, one)) && one.level <= 2 && one.style !== 'annex')
  const chosen = named.length > 0 ? [...named, ...wide.filter((one) => /步骤|进度|阶段|时间安排/.test(titleOf(normal, one)))] : wide
  // 一、总体思路与目标 with （二）发展目标 inside: the inner one speaks
  return chosen.filter((one) => !chosen.some((other) => other !== one && other.from > one.from && other.to <= one.to))
}

function byHeading(normal: Normal, section: Heading): FoundPhase[] {
  return section.children
    .filter((child) => stageTitle.test(titleOf(normal, child)) && titleOf(normal, child) !== '')
    .map((child) => {
      const years = yearsOf(titleOf(normal, child))
      return {
        from: child.from,
        to: child.to,
        labelFrom: child.from,
        labelTo: child.labelTo,
        titleFrom: child.titleFrom,
        titleTo: child.titleTo,
        targets: splitTargets(normal.norm, child.titleTo, child.to),
        ...(years === undefined ? {} : { years }),
      }
    })
}

/** Start of the clause an anchor opens (目标到2028年, 力争到2030年), or -1 when the year stands inside a clause. */
function clauseStart(norm: string, anchor: YearAnchor, floor: number): number {
  let start = anchor.from
  while (start > floor && !/[。;:,\n]/.test(norm.charAt(start - 1))) start--
  const lead = norm.slice(start, anchor.from)
  if (
    !/^(?:[\d一二三四五六七八九十()、.①-⑳-]{0,4})?(?:其中|总体)?(?:(?:工作|发展|主要|总体)?目标)?(?:是|为)?(?:力争|争取|确保|计划|预计|展望|经过[^,]{0,10}|通过[^,]{0,10})?(?:用[^,]{0,6}时间)?(?:到|至|截至|在|于)?$/.test(
      lead,
    )
  )
    return -1
  const opened = /^(?:[\d一二三四五六七八九十()、.①-⑳-]{0,4})/.exec(lead)?.[0].length ?? 0
  return start + opened
}

const listOf = (last: YearAnchor) => ({ to: last.to, until: last.year })

/** 2025年、2026年分别…: several years share one promise. */
function listEnd(norm: string, anchor: YearAnchor, anchors: readonly YearAnchor[]): YearAnchor {
  let last = anchor
  for (const next of anchors) if (next.from === last.to + 1 && /[、和]/.test(norm.charAt(last.to))) last = next
  return last
}

function byYear(normal: Normal, section: Heading, anchors: readonly YearAnchor[]): FoundPhase[] {
  const { norm } = normal
  const opens: { start: number; anchor: YearAnchor; to: number; until: number }[] = []
  for (const anchor of anchors) {
    if (anchor.from < section.titleFrom || anchor.from >= section.to) continue
    if (opens.some((open) => anchor.from < open.to)) continue
    const start = clauseStart(norm, anchor, section.titleFrom)
    const mark = norm.charAt(start - 1)
    if (
      start >= 0 &&
      (/(?:到|至|截至|展望|"|十[四五])/.test(norm.slice(start, anchor.to)) ||
        mark === '。' ||
        mark === '\n' ||
        mark === ':' ||
        mark === ';' ||
        start === section.titleFrom)
    )
      opens.push({ start, anchor, ...listOf(listEnd(norm, anchor, anchors)) })
  }
  const phases: FoundPhase[] = []
  opens.forEach(({ start, anchor, to: anchorTo, until }, i) => {
    const next = opens[i + 1]?.start ?? section.to
    // a box of figures (专栏) is no sentence
    const box = norm.indexOf('\n专栏', anchor.to)
    let stop = box >= 0 && box < next ? box : next
    const line = norm.indexOf('\n', anchor.to)
    if (line >= 0 && line < stop) {
      const opensList =
        /:$/.test(norm.slice(anchor.to, line)) ||
        /(?:以下|下列|如下)/.test(norm.slice(anchor.to, line)) ||
        /^(?:-|①|[(]?[1１一][.、)])/.test(norm.slice(line + 1, line + 5))
      if (!opensList) stop = line
    }
    const targets = splitTargets(norm, anchorTo, stop)
    const same = phases.find((phase) => phase.years?.to === until && phase.years.from === anchor.year)
    const end = trimEnd(norm, start, stop)
    if (same !== undefined) {
      same.targets.push(...targets)
      same.to = end
    } else
      phases.push({
        from: start,
        to: end,
        // 目标到2028年 is called 到2028年
        labelFrom:
          start +
          (/^(?:(?:工作|发展|主要|总体)?目标|是|为|力争|争取|确保|计划|预计)+/.exec(norm.slice(start, anchor.from))?.[0].length ?? 0),
        labelTo: anchorTo,
        titleFrom: anchorTo,
        titleTo: anchorTo,
        years: { from: anchor.year, to: until },
        targets,
      })
  })
  return phases
}

function trimEnd(norm: string, from: number, to: number): number {
  let end = to
  while (end > from && /[\n\s]/.test(norm.charAt(end - 1))) end--
  return end
}

/** A section of aims that names no year (通过两年努力，…) is one stage: what it counts is what it promises. */
function withoutYear(normal: Normal, section: Heading): FoundPhase[] {
  if (!/目标$/.test(titleOf(normal, section))) return []
  const targets = splitTargets(normal.norm, section.titleTo, section.to).filter((piece) =>
    /\d|[十百千万]/.test(normal.norm.slice(piece.from, piece.to).replace(/十[四五]五/g, '')),
  )
  if (targets.filter((piece) => /\d/.test(normal.norm.slice(piece.from, piece.to))).length === 0) return []
  return [
    {
      from: section.from,
      to: section.to,
      labelFrom: section.from,
      labelTo: section.labelTo,
      titleFrom: section.titleFrom,
      titleTo: section.titleTo,
      targets,
    },
  ]
}

/** Sections that hold no tasks, in a plan without a section of aims: a year may still open a promise there. */
export function readLoosePhases(normal: Normal, tree: Tree, anchors: readonly YearAnchor[], tasks: readonly Heading[]): FoundPhase[] {
  const sections = tree.roots.filter(
    (root) =>
      root.style !== 'annex' &&
      root.children.length === 0 &&
      /要求|内容|思路|愿景|概述|定位/.test(titleOf(normal, root)) &&
      !tasks.some((task) => task.from >= root.from && task.from < root.to),
  )
  return sections.flatMap((section) => byYear(normal, section, anchors)).filter((phase) => phase.targets.length > 0)
}

/** Stages with their targets: headed ones (近期, 第一阶段) or those a year opens (到2028年) in sections of goals. */
export function readPhases(normal: Normal, tree: Tree, anchors: readonly YearAnchor[]): FoundPhase[] {
  const phases: FoundPhase[] = []
  for (const section of goalSections(normal, tree)) {
    const headed = byHeading(normal, section)
    const found = headed.length > 0 ? headed : byYear(normal, section, anchors)
    phases.push(...(found.length > 0 ? found : withoutYear(normal, section)))
  }
  return phases.filter((phase) => phase.targets.length > 0 || phase.titleTo > phase.titleFrom).sort((a, b) => a.from - b.from)
}
