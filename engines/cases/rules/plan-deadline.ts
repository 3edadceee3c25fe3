import type { CaseLimit } from '../contract/case-kind.ts'
import { addWorkingDays, type WorkingCalendar } from './add-working-days.ts'

/** Until when: the instant it is over, the day people read, and whether the calendar of all years looked into is known. */
export interface Deadline {
  readonly at: string
  readonly on: string
  readonly known: boolean
}

const zone = 'Asia/Shanghai'

/** The deadline of a limit that begins at an instant. A limit in working days ends with the last day, at midnight in China. */
export function planDeadline(limit: CaseLimit, begins: string, calendar: WorkingCalendar): Deadline {
  const start = Temporal.Instant.from(begins)
  if ('hours' in limit) {
    const end = start.add({ hours: limit.hours })
    return { at: end.toString(), on: end.toZonedDateTimeISO(zone).toPlainDate().toString(), known: true }
  }
  const { day, known } = addWorkingDays(calendar, start.toZonedDateTimeISO(zone).toPlainDate().toString(), limit.workingDays)
  return { at: Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(zone).toInstant().toString(), on: day, known }
}
