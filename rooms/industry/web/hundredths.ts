/** What is kept in hundredths (dm² of m², fen of yuan) from what was typed; null when nothing was. */
export function toHundredths(value: number | null | undefined): number | null {
  return value === null || value === undefined ? null : Math.round(value * 100)
}

/** Hundredths as a field shows them. */
export function fromHundredths(value: number | null): number | undefined {
  return value === null ? undefined : value / 100
}
