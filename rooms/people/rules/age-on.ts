/** Full years on a day; both days `YYYY-MM-DD`. Born on 29 February: a year older on 1 March of common years. */
export function ageOn(birthDay: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDay.slice(0, 4))
  return day.slice(5) < birthDay.slice(5) ? years - 1 : years
}

/** The day `years` before a day, for turning an age limit into a birth day; 29 February falls to 28 February. */
export function yearsBefore(day: string, years: number): string {
  const year = Number(day.slice(0, 4)) - years
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const rest = day.slice(5) === '02-29' && !leap ? '02-28' : day.slice(5)
  return `${String(year).padStart(4, '0')}-${rest}`
}
