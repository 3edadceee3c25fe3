/** Fen as ten thousand yuan with two places and groups of three, for a column; an amount too small for that never reads 0.00. */
export function showWan(fen: number): string {
  const text = (Math.round(fen / 10_000) / 100).toFixed(2)
  if (fen !== 0 && Number(text) === 0) return fen > 0 ? '<0.01' : '>-0.01'
  return text.replace(/^(-?)(\d+)/, (_, sign: string, whole: string) => sign + whole.replace(/\B(?=(\d{3})+$)/g, ','))
}
