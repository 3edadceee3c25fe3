import { cleanYear, gamingYear, type HonestyYear } from '@yinqiao/sim'
import { describe, expect, test } from 'vitest'
import { checkDoubles, foldFirm } from './check-doubles.ts'
import { checkFuture } from './check-future.ts'
import { checkHeaping } from './check-heaping.ts'
import { binomialTail, checkLastDay } from './check-last-day.ts'
import { checkOverlap, minutesOf } from './check-overlap.ts'
import { checkPhoto } from './check-photo.ts'
import { checkRegular } from './check-regular.ts'
import type { Check, Finding } from './finding.ts'

const checks: Readonly<Record<Exclude<Check, 'future'>, (year: HonestyYear) => readonly Finding[]>> = {
  'last-day': ({ typed }) => checkLastDay(typed),
  heaping: ({ target, values }) => checkHeaping('made', target, 'less', values),
  doubles: ({ coded }) => checkDoubles(coded),
  photo: ({ papers }) => checkPhoto(papers),
  overlap: ({ visits }) => checkOverlap(visits),
  regular: ({ visits }) => checkRegular(visits),
}
const names = Object.keys(checks) as Exclude<Check, 'future'>[]
const idsOf = (findings: readonly Finding[]) => findings.map(({ rows }) => rows.map(({ id }) => id).toSorted())

// the seed of a clean year in which even what honest offices do happens not to happen, so that what is found is what was planted
const quiet = '3'

describe('planted games', () => {
  const { year, planted } = gamingYear(quiet)
  test.each(names)('%s is found with exactly its rows', (check) => {
    expect(idsOf(checks[check](cleanYear(quiet)))).toEqual([])
    expect(idsOf(checks[check](year))).toEqual([[...planted[check]].toSorted()])
  })
})

test('false flags over 50 clean years are few, and their number is stated', () => {
  const years = Array.from({ length: 50 }, (_, seed) => cleanYear(`clean-${seed}`))
  const found = Object.fromEntries(names.map((check) => [check, years.reduce((sum, year) => sum + checks[check](year).length, 0)]))
  const rows = years.reduce(
    (sum, { typed, coded, papers, visits, values }) => sum + typed.length + coded.length + papers.length + visits.length + values.length,
    0,
  )
  const all = Object.values(found).reduce((sum, each) => sum + each, 0)
  console.log(
    `false flags in 50 clean years (${rows} rows): ${JSON.stringify(found)}; ${(all / 50).toFixed(2)} a year, ${((all / rows) * 1000).toFixed(3)} per 1,000 rows`,
  )
  // tests of chance must stay silent; the others flag what an honest office does too, at the rate it was made to happen
  expect(found['last-day']).toBe(0)
  expect(found['heaping']).toBe(0)
  expect(found['regular']).toBe(0)
  expect(all / 50).toBeLessThan(2.5)
})

describe('limits', () => {
  const typed = (late: number, all: number) =>
    Array.from({ length: all }, (_, n) => ({ kind: 'k', id: String(n), title: '', unit: 'u', on: n < late ? '2026-03-31' : '2026-02-10' }))
  test.each([
    [7, 7, 0],
    [3, 8, 0],
    [4, 8, 0],
    [5, 8, 1],
    [19, 100, 0],
    [20, 100, 1],
  ])('%i of %i on the last day: %i flags', (late, all, flags) => {
    expect(checkLastDay(typed(late, all))).toHaveLength(flags)
  })
  test('the tail of the binomial is what tables say', () => {
    expect(binomialTail(10, 0, 0.5)).toBe(1)
    expect(binomialTail(10, 10, 0.5)).toBeCloseTo(1 / 1024, 9)
    expect(binomialTail(3, 2, 0.5)).toBeCloseTo(0.5, 9)
  })
  const values = (on: number, short: number, far: number) => [
    ...Array.from({ length: on }, (_, n) => ({ kind: 'k', id: `o${n}`, title: '', value: 100 })),
    ...Array.from({ length: short }, (_, n) => ({ kind: 'k', id: `s${n}`, title: '', value: 99 })),
    ...Array.from({ length: far }, (_, n) => ({ kind: 'k', id: `f${n}`, title: '', value: 50 + n })),
  ]
  test.each([
    [4, 0, 7, 0],
    [4, 0, 8, 1],
    [4, 1, 8, 0],
    [8, 1, 8, 1],
    [3, 0, 12, 0],
  ])('%i on the target, %i just short, %i far: %i flags', (on, short, far, flags) => {
    expect(checkHeaping('m', 100, 'more', values(on, short, far))).toHaveLength(flags)
  })
  test('visits that touch, of two officers, in one place or with unreadable times do not clash', () => {
    const visit = (id: string, from: string, to: string, more: object = {}) => ({
      kind: 'k',
      id,
      title: '',
      worker: 'a',
      day: '2026-01-05',
      from,
      to,
      place: id,
      ...more,
    })
    expect(checkOverlap([visit('1', '09:00', '10:00'), visit('2', '10:00', '11:00')])).toEqual([])
    expect(checkOverlap([visit('1', '09:00', '10:00'), visit('2', '09:56', '11:00')])).toEqual([])
    expect(checkOverlap([visit('1', '09:00', '10:00'), visit('2', '09:55', '11:00')])).toHaveLength(1)
    expect(checkOverlap([visit('1', '09:00', '10:00'), visit('2', '09:00', '10:00', { worker: 'b' })])).toEqual([])
    expect(checkOverlap([visit('1', '09:00', '10:00', { place: 'x' }), visit('2', '09:00', '10:00', { place: 'x ' })])).toEqual([])
    expect(checkOverlap([visit('1', '上午', '10:00'), visit('2', '09:00', '10:00')])).toEqual([])
    expect(minutesOf('24:00')).toBeNull()
    expect(minutesOf('9：05')).toBe(545)
  })
  test('today is not the future, tomorrow is, leap day or not', () => {
    const dated = (day: string) => ({ kind: 'k', id: day, title: '会', day })
    expect(checkFuture([dated('2028-02-28'), dated('2028-02-29')], '2028-02-29')).toEqual([])
    const [flag, ...more] = checkFuture([dated('2028-02-29'), dated('2028-03-01'), dated('2099-01-01')], '2028-02-29')
    expect(more).toEqual([])
    expect(flag?.rows.map(({ id }) => id)).toEqual(['2028-03-01', '2099-01-01'])
  })
  test('a second phase or a branch is the same firm, another name is not', () => {
    expect(foldFirm('合成甲有限公司（二期）')).toBe('合成甲有限公司')
    const coded = (...titles: string[]) => checkDoubles(titles.map((title, n) => ({ kind: 'k', id: String(n), title, uscc: 'U' })))
    expect(coded('合成甲有限公司项目', '合成甲有限公司二期', '合成甲有限公司分公司')).toEqual([])
    expect(coded('合成甲有限公司', '合成乙有限公司')).toHaveLength(1)
  })
})
