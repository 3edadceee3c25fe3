/** The day after, `YYYY-MM-DD`: a contract says its last day, a row keeps the day after it (end exclusive). */
export function dayAfter(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString()
}

/** The day before. */
export function dayBefore(day: string): string {
  return Temporal.PlainDate.from(day).subtract({ days: 1 }).toString()
}

/** Last day of a row from its exclusive end; null = open. */
export function lastDayOf(to: string | null): string | null {
  return to === null ? null : dayBefore(to)
}

/** Exclusive end from a last day; null = open. */
export function endOf(lastDay: string | null): string | null {
  return lastDay === null ? null : dayAfter(lastDay)
}

/** A time from a day to (exclusive) another, null = open. */
export interface Span {
  readonly from: string
  readonly to: string | null
}

export function overlaps(a: Span, b: Span): boolean {
  return (b.to === null || a.from < b.to) && (a.to === null || b.from < a.to)
}

/** Whether `inner` lies inside `outer`. */
export function within(inner: Span, outer: Span): boolean {
  return inner.from >= outer.from && (outer.to === null || (inner.to !== null && inner.to <= outer.to))
}

export function contains(span: Span, day: string): boolean {
  return span.from <= day && (span.to === null || day < span.to)
}

/** The earlier of two exclusive ends, null = open. */
export function earlierEnd(a: string | null, b: string | null): string | null {
  if (a === null) return b
  return b === null || a < b ? a : b
}

/** The last day of each of the `n` months before the day's month, then the day itself; oldest first. */
export function monthEnds(today: string, n: number): string[] {
  const first = Temporal.PlainDate.from(today).with({ day: 1 })
  const ends = Array.from({ length: n }, (_, at) =>
    first
      .subtract({ months: n - 1 - at })
      .subtract({ days: 1 })
      .toString(),
  )
  return [...ends, today]
}
