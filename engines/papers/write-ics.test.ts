import { describe, expect, test } from 'vitest'
import type { Calendar, CalendarEntry } from './contract/index.ts'
import { writeIcs } from './write-ics.ts'

const entry = (of: Partial<CalendarEntry> = {}): CalendarEntry => ({
  uid: 'm1@yinqiao',
  sequence: 0,
  title: '推进会；第一次,讨论\\问题',
  text: '议程：\n1. 逾期事项',
  place: '第3会议室',
  when: { kind: 'time', from: '2026-03-05T01:30:00Z', to: '2026-03-05T03:00:00Z' },
  cancelled: false,
  attendees: [{ name: '区民政局', address: 'unit-1@yinqiao.invalid' }],
  stamp: '2026-03-01T00:00:00Z',
  ...of,
})
const write = (method: Calendar['method'], entries: readonly CalendarEntry[]) =>
  new TextDecoder().decode(writeIcs({ method, name: '会议', organizer: { name: '专班', address: 'group@yinqiao.invalid' }, entries }))

/** Lines unfolded (RFC 5545, 3.1) as name with parameters and value. */
const linesOf = (text: string) =>
  text
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .filter((line) => line !== '')
const valueOf = (text: string, name: string) =>
  linesOf(text.slice(text.indexOf('BEGIN:VEVENT')))
    .find((line) => line.startsWith(`${name}:`) || line.startsWith(`${name};`))
    ?.slice(name.length)

describe('ics', () => {
  test('a timed entry has times of Asia/Shanghai with their zone inside', () => {
    const text = write('request', [entry()])
    expect(text).toContain('METHOD:REQUEST')
    expect(text).toContain('BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai')
    expect(valueOf(text, 'DTSTART')).toBe(';TZID=Asia/Shanghai:20260305T093000')
    expect(valueOf(text, 'DTEND')).toBe(';TZID=Asia/Shanghai:20260305T110000')
    expect(valueOf(text, 'DTSTAMP')).toBe(':20260301T000000Z')
    expect(valueOf(text, 'UID')).toBe(':m1@yinqiao')
    expect(valueOf(text, 'SUMMARY')).toBe(':推进会；第一次\\,讨论\\\\问题')
    expect(valueOf(text, 'ATTENDEE')).toContain('MAILTO:unit-1@yinqiao.invalid')
  })
  test('an all-day entry has days; the end is the day after', () => {
    const text = write('publish', [entry({ when: { kind: 'day', from: '2024-02-28', to: '2024-02-29' } })])
    expect(valueOf(text, 'DTSTART')).toBe(';VALUE=DATE:20240228')
    expect(valueOf(text, 'DTEND')).toBe(';VALUE=DATE:20240301')
  })
  test('an update keeps the uid and raises the sequence; a cancellation says so', () => {
    expect(valueOf(write('request', [entry({ sequence: 3 })]), 'SEQUENCE')).toBe(':3')
    const cancelled = write('cancel', [entry({ sequence: 4, cancelled: true })])
    expect(cancelled).toContain('METHOD:CANCEL')
    expect(valueOf(cancelled, 'STATUS')).toBe(':CANCELLED')
    expect(valueOf(cancelled, 'UID')).toBe(':m1@yinqiao')
  })
  test('no line is longer than 75 octets, all end in CR LF, and the same calendar gives the same bytes', () => {
    const long = [entry({ title: '很长的会议名称'.repeat(30) })]
    const text = write('request', long)
    expect(text.split('\r\n').filter((line) => Buffer.byteLength(line) > 75)).toEqual([])
    expect(text.replaceAll('\r\n', '')).not.toContain('\n')
    expect(write('request', long)).toBe(text)
    expect(valueOf(text, 'SUMMARY')).toBe(`:${'很长的会议名称'.repeat(30)}`)
  })
})
