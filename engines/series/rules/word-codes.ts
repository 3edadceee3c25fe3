import type { SeriesWords } from '../contract/entry.ts'

/** The codes of names, both ways. */
export interface WordCodes {
  metric(name: string): number
  trust(name: string): number
  metricName(code: number): string
  trustName(code: number): string
}

const made = new WeakMap<SeriesWords, WordCodes>()

/** Codes of the names of these lists; an unknown name is a bug of the caller and throws. */
export function codesOf(words: SeriesWords): WordCodes {
  const known = made.get(words)
  if (known !== undefined) return known
  const metrics = new Map(words.metrics.map((name, code) => [name, code]))
  const trusts = new Map(words.trusts.map((name, code) => [name, code]))
  const codes: WordCodes = {
    metric: (name) => found(metrics.get(name), name),
    trust: (name) => found(trusts.get(name), name),
    metricName: (code) => words.metrics[code] ?? `${code}`,
    trustName: (code) => words.trusts[code] ?? `${code}`,
  }
  made.set(words, codes)
  return codes
}

function found(code: number | undefined, name: string): number {
  if (code === undefined) throw new RangeError(`no such word: ${name}`)
  return code
}
