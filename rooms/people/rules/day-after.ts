/** The next calendar day; `YYYY-MM-DD` in and out. */
export function dayAfter(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString()
}
