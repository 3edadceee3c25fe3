/** Days after which a node that nobody confirmed is shown grey (acceptance F16). */
export const greyAfterDays = 180

/** Whether a node is grey on a day: never confirmed, or more than 180 days ago. */
export function isGrey(confirmedOn: string | null, today: string): boolean {
  if (confirmedOn === null) return true
  return Temporal.PlainDate.from(confirmedOn).until(Temporal.PlainDate.from(today), { largestUnit: 'day' }).days > greyAfterDays
}

/** The later of two days, null = never. */
export function laterDay(a: string | null, b: string | null): string | null {
  if (a === null) return b
  return b === null || a > b ? a : b
}
