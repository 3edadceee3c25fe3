/** A passage shown as one paragraph; `level` where a section begins there (1 = outermost). */
export interface Paragraph {
  readonly from: number
  readonly to: number
  readonly level: number | null
}

/** A mark on a passage: what it is, and its value for the screen. */
export interface Mark {
  readonly kind: 'term' | 'term-known' | 'quantity' | 'unit' | 'chosen'
  readonly from: number
  readonly to: number
}

/** A run of text with the same marks all through. */
export interface Run {
  readonly from: number
  readonly to: number
  readonly kinds: readonly Mark['kind'][]
}

const closes = /[。！？；：!?;:）)」”]$/
/** A line this long without a closing mark was cut by the page, not by the writer. */
const cutLine = 25
/** Before the first section stand number, title and addressees, each a line of its own though not short. */
const cutLineInHead = 60

/**
 * Lays a text with hard line and page breaks into paragraphs, without touching its offsets: lines that were
 * cut inside a sentence are shown as one; a line where a section or clause begins always starts anew.
 */
export function layParagraphs(text: string, starts: ReadonlySet<number>, levels: ReadonlyMap<number, number>): Paragraph[] {
  const out: { from: number; to: number; level: number | null }[] = []
  const body = Math.min(...levels.keys())
  let at = 0
  for (const line of text.split('\n')) {
    const shown = line.trim()
    if (shown !== '') {
      const from = at + line.indexOf(shown)
      const to = from + shown.length
      const last = out.at(-1)
      const before = last ? text.slice(last.from, last.to) : ''
      if (last && !starts.has(from) && before.length >= (from < body && levels.size > 0 ? cutLineInHead : cutLine) && !closes.test(before))
        last.to = to
      else out.push({ from, to, level: levels.get(from) ?? null })
    }
    at += line.length + 1
  }
  return out
}

/** Cuts [from, to) where marks begin and end, so that overlapping marks can be drawn. */
export function markRuns(from: number, to: number, marks: readonly Mark[]): Run[] {
  const inside = marks.filter((mark) => mark.from < to && mark.to > from)
  const cuts = new Set([from, to])
  for (const mark of inside) {
    cuts.add(Math.max(from, mark.from))
    cuts.add(Math.min(to, mark.to))
  }
  const ordered = [...cuts].sort((a, b) => a - b)
  return ordered.slice(0, -1).map((start, index) => {
    const end = ordered[index + 1] ?? to
    return { from: start, to: end, kinds: inside.filter((mark) => mark.from <= start && mark.to >= end).map(({ kind }) => kind) }
  })
}

/** The smallest of the spans that holds [from, to); undefined when none does. */
export function smallestAround<S extends { readonly from: number; readonly to: number }>(
  spans: readonly S[],
  from: number,
  to: number,
): S | undefined {
  let best: S | undefined
  for (const span of spans) {
    if (span.from <= from && span.to >= to && (best === undefined || span.to - span.from < best.to - best.from)) best = span
  }
  return best
}
