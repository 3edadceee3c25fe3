const lengthOfDay = 86_400_000

/** ISO 8601 in UTC with milliseconds, from milliseconds since 1970. */
export const isoOf = (milliseconds: number): string =>
  Temporal.Instant.fromEpochMilliseconds(milliseconds).toString({ fractionalSecondDigits: 3 })

/** `yyyyMMddHHmmss` in UTC, as terminals want it in answers. */
export const digitsOf = (milliseconds: number): string => isoOf(milliseconds).slice(0, 19).replaceAll(/\D/g, '')

/** Start of a day in UTC; undefined where the calendar has none such. */
function startOf(year: number, month: number, day: number): number | undefined {
  if (month < 1 || day < 1) return undefined
  const date = Temporal.PlainDate.from({ year, month, day })
  return date.month === month && date.day === day ? date.toZonedDateTime('UTC').epochMilliseconds : undefined
}

/** Milliseconds of the day from `HHMMSS` or `HHMMSS.sss` (seconds may be missing); undefined when no clock shows it. */
export function clockOf(text: string | undefined): number | undefined {
  const [, hour, minute, second = '0'] = /^(\d\d):?(\d\d):?(\d\d(?:\.\d{1,6})?)?$/.exec(text?.trim() ?? '') ?? []
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) >= 60) return undefined
  return (Number(hour) * 60 + Number(minute)) * 60_000 + Math.round(Number(second) * 1000)
}

/** Order of the parts of a date as the protocol writes it. */
export type DateOrder = 'dmy' | 'ymd'

/** Start of a day, milliseconds since 1970, from six digits (`271219`) or parts with `/` (`7/4/17`). */
export function dayOf(text: string | undefined, order: DateOrder): number | undefined {
  const [, first, second, third] =
    /^(\d{1,2})\/(\d{1,2})\/(\d{1,2})$/.exec(text?.trim() ?? '') ?? /^(\d\d)(\d\d)(\d\d)$/.exec(text?.trim() ?? '') ?? []
  if (first === undefined) return undefined
  const [year, day] = order === 'dmy' ? [third, first] : [first, third]
  return startOf(2000 + Number(year), Number(second), Number(day))
}

/** A date and a clock as one moment; null where either is none (no fix, wrong digits). */
export function momentOf(date: string | undefined, clock: string | undefined, order: DateOrder): string | null {
  const [day, time] = [dayOf(date, order), clockOf(clock)]
  return day === undefined || time === undefined ? null : isoOf(day + time)
}

/** Date and clock in one run of digits, the year in two or four of them, seconds or none: `20181229125500`, `180514200051`. */
export function stampOf(text: string | undefined, year: 'yy' | 'yyyy'): string | null {
  const digits = text?.trim() ?? ''
  const full = year === 'yy' ? `20${digits}` : digits
  if (!/^(\d{14}|\d{12})$/.test(full)) return null
  const day = startOf(Number(full.slice(0, 4)), Number(full.slice(4, 6)), Number(full.slice(6, 8)))
  const time = clockOf(full.slice(8))
  return day === undefined || time === undefined ? null : isoOf(day + time)
}

/**
 * A local date and clock beside a clock in UTC (gps103): the day is that of the UTC clock, which may be the one before or after.
 * No zone is further than 14 hours from UTC.
 */
export function momentInUtc(localDay: number, localClock: number, utcClock: number): string {
  const ahead = utcClock - localClock
  const half = lengthOfDay / 2
  return isoOf(localDay + utcClock + (ahead > half ? -lengthOfDay : ahead < -half ? lengthOfDay : 0))
}
