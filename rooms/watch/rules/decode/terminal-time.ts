import type { ByteReader } from './read-bytes.ts'

const two = (value: number): string => String(value).padStart(2, '0')
const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Year, month, day, hour, minute, second of seconds since 1970 UTC. */
export const civilOf = (seconds: number): readonly [number, number, number, number, number, number] => {
  // years counted from March, so that the leap day is the last of its year
  const days = Math.floor(seconds / 86_400) + 719_468
  const era = Math.floor(days / 146_097)
  const dayOfEra = days - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  const rest = ((seconds % 86_400) + 86_400) % 86_400
  return [
    yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day,
    Math.floor(rest / 3600),
    Math.floor(rest / 60) % 60,
    Math.floor(rest) % 60,
  ]
}

/** ISO time (UTC) of seconds since 1970; null for 0, which terminals send before they know the time. */
export const isoOfSeconds = (seconds: number): string | null => {
  if (seconds <= 0) return null
  const [year, month, day, hour, minute, second] = civilOf(seconds)
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}Z`
}

/**
 * ISO time (UTC) of what a terminal calls year (of this century), month, day, hour, minute, second on a clock `offset` minutes
 * ahead of UTC; null when that is no moment (zeros before the first fix, or broken digits).
 */
export const isoOfParts = (parts: readonly number[], offset = 0): string | null => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= (longest[month - 1] ?? 0))) return null
  if (!(year >= 0 && year <= 99 && hour < 24 && minute < 60 && second < 60)) return null
  return isoOfSeconds(Date.UTC(2000 + year, month - 1, day, hour, minute, second) / 1000 - offset * 60)
}

/** Six binary bytes: year, month, day, hour, minute, second. */
export const readTime = (from: ByteReader, offset = 0): string | null =>
  isoOfParts([from.u8(), from.u8(), from.u8(), from.u8(), from.u8(), from.u8()], offset)

/** Six bytes of two decimal digits each. */
export const readBcdTime = (from: ByteReader, offset = 0): string | null =>
  isoOfParts([from.bcd(), from.bcd(), from.bcd(), from.bcd(), from.bcd(), from.bcd()], offset)

/** A date and a time of day in text, 2026-11-22 and 08:00:00 (UTC); null when they are no moment of this century. */
export const isoOfText = (day: string, clock: string): string | null => {
  const parts = /^20(\d\d)-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/.exec(`${day} ${clock}`)
  return parts ? isoOfParts(parts.slice(1).map(Number)) : null
}
