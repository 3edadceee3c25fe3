import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addWorkingDays, countWorkingDays, isWorkingDay } from './add-working-days.ts'
import { builtInDays, workingCalendar } from './working-calendar.ts'

const calendar = workingCalendar([], [])

describe('the end of a limit in working days', () => {
  test.each([
    ['plain week', '2026-03-02', 3, '2026-03-05', true],
    ['the day of entering is not counted, also when it is a Sunday', '2026-03-01', 1, '2026-03-02', true],
    ['over a weekend', '2026-03-06', 1, '2026-03-09', true],
    ['Spring Festival 2026: rest from 15 to 23 February, Saturday 14 worked', '2026-02-13', 1, '2026-02-14', true],
    ['over the whole Spring Festival', '2026-02-13', 2, '2026-02-24', true],
    ['with the Saturday worked for it at the end of February', '2026-02-24', 4, '2026-02-28', true],
    ['National Day 2026, swapped Sunday before and Saturday after', '2026-09-18', 8, '2026-09-30', true],
    ['National Day 2026, swapped Saturday after', '2026-09-30', 3, '2026-10-10', true],
    ['year end: New Year 2026 and its swapped Sunday', '2025-12-31', 1, '2026-01-04', true],
    ['leap day 2024', '2024-02-28', 1, '2024-02-29', true],
    ['over leap day 2024', '2024-02-28', 2, '2024-03-01', true],
    ['the end of a common February', '2027-02-26', 1, '2027-03-01', false],
    ['into a year without a published list', '2026-12-30', 2, '2027-01-01', false],
    ['a long limit', '2026-01-05', 60, '2026-04-03', true],
    ['a long limit and a day, over Tomb-sweeping Day', '2026-01-05', 61, '2026-04-07', true],
  ])('%s: %s + %d = %s', (_, from, count, day, known) => {
    expect(addWorkingDays(calendar, from, count)).toEqual({ day, known })
  })
  test.each([0, -1, 1.5, Number.NaN])('%s working days are no limit', (count) => {
    expect(() => addWorkingDays(calendar, '2026-03-02', count)).toThrow(RangeError)
  })
  test('a day set by hand overrules the table, and a completed year is known', () => {
    const set = workingCalendar(
      [
        { day: '2027-01-01', working: false },
        { day: '2027-01-02', working: true },
      ],
      [2027],
    )
    expect(addWorkingDays(set, '2026-12-31', 1)).toEqual({ day: '2027-01-02', known: true })
    expect(isWorkingDay(workingCalendar([{ day: '2026-03-03', working: false }], []), '2026-03-03')).toBe(false)
  })
})

describe('working days between two days', () => {
  test.each([
    ['2026-03-02', '2026-03-02', 0],
    ['2026-03-02', '2026-03-05', 3],
    ['2026-03-05', '2026-03-02', -3],
    ['2026-03-07', '2026-03-08', 0],
    ['2026-02-13', '2026-02-24', 2],
  ])('%s to %s: %d', (from, to, days) => {
    expect(countWorkingDays(calendar, from, to)).toEqual({ days, known: true })
  })
  test('adding and counting agree, everywhere in the table', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8000 }), fc.integer({ min: 1, max: 90 }), (offset, count) => {
        const from = Temporal.PlainDate.from('2004-01-01').add({ days: offset }).toString()
        const { day } = addWorkingDays(calendar, from, count)
        expect(isWorkingDay(calendar, day)).toBe(true)
        expect(countWorkingDays(calendar, from, day).days).toBe(count)
      }),
    )
  })
})

test('the built-in days of a year bear the names of their holidays', () => {
  expect(builtInDays(2026)).toContainEqual({ day: '2026-02-17', working: false, note: '春节' })
  expect(builtInDays(2026)).toContainEqual({ day: '2026-10-10', working: true, note: '国庆节调休上班' })
  expect(builtInDays(2031)).toEqual([])
})
