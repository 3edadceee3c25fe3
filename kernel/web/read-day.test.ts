import { describe, expect, it } from 'vitest'
import { readDay } from './read-day.ts'

describe('a day as people write it', () => {
  it.each(['2026-03-01', '2026-3-1', '2026/03/01', '2026.3.1', '2026年3月1日', '20260301'])('%s is the first of March', (text) => {
    expect(readDay(text)).toBe('2026-03-01')
  })
  it('knows leap years', () => {
    expect(readDay('2028-02-29')).toBe('2028-02-29')
  })
  it.each(['', '2026', '2026-3', '2026-02-30', '2026-13-01', '01/03/2026', '3月1日', '2026-00-10', '2027-02-29'])(
    '%s is no day',
    (text) => {
      expect(readDay(text)).toBeUndefined()
    },
  )
})
