import type { ConfirmRate } from '../contract/round-parts.ts'

// a confirmed share below this is printed with a warning beside the measure
export const leastConfirmed = 0.9
// 97.5 % point of the normal distribution: 95 % two-sided
const z = 1.959964

/** Wilson's score interval of a share (E. B. Wilson 1927): also right for few cases and for shares near 0 and 1. */
export function wilson(hits: number, of: number): { readonly from: number; readonly to: number } | null {
  if (of === 0) return null
  const share = hits / of
  const spread = (z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))) / (1 + (z * z) / of)
  const middle = (share + (z * z) / (2 * of)) / (1 + (z * z) / of)
  const places = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 10_000) / 10_000
  return { from: places(middle - spread), to: places(middle + spread) }
}

/** What the checks say so far; rows not checked yet count as neither. */
export function confirmRate(results: readonly (string | null)[]): ConfirmRate {
  const count = (result: string) => results.filter((each) => each === result).length
  const confirmed = count('confirmed')
  const checked = results.filter((each) => each !== null).length
  const interval = wilson(confirmed, checked)
  const rate = checked === 0 ? null : confirmed / checked
  return {
    drawn: results.length,
    checked,
    confirmed,
    wrong: count('wrong'),
    notFound: count('not-found'),
    rate,
    from: interval?.from ?? null,
    to: interval?.to ?? null,
    low: rate !== null && rate < leastConfirmed,
  }
}
