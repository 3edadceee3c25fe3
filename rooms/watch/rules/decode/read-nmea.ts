import { numberOf } from './read-text.ts'

/** Kilometres an hour in one knot. */
export const knot = 1.852

const negative = (hemisphere: string | undefined) => /^[sw]$/i.test(hemisphere?.trim() ?? '')

/**
 * Degrees from `DDMM.mmmm` (also `DMM.mmmm`, `MM.mmmm` and the signed `-DD-MM.mmmm` of some H02 terminals) and a hemisphere letter.
 * Undefined when it is no coordinate.
 */
export function degreesOf(text: string | undefined, hemisphere: string | undefined): number | undefined {
  if (text === undefined || text.length > 24) return undefined
  const [, sign = '', degrees = '', , minutes = ''] = /^\s*(-?)(\d*?)(-?)(\d{1,2}(?:\.\d*)?)\s*$/.exec(text) ?? []
  if (minutes === '' || Number(minutes) >= 60 || degrees.length > 3) return undefined
  const size = Number(degrees === '' ? 0 : degrees) + Number(minutes) / 60
  return sign === '-' || negative(hemisphere) ? -size : size
}

/** Decimal degrees; a sign of the number itself counts before the hemisphere letter (watches send `-84.14,W` for 84° west). */
export function decimalOf(text: string | undefined, hemisphere?: string): number | undefined {
  const value = numberOf(text)
  return value !== undefined && value > 0 && negative(hemisphere) ? -value : value
}

/** Speed in km/h from knots. */
export const fromKnots = (text: string | undefined): number | undefined => {
  const knots = numberOf(text)
  return knots === undefined ? undefined : Math.round(knots * knot * 1000) / 1000
}

/** The two digits of a `$…*XX` sentence: exclusive or over all signs between `$` and `*`. */
export function nmeaSum(text: string): string {
  let sum = 0
  for (let at = text.startsWith('$') ? 1 : 0; at < text.length && text[at] !== '*'; at++) sum ^= text.charCodeAt(at)
  return sum.toString(16).toUpperCase().padStart(2, '0')
}
