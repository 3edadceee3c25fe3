import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Coding, LngLat } from '../contract/point.ts'
import { fromWgs84, toWgs84 } from './convert-coding.ts'
import { metresBetween } from './measure-distance.ts'

/** Positions of the mainland, away from the edges of the box in which the shift applies. */
const mainland = fc.record({ lng: fc.double({ min: 74, max: 135, noNaN: true }), lat: fc.double({ min: 3, max: 53, noNaN: true }) })
const codings: readonly Coding[] = ['wgs84', 'gcj02', 'bd09']

describe('three codings of one place', () => {
  test('agree within 5 m (in fact within a centimetre), there and back', () => {
    fc.assert(
      fc.property(mainland, (point) => {
        for (const coding of codings) {
          const back = toWgs84({ ...fromWgs84(point, coding), coding })
          expect(metresBetween(point, back)).toBeLessThan(0.01)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('differ around the lower Yangtze by some hundred metres, BD-09 by more', () => {
    const delta = fc.record({ lng: fc.double({ min: 118, max: 122, noNaN: true }), lat: fc.double({ min: 30, max: 33, noNaN: true }) })
    fc.assert(
      fc.property(delta, (point) => {
        const gcj = metresBetween(point, fromWgs84(point, 'gcj02'))
        const bd = metresBetween(point, fromWgs84(point, 'bd09'))
        expect(gcj).toBeGreaterThan(300)
        expect(gcj).toBeLessThan(800)
        expect(bd).toBeGreaterThan(gcj)
        expect(bd).toBeLessThan(2000)
      }),
    )
  })

  test('agree with pairs the public map community quotes (recalled)', () => {
    const point = { lng: 116.404, lat: 39.915 }
    const gcj = fromWgs84(point, 'gcj02')
    expect(gcj.lng).toBeCloseTo(116.41024449916938, 7)
    expect(gcj.lat).toBeCloseTo(39.91640428150164, 7)
    const bd = fromWgs84(toWgs84({ ...point, coding: 'gcj02' }), 'bd09')
    expect(bd.lng).toBeCloseTo(116.41036949371029, 6)
    expect(bd.lat).toBeCloseTo(39.92133699351021, 6)
  })

  test.each<[string, LngLat]>([
    ['Tokyo', { lng: 139.7, lat: 35.7 }],
    ['London', { lng: -0.12, lat: 51.5 }],
  ])('%s is not shifted to GCJ-02', (_, point) => {
    expect(fromWgs84(point, 'gcj02')).toEqual(point)
    expect(toWgs84({ ...point, coding: 'gcj02' })).toEqual(point)
  })

  test('a point taken for another coding is hundreds of metres off: the coding matters', () => {
    const point = { lng: 120.642, lat: 31.369 }
    expect(metresBetween(point, toWgs84({ ...point, coding: 'gcj02' }))).toBeGreaterThan(300)
    expect(metresBetween(toWgs84({ ...point, coding: 'gcj02' }), toWgs84({ ...point, coding: 'bd09' }))).toBeGreaterThan(300)
  })
})
