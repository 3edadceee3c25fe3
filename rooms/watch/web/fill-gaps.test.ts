import { expect, test } from 'vitest'
import { fillGaps } from './fill-gaps.ts'

const points = (...minutes: number[]) => minutes.map((minute) => ({ at: minute * 60_000, value: 1 }))
const empty = (segments: ReturnType<typeof points>[]) => fillGaps(segments).filter(({ value }) => value === null)

test('a gap is as wide as the time that is missing, and no more than a screen holds', () => {
  expect(empty([points(0, 10, 20), points(80, 90)]).map(({ at }) => at / 60_000)).toEqual([30, 40, 50, 60, 70])
  expect(empty([points(0, 1, 2), points(100_000, 100_001)])).toHaveLength(200)
})
test('no gap, no point, one point', () => {
  expect(empty([points(0, 10)])).toEqual([])
  expect(fillGaps([])).toEqual([])
  expect(fillGaps([points(5)])).toHaveLength(1)
  expect(empty([points(0), points(1)])).toHaveLength(1)
})
