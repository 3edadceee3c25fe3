import type { PlanStructure, VerbClass } from '../contract/structure.ts'
import { foldMarks } from './fold-mark.ts'
import { verbClass } from './verb-class.ts'

export type ClauseKind = 'section' | 'target' | 'direction' | 'task' | 'sentence' | 'safeguard'

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

interface Draft {
  readonly kind: ClauseKind
  readonly label: string
  readonly from: number
  readonly to: number
}

/** Sentences of a passage: up to 。！？ or ； outside brackets, white space cut off. */
export function sentencesOf(text: string, from: number, to: number): { from: number; to: number }[] {
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

/**
 * Parts a read plan into clauses, in order of the text: sections, targets of stages, directions, tasks, safeguards,
 * and the sentences inside what has no finer part. A clause lies inside its parent; siblings do not overlap.
 */
export function clausesOf(text: string, plan: PlanStructure): Clause[] {
  const roots = plan.sections.filter((section) => section.level === 1)
  const under = (form: RegExp, at: number) => roots.some((root) => at > root.from && at < root.to && form.test(root.title))
  const drafts: Draft[] = []
  const tasks = new Set(plan.tasks.map((task) => task.from))
  for (const section of plan.sections) {
    const inner = plan.tasks.some((task) => section.from > task.from && section.to <= task.to)
    if (inner) continue
    const kind: ClauseKind = tasks.has(section.from) ? 'task' : section.level > 1 && under(safeguard, section.from) ? 'safeguard' : section.level > 1 && under(direction, section.from) ? 'direction' : 'section'
    drafts.push({ kind, label: section.label, from: section.from, to: section.to })
  }
  for (const phase of plan.phases) for (const target of phase.targets) drafts.push({ kind: 'target', label: '', from: target.from, to: target.to })
  const targets = drafts.filter((draft) => draft.kind === 'target')
  const heads = drafts.filter((draft) => draft.kind !== 'target').sort((a, b) => a.from - b.from || b.to - a.to)
  const sentences = heads.flatMap((head) => {
    const inner = heads.filter((other) => other !== head && other.from > head.from && other.to <= head.to)
    const own: Draft[] = []
    let start = head.from
    for (const hole of [...inner, { from: head.to, to: head.to }]) {
      if (hole.from > start) {
        for (const one of sentencesOf(text, start, hole.from)) {
          if (!targets.some((target) => target.from < one.to && target.to > one.from)) own.push({ kind: 'sentence', label: '', ...one })
        }
      }
      start = Math.max(start, hole.to)
    }
    return own
  })
  const all = [...heads, ...targets, ...sentences].sort((a, b) => a.from - b.from || b.to - a.to)
  const open: number[] = []
  return all.map((draft, i) => {
    while (open.length > 0 && (all[open[open.length - 1] ?? 0]?.to ?? 0) < draft.to) open.pop()
    while (open.length > 0 && (all[open[open.length - 1] ?? 0]?.to ?? 0) <= draft.from) open.pop()
    const parent = open[open.length - 1] ?? null
    open.push(i)
    const clauseText = text.slice(draft.from, draft.to)
    return { ...draft, parent, text: clauseText, verbClass: draft.kind === 'section' ? null : (verbClass(foldMarks(clauseText).replace(/\s/g, '')) ?? null) }
  })
}
