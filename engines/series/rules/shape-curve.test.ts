import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { KeptPoint } from '../contract/curve.ts'
import { openShape, shapeCurve } from './shape-curve.ts'

const drawn = new Set(['trusted'])
const point = (at: number, value: number, of: Partial<KeptPoint> = {}): KeptPoint => ({ seriesId: 1, at, value, trust: 'trusted', ...of })
const ofMinutes = (minutes: readonly number[]) => minutes.map((minute) => point(minute * 60_000, minute))

describe('a curve', () => {
  test('is empty when nothing is known', () => {
    expect(shapeCurve([], { drawn, gapAfter: 1, atMost: 10 })).toEqual({ segments: [], untrusted: [], untrustedCount: 0, count: 0 })
  })
  test('has a gap where two points are further apart than agreed, and none at the limit', () => {
    const { segments } = shapeCurve(ofMinutes([3, 0, 1, 2, 8, 9, 20]), { drawn, gapAfter: 300_000, atMost: 10 })
    expect(segments.map((segment) => segment.map(({ value }) => value))).toEqual([[0, 1, 2, 3, 8, 9], [20]])
    expect(shapeCurve(ofMinutes([0, 9, 500]), { drawn, gapAfter: null, atMost: 10 }).segments).toHaveLength(1)
  })
  test('bridges no gap with a point that is not trusted', () => {
    const points = [point(0, 1), point(60_000, 2, { trust: 'range' }), point(120_000, 3)]
    expect(shapeCurve(points, { drawn, gapAfter: 90_000, atMost: 10 })).toEqual({
      segments: [[{ at: 0, value: 1 }], [{ at: 120_000, value: 3 }]],
      untrusted: [points[1]],
      untrustedCount: 1,
      count: 2,
    })
    expect(shapeCurve(points, { drawn: new Set(['trusted', 'range']), gapAfter: 90_000, atMost: 10 }).segments).toHaveLength(1)
  })
  test('breaks where its source said that it has no number, not where another source did', () => {
    const points = [point(0, 1), point(1, Number.NaN, { trust: 'none' }), point(2, 3), point(3, Number.NaN, { seriesId: 2 }), point(4, 5)]
    const { segments } = shapeCurve(points, { drawn, gapAfter: null, atMost: 10 })
    expect(segments.map((segment) => segment.map(({ value }) => value))).toEqual([[1], [3, 5]])
  })
  test('draws no number that is none, and says so', () => {
    const points = [point(0, Number.NaN), point(1, Number.POSITIVE_INFINITY), point(2, 5)]
    expect(shapeCurve(points, { drawn, gapAfter: null, atMost: 10 })).toMatchObject({ count: 1, untrustedCount: 2 })
  })
  test('shows the same said twice once, different things of one moment both', () => {
    const points = [point(0, 1), point(0, 1), point(0, 2), point(0, 1, { seriesId: 2 })]
    expect(shapeCurve(points, { drawn, gapAfter: null, atMost: 10 }).count).toBe(3)
  })
  test('thinned keeps its ends, heights and depths, in order, and not many more points than asked', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(100_000), fc.integer({ min: -50, max: 50 })), { maxLength: 400 }),
        fc.integer({ min: 2, max: 80 }),
        (raw, atMost) => {
          const points = raw.map(([at, value]) => point(at, value))
          const whole = shapeCurve(points, { drawn, gapAfter: 500, atMost: Number.MAX_SAFE_INTEGER })
          const thin = shapeCurve(points, { drawn, gapAfter: 500, atMost })
          expect(thin.count).toBe(whole.count)
          expect(thin.segments.length).toBe(whole.segments.length)
          thin.segments.forEach((segment, n) => {
            const full = whole.segments[n] ?? []
            const of = (all: readonly { readonly value: number }[]) => all.map(({ value }) => value)
            expect([Math.min(...of(segment)), Math.max(...of(segment))]).toEqual([Math.min(...of(full)), Math.max(...of(full))])
            expect([segment[0], segment.at(-1)]).toEqual([full[0], full.at(-1)])
            expect(segment.map(({ at }) => at)).toEqual(segment.map(({ at }) => at).toSorted((a, b) => a - b))
            for (const one of segment) expect(full).toContainEqual(one)
          })
          // a segment shows at least its ends and one stretch
          expect(thin.segments.flat().length).toBeLessThanOrEqual(Math.max(atMost, 0) + 4 * whole.segments.length)
        },
      ),
      { numRuns: 150 },
    )
  })
  test('of weeks of a sensor that speaks every five seconds a hundred thousand points are held; heights, depths, gaps and counts stay', () => {
    const shape = openShape({ drawn, gapAfter: 3_600_000, atMost: 800 })
    const day = 17_280
    let [shown, doubted] = [0, 0]
    const began: number[] = []
    for (let n = 0; n < 60 * day; n++) {
      // two hours of each day nothing is said
      if (n % day < 1441) continue
      const doubt = n % 1000 === 0
      if (n % day === 1441) began.push(n * 5000)
      if (doubt) doubted += 1
      else shown += 1
      shape.add(point(n * 5000, n === 500_001 ? 39 : n === 700_001 ? 171 : 70 + (n % 5), doubt ? { trust: 'range' } : {}))
    }
    const { segments, count, untrusted, untrustedCount } = shape.end()
    expect([count, untrustedCount, untrusted.length, untrusted.at(-1)?.at]).toEqual([shown, doubted, 800, 1_036_000 * 5000])
    expect(segments.map((segment) => segment[0]?.at)).toEqual(began)
    const values = segments.flat().map(({ value }) => value)
    expect([Math.min(...values), Math.max(...values)]).toEqual([39, 171])
    expect(values.length).toBeLessThan(1200)
  })
})
