import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fall, jog, lieDown, record, sitDown, walk } from '../../fixtures/movements.ts'
import { modelOf, type NoticedFall, openFallDetector } from './detect-fall.ts'
import { fallModel } from './frozen-model.ts'
import { type Sample, wornPlaces } from './sample.ts'

const noticed = (samples: readonly Sample[], place: (typeof wornPlaces)[number] = 'waist'): NoticedFall[] => {
  const detector = openFallDetector(modelOf(fallModel, place))
  return [...detector.push(samples), ...detector.end()]
}
const anyNumber = fc.oneof(
  fc.double(),
  fc.double({ min: -20, max: 20, noNaN: true }),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e308, -1e308, 0),
)
const anySample = fc.record({
  t: fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.double(), fc.constantFrom(1e17, 1e18, Number.MAX_VALUE, -1e18, Number.NaN)),
  x: anyNumber,
  y: anyNumber,
  z: anyNumber,
})

describe('shapes', () => {
  test.each([20, 25, 50, 100, 200])('a fall is noticed once at %i samples a second, at its impact', (hz) => {
    const falls = noticed(record(fall, hz))
    expect(falls.length).toBe(1)
    expect(Math.abs((falls[0]?.t ?? 0) - 6000)).toBeLessThan(200)
    expect(falls[0]?.after).toBe(3.5)
  })
  test('so it is at the wrist', () => {
    expect(noticed(record(fall, 50), 'wrist').length).toBe(1)
  })
  test.each([
    ['walking', walk],
    ['running on the spot', jog],
    ['dropping into a chair', sitDown],
    ['lying down on a bed', lieDown],
  ])('%s is none', (_name, movement) => {
    for (const hz of [20, 50, 100]) expect(noticed(record(movement, hz, 30))).toEqual([])
  })
  test('it is the same fall however the sensor is turned', () => {
    const turned = record(fall, 50).map(({ t, x, y, z }) => ({ t, x: z, y: x, z: y }))
    const [straight, other] = [noticed(record(fall, 50)), noticed(turned)]
    expect(other.length).toBe(1)
    expect(other[0]?.score).toBeCloseTo(straight[0]?.score ?? 0, 6)
  })
  test('it is the same fall on another clock, and after a day of walking', () => {
    const offset = 1_795_000_000_000
    const later = record(fall, 50).map((sample) => ({ ...sample, t: sample.t + offset }))
    expect(noticed(later)).toEqual(noticed(record(fall, 50)).map((one) => ({ ...one, t: one.t + offset })))
    const day = record(walk, 25, 3600)
    const after = record(fall, 25).map((sample) => ({ ...sample, t: sample.t + 3_600_000 }))
    expect(noticed([...day, ...after]).map(({ t }) => Math.round(t / 1000))).toEqual([3606])
  })
  test('it is said 3.5 s after the impact, not before and not later', () => {
    const detector = openFallDetector(modelOf(fallModel, 'waist'))
    const said = record(fall, 50).flatMap((sample) => detector.push([sample]).map(({ t }) => sample.t - t))
    expect(said).toEqual([3500])
  })
  test('a device that breaks off two seconds after the impact is judged by what came; one second says nothing', () => {
    const until = (ms: number) => record(fall, 50).filter(({ t }) => t <= ms)
    expect(noticed(until(8_600)).map(({ after }) => after < 3)).toEqual([true])
    expect(noticed(until(7_000))).toEqual([])
  })
  test('a second fall soon after is the same one; later it is another', () => {
    const again = (pause: number) => [
      ...record(fall, 50),
      ...record(fall, 50).map((sample) => ({ ...sample, t: sample.t + 14_000 + pause })),
    ]
    expect(noticed(again(0)).length).toBe(2)
    const whole = record(fall, 50, 10)
    const close = [...whole, ...record(fall, 50).flatMap((sample) => (sample.t < 3000 ? [] : [{ ...sample, t: sample.t + 7_000 }]))]
    expect(noticed(close).length).toBe(1)
  })
})

describe('why', () => {
  test('a fall names its reasons with their values, the weightiest first', () => {
    const reasons = noticed(record(fall, 50))[0]?.reasons ?? []
    expect(reasons.length).toBeGreaterThan(3)
    expect(reasons.map(({ feature }) => feature)).toContain('tilt')
    expect(reasons.find(({ feature }) => feature === 'tilt')?.value).toBeGreaterThan(60)
    const weights = reasons.map(({ share }) => Math.abs(share))
    expect(weights).toEqual(weights.toSorted((a, b) => b - a))
  })
})

describe('whatever comes', () => {
  test('nothing throws and every score is a share', () => {
    fc.assert(
      fc.property(fc.array(anySample, { maxLength: 400 }), fc.constantFrom(...wornPlaces), (samples, place) => {
        for (const { t, score } of noticed(samples, place)) expect(Number.isFinite(t) && score >= 0 && score <= 1).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
  test('the same samples in other parts give the same answer', () => {
    const all = [...record(fall, 50), ...record(walk, 50).map((sample) => ({ ...sample, t: sample.t + 14_000 }))]
    const whole = noticed(all)
    expect(whole.length).toBe(1)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 20 }), (sizes) => {
        const detector = openFallDetector(modelOf(fallModel, 'waist'))
        const said: NoticedFall[] = []
        let from = 0
        for (const size of sizes) said.push(...detector.push(all.slice(from, (from += size))))
        said.push(...detector.push(all.slice(from)), ...detector.end())
        expect(said).toEqual(whole)
      }),
      { numRuns: 30 },
    )
  })
  test('stillness is never a fall: any direction, any reading of rest, any rate, with gaps and a sensor that trembles', () => {
    fc.assert(
      fc.property(
        fc.tuple(
          fc.double({ min: -3, max: 3, noNaN: true }),
          fc.double({ min: -3, max: 3, noNaN: true }),
          fc.double({ min: -3, max: 3, noNaN: true }),
        ),
        fc.integer({ min: 1, max: 200 }),
        fc.array(fc.nat(1000), { maxLength: 5 }),
        fc.double({ min: 0, max: 0.1, noNaN: true }),
        fc.constantFrom(...wornPlaces),
        ([x, y, z], hz, gaps, amplitude, place) => {
          const samples = record((s) => [x + amplitude * Math.sin(s * 50), y + amplitude * Math.sin(s * 33), z], hz, 12)
          const late = (at: number) => gaps.filter((gap) => gap < at).length * 3000
          expect(
            noticed(
              samples.map((sample, at) => ({ ...sample, t: sample.t + late(at) })),
              place,
            ),
          ).toEqual([])
        },
      ),
      { numRuns: 150 },
    )
  })
  test('a silent stream and an empty one say nothing', () => {
    expect(noticed([])).toEqual([])
    expect(noticed(record(() => [0, 0, 0], 50))).toEqual([])
  })
  test('broken numbers, doubled and late samples among good ones change nothing', () => {
    const good = record(fall, 50)
    const spoiled = good.flatMap((sample, at) => [
      sample,
      ...(at % 7 === 0 ? [{ ...sample, x: Number.NaN }, { ...sample, y: 1e6 }, sample] : []),
      ...(at % 11 === 3 ? [{ ...sample, t: sample.t - 30, z: 15 }] : []),
    ])
    expect(noticed(spoiled)).toEqual(noticed(good))
  })
  test('a gap is no impact: what lies on its two sides is never one window', () => {
    const standing = record(() => [0, -1, 0], 50, 6)
    const lying = record(() => [1, 0, 0], 50, 8).map((sample) => ({ ...sample, t: sample.t + 9_000 }))
    expect(noticed([...standing, ...lying])).toEqual([])
    const cutOut = record(fall, 50).filter(({ t }) => t < 5_300 || t > 7_000)
    expect(noticed(cutOut)).toEqual([])
  })
  test('a clock that is set back begins a new stream and the next fall is noticed', () => {
    const first = record(walk, 50, 8).map((sample) => ({ ...sample, t: sample.t + 5_000_000 }))
    expect(noticed([...first, ...record(fall, 50)]).map(({ t }) => Math.round(t / 1000))).toEqual([6])
  })
})
