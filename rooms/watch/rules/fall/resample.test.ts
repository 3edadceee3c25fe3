import { expect, test } from 'vitest'
import { openResampler } from './resample.ts'
import type { Sample } from './sample.ts'

/** What the grid hears: points as [t, x], gaps as the word. */
function heard(samples: readonly (Partial<Sample> & { t: number })[]): unknown[] {
  const said: unknown[] = []
  const push = openResampler({ point: (t, x) => said.push([t, Math.round(x * 1e6) / 1e6]), gap: () => said.push('gap') })
  for (const sample of samples) push({ x: 0, y: 0, z: 0, ...sample })
  return said
}

test('straight lines between neighbours, every 20 ms from the first sample', () => {
  const points = [7, 27, 47, 67, 87].map((t, at) => [t, at / 5])
  expect(heard([{ t: 7 }, { t: 107, x: 1 }])).toEqual([...points, [107, 1]])
  expect(heard([{ t: 0 }, { t: 10, x: 1 }, { t: 30, x: 3 }])).toEqual([
    [0, 0],
    [20, 2],
  ])
})

test('half a second is bridged, longer is a gap and begins anew', () => {
  expect(heard([{ t: 0 }, { t: 500, x: 1 }]).length).toBe(26)
  expect(heard([{ t: 0 }, { t: 501, x: 1 }])).toEqual([[0, 0], 'gap', [501, 1]])
})

test('a late or doubled sample is dropped, a clock set back begins anew', () => {
  expect(heard([{ t: 5000 }, { t: 5000, x: 9 }, { t: 3001, x: 9 }, { t: 5020, x: 1 }])).toEqual([
    [5000, 0],
    [5020, 1],
  ])
  expect(heard([{ t: 5000 }, { t: 3000, x: 1 }])).toEqual([[5000, 0], 'gap', [3000, 1]])
})

test('what no sensor measures is dropped, what few measure is cut to 16 g', () => {
  expect(heard([{ t: 0, x: 101 }, { t: 0, y: Number.NaN }, { t: Number.POSITIVE_INFINITY }, { t: 0, x: -40 }])).toEqual([[0, -16]])
})

test('a clock too great to be stepped on does not hang the detector', () => {
  const far = 2 ** 60
  expect(heard([{ t: far }, { t: far + 256 }, { t: -far }])).toEqual([])
  expect(heard([{ t: Number.MAX_SAFE_INTEGER - 21 }, { t: Number.MAX_SAFE_INTEGER, x: 1 }]).length).toBe(2)
})
