import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { OutlineFile } from '../contract/point.ts'
import { checkPoint, insideOutline, metresOutside } from './locate-in-outline.ts'

const outline = OutlineFile.parse(JSON.parse(readFileSync(join(import.meta.dirname, '../data/xiangcheng-outline.json'), 'utf8')))

describe('a square with a hole', () => {
  const square = {
    type: 'MultiPolygon' as const,
    coordinates: [
      [
        [
          [120, 31],
          [121, 31],
          [121, 32],
          [120, 32],
          [120, 31],
        ],
        [
          [120.4, 31.4],
          [120.6, 31.4],
          [120.6, 31.6],
          [120.4, 31.6],
          [120.4, 31.4],
        ],
      ] as [number, number][][],
    ],
  }
  test.each([
    [{ lng: 120.1, lat: 31.1 }, true],
    [{ lng: 120.5, lat: 31.5 }, false],
    [{ lng: 119.9, lat: 31.5 }, false],
    [{ lng: 120.5, lat: 32.1 }, false],
  ])('%j inside: %s', (point, inside) => {
    expect(insideOutline(point, square)).toBe(inside)
    expect(metresOutside(point, square) === 0).toBe(inside)
  })
  test('the distance outside is in metres', () => {
    expect(metresOutside({ lng: 119.99, lat: 31.5 }, square)).toBeCloseTo(948, -1)
    expect(metresOutside({ lng: 120.5, lat: 32.01 }, square)).toBeCloseTo(1112, -1)
  })
})

describe('the district', () => {
  test('is one closed ring in WGS-84', () => {
    const ring = outline.geometry.coordinates[0]?.[0] ?? []
    expect(ring.length).toBeGreaterThan(300)
    expect(ring[0]).toEqual(ring.at(-1))
  })
  test('holds its own centre and not the old town of the city', () => {
    expect(checkPoint({ lng: 120.638, lat: 31.371 }, outline).check).toBe('inside')
    const outside = checkPoint({ lng: 120.6195, lat: 31.3 }, outline)
    expect(outside.check).toBe('outside')
    expect(outside.metres).toBeGreaterThan(1000)
  })
  test('a point within the tolerance of the coarse outline is on the border, not outside', () => {
    const corner = outline.geometry.coordinates[0]?.[0]?.[0]
    expect(corner).toBeDefined()
    const near = { lng: (corner?.[0] ?? 0) - 0.0008, lat: corner?.[1] ?? 0 }
    expect(checkPoint(near, outline).check).not.toBe('outside')
  })
  test('without an outline the answer is unknown, never inside', () => {
    expect(checkPoint({ lng: 0, lat: 0 }, undefined)).toEqual({ check: 'unknown', metres: null })
  })
})
