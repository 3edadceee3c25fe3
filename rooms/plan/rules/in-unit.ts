/** A value as its unit reads it: shares are kept as 0..1 and read in percent. Null stays null: it is no zero. */
export function inUnit(value: string | null, unit: { readonly zh: string }): number | null {
  if (value === null) return null
  // a share times a hundred, without the dust of binary fractions
  return unit.zh === '%' ? Number((Number(value) * 100).toPrecision(12)) : Number(value)
}
