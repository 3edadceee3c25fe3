/** The clock on the wall in Shanghai: UTC+8 all year. Times in milliseconds since 1970 UTC. */

const offset = 8 * 3_600_000
const dayLong = 24 * 3_600_000

/** Minutes since midnight, 0 to 1439. */
export const minuteOfDay = (at: number): number => Math.floor(modulo(at + offset, dayLong) / 60_000)

/** Whole hour, 0 to 23. */
export const hourOfDay = (at: number): number => Math.floor(minuteOfDay(at) / 60)

/** The midnight at or before `at`. */
export const midnightBefore = (at: number): number => at - modulo(at + offset, dayLong)

/** Whether the minute lies in [from, to), which may pass midnight; the same twice is all day. */
export const isBetween = (minute: number, from: number, to: number): boolean =>
  from === to || (from < to ? minute >= from && minute < to : minute >= from || minute < to)

/** 'HH:MM' as minutes since midnight. */
export const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

/** Milliseconds of [from, to) that lie between these hours of each day, `fromHour` before `toHour`. */
export function withinHours(from: number, to: number, fromHour: number, toHour: number): number {
  let sum = 0
  for (let midnight = midnightBefore(from); midnight < to; midnight += dayLong)
    sum += Math.max(0, Math.min(to, midnight + toHour * 3_600_000) - Math.max(from, midnight + fromHour * 3_600_000))
  return sum
}

const modulo = (value: number, by: number): number => ((value % by) + by) % by
