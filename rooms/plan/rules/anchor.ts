import { sm3 } from '@yinqiao/kernel'
import { foldQuote, type Searchable } from './locate-quote.ts'

/**
 * The mark of a passage by which its place is found again in a text, without carrying the passage itself:
 * its length in folded signs, a rolling digest to search by, and SM3 to be sure.
 */
export interface Anchor {
  readonly length: number
  readonly rolling: number
  readonly sm3: string
}

const modulus = 2 ** 31 - 1
const base = 131

function digest(signs: string): number {
  let value = 0
  for (let i = 0; i < signs.length; i++) value = (value * base + signs.charCodeAt(i)) % modulus
  return value
}

/** The anchors of a quote; a quote with … has several parts. */
export function anchorsOf(quote: string): Anchor[] {
  return quote
    .split(/…+|\.{3,}/)
    .map(foldQuote)
    .filter((signs) => signs !== '')
    .map((signs) => ({ length: signs.length, rolling: digest(signs), sm3: sm3(signs) }))
}

/** Where the anchors stand, one after another, as offsets into the unchanged text; undefined when any is not found. */
export function findAnchors(text: Searchable, anchors: readonly Anchor[]): { from: number; to: number }[] | undefined {
  const spans: { from: number; to: number }[] = []
  let start = 0
  for (const anchor of anchors) {
    const found = findOne(text.signs, anchor, start)
    if (found === undefined) return undefined
    start = found + anchor.length
    spans.push({ from: text.at[found] ?? 0, to: (text.at[start - 1] ?? 0) + 1 })
  }
  return spans.length === 0 ? undefined : spans
}

function findOne(signs: string, { length, rolling, sm3: wanted }: Anchor, start: number): number | undefined {
  if (start + length > signs.length) return undefined
  let lead = 1
  for (let i = 1; i < length; i++) lead = (lead * base) % modulus
  let value = digest(signs.slice(start, start + length))
  for (let at = start; ; at++) {
    if (value === rolling && sm3(signs.slice(at, at + length)) === wanted) return at
    if (at + length >= signs.length) return undefined
    value = (value - ((signs.charCodeAt(at) * lead) % modulus) + modulus) % modulus
    value = (value * base + signs.charCodeAt(at + length)) % modulus
  }
}
