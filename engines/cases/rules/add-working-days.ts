/**
 * Which days are worked: the days that differ from their weekday (holidays, swapped weekends), and the years whose list
 * of such days is known to be whole. In another year only the weekends are known, and every answer says so.
 */
export interface WorkingCalendar {
  readonly differing: ReadonlyMap<string, boolean>
  readonly years: ReadonlySet<number>
}

/** An answer of the calendar: `known` is false as soon as one year it looked into has no list yet. */
export interface WorkingDay {
  readonly day: string
  readonly known: boolean
}

const saturday = 6

/** Whether a day is worked in public offices. */
export function isWorkingDay({ differing }: WorkingCalendar, day: string): boolean {
  return differing.get(day) ?? Temporal.PlainDate.from(day).dayOfWeek < saturday
}

/**
 * The day on which a limit of `count` working days ends, the day `from` not counted (Civil Code of the PRC, art. 201);
 * the day found is always a working one (art. 203). `count` >= 1.
 */
export function addWorkingDays(calendar: WorkingCalendar, from: string, count: number): WorkingDay {
  if (!Number.isSafeInteger(count) || count < 1) throw new RangeError(`a limit of ${count} working days`)
  let day = Temporal.PlainDate.from(from)
  let known = true
  for (let left = count; left > 0; ) {
    day = day.add({ days: 1 })
    known &&= calendar.years.has(day.year)
    if (isWorkingDay(calendar, day.toString())) left -= 1
  }
  return { day: day.toString(), known }
}

/** Working days after `from` up to and with `to`; negative when `to` lies before (those after `to` up to and with `from`). */
export function countWorkingDays(calendar: WorkingCalendar, from: string, to: string): { readonly days: number; readonly known: boolean } {
  const [first, last, sign] = from <= to ? [from, to, 1] : [to, from, -1]
  let day = Temporal.PlainDate.from(first)
  let days = 0
  let known = true
  while (day.toString() < last) {
    day = day.add({ days: 1 })
    known &&= calendar.years.has(day.year)
    if (isWorkingDay(calendar, day.toString())) days += 1
  }
  return { days: days === 0 ? 0 : sign * days, known }
}
