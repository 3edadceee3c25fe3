import type { PlanSection, PlanStructure, VerbClass } from '../contract/structure.ts'
import { foldMarks } from './fold-mark.ts'
import { normalise, spanOf } from './normalise.ts'
import { verbClass } from './verb-class.ts'

type ClauseKind = 'section' | 'target' | 'direction' | 'task' | 'sentence' | 'safeguard'

/** A passage of the plan that gets an id of its own; `text` is exactly `plan.slice(from, to)`. */
export interface Clause {
  readonly kind: ClauseKind
  /** Index of the clause it lies in, null at the outermost. */
  readonly parent: number | null
  readonly label: string
  readonly text: string
  readonly from: number
  readonly to: number
  readonly verbClass: VerbClass | null
}

interface Span {
  readonly from: number
  readonly to: number
}

interface Draft {
  readonly kind: ClauseKind
  readonly label: string
  readonly from: number
  readonly to: number
}

/** Sentences of a passage: up to 。！？ or ； outside brackets, white space cut off. */
function sentencesOf(text: string, from: number, to: number): { from: number; to: number }[] {
  const out: { from: number; to: number }[] = []
  let depth = 0
  let start = from
  const push = (end: number) => {
    let a = start
    let b = end
    while (a < b && /[\s\u3000]/.test(text.charAt(a))) a++
    while (b > a && /[\s\u3000]/.test(text.charAt(b - 1))) b--
    if (b > a) out.push({ from: a, to: b })
    start = end
  }
  for (let i = from; i < to; i++) {
    const sign = text.charAt(i)
    if ('（(〈《'.includes(sign)) depth++
    else if ('）)〉》'.includes(sign)) depth = Math.max(0, depth - 1)
    else if (depth === 0 && '。！？；!?;'.includes(sign)) push(i + 1)
  }
  push(to)
  return out
}

const direction = /方向|重点领域|培育领域|布局/
const safeguard = /保障|组织(?:实施|领导)|有关要求|工作要求|监督|附则|考核/

/** Where the heading of a section ends in the text: label and title are walked over, whatever stands between their signs. */
function headingEnd(text: string, section: PlanSection): number {
  const wanted = section.label + section.title
  let at = section.from
  let seen = 0
  while (at < section.to && seen < wanted.length) {
    if (text.charAt(at) === wanted.charAt(seen)) seen++
    at++
  }
  // an item without heading is called by its first clause: its sentence stays whole
  if (/[，,]/.test(text.charAt(at))) return section.from
  return /[。：:；.]/.test(text.charAt(at)) ? at + 1 : at
}

/** Passages of [from, to) outside the holes, in order. */
function between(from: number, to: number, holes: readonly Span[]): Span[] {
  const out: Span[] = []
  let start = from
  for (const hole of [...holes].sort((a, b) => a.from - b.from)) {
    if (hole.from > start) out.push({ from: start, to: Math.min(hole.from, to) })
    start = Math.max(start, hole.to)
  }
  if (start < to) out.push({ from: start, to })
  return out
}

/** Sentences of the matter before the first section or after the last, paragraph by paragraph. */
function frameLines(text: string, paragraphs: readonly Span[], from: number, to: number): Draft[] {
  return paragraphs
    .filter((paragraph) => paragraph.from >= from && paragraph.to <= to)
    .flatMap((paragraph) => sentencesOf(text, paragraph.from, paragraph.to))
    .map((one): Draft => ({ kind: 'sentence', label: '', ...one }))
}

const says = /[\u4e00-\u9fffA-Za-z0-9]/

/**
 * Parts a read plan into clauses, in order of the text: sections, targets of stages, directions, tasks, safeguards,
 * and the sentences (headings too) in what has no finer part, so that every word lies in a clause.
 * A clause lies inside its parent; siblings do not overlap.
 */
export function clausesOf(text: string, plan: PlanStructure): Clause[] {
  const roots = plan.sections.filter((section) => section.level === 1)
  const under = (form: RegExp, at: number) => roots.some((root) => at > root.from && at < root.to && form.test(root.title))
  const tasks = new Set(plan.tasks.map((task) => task.from))
  const kindOf = (section: PlanSection): ClauseKind => {
    if (tasks.has(section.from)) return 'task'
    if (section.level > 1 && under(safeguard, section.from)) return 'safeguard'
    return section.level > 1 && under(direction, section.from) ? 'direction' : 'section'
  }
  const outer = plan.sections.filter((section) => !plan.tasks.some((task) => section.from > task.from && section.to <= task.to))
  const heads: Draft[] = outer.map((section) => ({ kind: kindOf(section), label: section.label, from: section.from, to: section.to }))
  const targets: Draft[] = plan.phases.flatMap((phase) =>
    phase.targets.map((target): Draft => ({ kind: 'target', label: '', from: target.from, to: target.to })),
  )
  const sentences = outer.flatMap((section) => {
    const holes: Span[] = [
      ...outer.filter((other) => other !== section && other.from > section.from && other.to <= section.to),
      ...targets.filter((one) => one.from >= section.from && one.to <= section.to),
    ]
    const heading = headingEnd(text, section)
    return [
      { from: section.from, to: heading },
      ...between(heading, section.to, holes).flatMap((gap) => sentencesOf(text, gap.from, gap.to)),
    ]
      .filter((one) => says.test(text.slice(one.from, one.to)))
      .map((one): Draft => ({ kind: 'sentence', label: '', ...one }))
  })
  const first = roots[0]?.from ?? text.length
  const last = roots.reduce((end, root) => Math.max(end, root.to), 0)
  const normal = normalise(text)
  const paragraphs = normal.paragraphs.map((paragraph) => spanOf(normal, paragraph.from, paragraph.to))
  const frame = [
    ...frameLines(text, paragraphs, 0, first),
    ...between(first, last, roots).flatMap((gap) => frameLines(text, paragraphs, gap.from, gap.to)),
    ...frameLines(text, paragraphs, last, text.length),
  ].filter((one) => says.test(text.slice(one.from, one.to)))
  const all = [...heads, ...targets, ...sentences, ...frame].sort(
    (a, b) => a.from - b.from || b.to - a.to || (a.kind === 'sentence' ? 1 : 0) - (b.kind === 'sentence' ? 1 : 0),
  )
  const open: number[] = []
  return all.map((draft, i) => {
    while (open.length > 0 && (all[open[open.length - 1] ?? 0]?.to ?? 0) < draft.to) open.pop()
    const parent = open[open.length - 1] ?? null
    open.push(i)
    const words = text.slice(draft.from, draft.to)
    return {
      ...draft,
      parent,
      text: words,
      verbClass: draft.kind === 'section' ? null : (verbClass(foldMarks(words).replace(/\s/g, '')) ?? null),
    }
  })
}
