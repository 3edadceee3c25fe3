import { foldMarks, isBlank } from './fold-mark.ts'
import { type Normal, normalise } from './normalise.ts'

/** A text made ready for many searches. */
export interface Searchable {
  readonly signs: string
  /** Place of each sign in the unchanged text. */
  readonly at: readonly number[]
}

/** Prepares a text: marks folded, no white space, no page numbers. */
export function searchable(text: string | Normal): Searchable {
  const normal = typeof text === 'string' ? normalise(text) : text
  const signs: string[] = []
  const at: number[] = []
  for (let i = 0; i < normal.norm.length; i++) {
    const sign = normal.norm.charAt(i)
    if (sign === '\n' || sign === ' ') continue
    signs.push(sign)
    at.push(normal.at[i] ?? 0)
  }
  return { signs: signs.join(''), at }
}

/** Folds a quote the way texts are folded for search. */
export function foldQuote(quote: string): string {
  let out = ''
  for (const sign of foldMarks(quote)) if (!isBlank(sign)) out += sign
  return out
}

/**
 * Finds where a quote stands in the unchanged text, whatever its line breaks, spaces and half- or full-width marks.
 * A quote with … has several parts, which follow each other; one span for each part. Undefined when any part is missing.
 */
export function locateQuote(text: Searchable, quote: string): { from: number; to: number }[] | undefined {
  const spans: { from: number; to: number }[] = []
  let start = 0
  for (const part of quote.split(/…+|\.{3,}/)) {
    const signs = foldQuote(part)
    if (signs === '') continue
    const found = text.signs.indexOf(signs, start)
    if (found < 0) return undefined
    start = found + signs.length
    spans.push({ from: text.at[found] ?? 0, to: (text.at[start - 1] ?? 0) + 1 })
  }
  return spans.length === 0 ? undefined : spans
}
