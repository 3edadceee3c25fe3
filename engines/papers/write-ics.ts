import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { Calendar, CalendarEntry } from './contract/calendar.ts'
import { printable } from './rules/printable.ts'

const zone = 'Asia/Shanghai'
// one offset without summer time since 1991
const zoneText = `BEGIN:VTIMEZONE
TZID:${zone}
BEGIN:STANDARD
DTSTART:19910915T010000
TZOFFSETFROM:+0800
TZOFFSETTO:+0800
TZNAME:CST
END:STANDARD
END:VTIMEZONE`

const methods = { request: ICalCalendarMethod.REQUEST, cancel: ICalCalendarMethod.CANCEL, publish: ICalCalendarMethod.PUBLISH }

/** Writes a calendar as iCalendar (RFC 5545, invitations RFC 5546) with times of Asia/Shanghai; the same calendar gives the same bytes. */
export function writeIcs({ method, name, organizer, entries }: Calendar): Uint8Array {
  const calendar = ical({
    name: printable(name),
    prodId: { company: 'Yinqiao', product: 'Yinqiao', language: 'ZH' },
    method: methods[method],
    timezone: { name: zone, generator: () => zoneText },
  })
  for (const entry of entries) {
    calendar.createEvent({
      id: entry.uid,
      sequence: entry.sequence,
      summary: printable(entry.title),
      description: entry.text === null ? null : printable(entry.text),
      location: entry.place === null ? null : printable(entry.place),
      organizer: { name: printable(organizer.name), email: organizer.address },
      attendees: entry.attendees.map(({ name: called, address }) => ({
        name: printable(called),
        email: address,
        role: ICalAttendeeRole.REQ,
        status: ICalAttendeeStatus.NEEDSACTION,
      })),
      status: entry.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      stamp: Temporal.Instant.from(entry.stamp),
      ...timesOf(entry),
    })
  }
  return new TextEncoder().encode(stampInUtc(calendar.toString(), entries))
}

/** DTSTAMP must be in UTC (RFC 5545, 3.8.7.2); the library writes it as local time once the calendar has a zone. */
function stampInUtc(text: string, entries: readonly CalendarEntry[]): string {
  let at = -1
  return text.replaceAll(/^DTSTAMP:.*(?=\r$)/gm, () => {
    at += 1
    const stamp = entries[at]?.stamp ?? ''
    return `DTSTAMP:${Temporal.Instant.from(stamp).round('second').toString().replaceAll(/[-:]/g, '')}`
  })
}

function timesOf({ when }: CalendarEntry) {
  if (when.kind === 'time') {
    return {
      start: Temporal.Instant.from(when.from).toZonedDateTimeISO(zone),
      end: Temporal.Instant.from(when.to).toZonedDateTimeISO(zone),
      timezone: zone,
    }
  }
  // the end of an all-day entry is the day after the last one (RFC 5545, 3.6.1)
  return { allDay: true, start: Temporal.PlainDate.from(when.from), end: Temporal.PlainDate.from(when.to).add({ days: 1 }) }
}
