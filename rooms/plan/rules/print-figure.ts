import type { ReportFigure } from './report-model.ts'

/** A number with groups of three and as many digits after the point as told. */
export function printNumber(value: number, decimals = 0): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
}

/** Value and unit as printed; without a value the state, never 0. */
export function printFigure({ value, unit, decimals, state }: ReportFigure): string {
  return value === null ? state : `${printNumber(value, decimals)}${/^[%％‰]$/.test(unit) ? '' : unit === '' ? '' : ' '}${unit}`
}

/** Whole fen as 元 with two digits; what is not known is a dash. */
export function printMoney(fen: number | null): string {
  return fen === null ? '—' : printNumber(fen / 100, 2)
}

/** A share 0..1 as percents. */
export function printShare(share: number | null): string {
  return share === null ? '—' : `${printNumber(share * 100, 1)}%`
}
