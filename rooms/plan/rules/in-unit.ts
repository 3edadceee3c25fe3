/** What a value reads as in its unit: shares are kept as 0..1 and told in percent. */
export function inUnit(value: string, unit: { readonly zh: string }): number {
  // the product of a decimal share and 100 is not exact in binary; twelve digits are more than any share has
  return unit.zh === '%' ? Number((Number(value) * 100).toPrecision(12)) : Number(value)
}
