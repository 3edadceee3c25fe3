/** The units in which people type money. */
export type MoneyUnit = 'yuan' | 'wan'

const places: Readonly<Record<MoneyUnit, number>> = { yuan: 2, wan: 6 }

/** Whole fen from an amount as people type it (1,234.5; full-width digits too); undefined when it is none or finer than a fen. */
export function readMoney(text: string, unit: MoneyUnit): number | undefined {
  const plain = text.normalize('NFKC').replace(/[,\s]/g, '')
  const found = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(plain)
  if (!found) return undefined
  const [, sign = '', whole = '', given = ''] = found
  const part = given.replace(/0+$/, '')
  if (part.length > places[unit]) return undefined
  // by digits and not by multiplying: 1.005 × 100 is not 100.5 in floating point
  const fen = Number(`${sign}${whole}${part.padEnd(places[unit], '0')}`)
  return Number.isSafeInteger(fen) ? (fen === 0 ? 0 : fen) : undefined
}

/** The amount in a unit, exact, without trailing zeros: 123456 fen -> 1234.56 yuan. */
export function writeMoney(fen: number, unit: MoneyUnit): string {
  const digits = String(Math.abs(fen)).padStart(places[unit] + 1, '0')
  const cut = digits.length - places[unit]
  const part = digits.slice(cut).replace(/0+$/, '')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, cut)}${part === '' ? '' : `.${part}`}`
}

/** The unit in which an amount reads best: ten thousands from ten thousand yuan on, when four places suffice. */
export function moneyUnitOf(fen: number): MoneyUnit {
  return Math.abs(fen) >= 1_000_000 && fen % 100 === 0 ? 'wan' : 'yuan'
}
