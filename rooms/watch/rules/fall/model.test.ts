import fc from 'fast-check'
import { expect, test } from 'vitest'
import { modelOf } from './detect-fall.ts'
import { features } from './features.ts'
import { fallModel } from './frozen-model.ts'
import { FallModel, reasonsOf, scoreOf } from './model.ts'
import { wornPlaces } from './sample.ts'

/** Feature 0 below 2: -1, else +3; where it is not below, feature 1 below 5 takes one back. */
const small = {
  bias: -0.5,
  trees: [{ splits: [[0, 2], null, [1, 5]] as ([number, number] | null)[], values: [0.25, -1, 3, 0, 0, 2, 4] }],
}
const odds = (score: number) => Math.log(score / (1 - score))

test('a tree is walked by its splits; a missing value is never below a threshold', () => {
  expect(odds(scoreOf(small, [1, 0]))).toBeCloseTo(-1.5, 9)
  expect(odds(scoreOf(small, [2, 4]))).toBeCloseTo(1.5, 9)
  expect(odds(scoreOf(small, [2, 5]))).toBeCloseTo(3.5, 9)
  expect(odds(scoreOf(small, [Number.NaN, Number.NaN]))).toBeCloseTo(3.5, 9)
})

test('the reasons of a small tree, said by hand', () => {
  expect(reasonsOf(small, [3, Number.NaN])).toEqual({
    base: -0.25,
    reasons: [
      { feature: features[0]?.key, value: 3, share: 2.75 },
      { feature: features[1]?.key, value: null, share: 1 },
    ],
  })
})

test.each(wornPlaces)('the shares of the frozen %s model add up to its log odds', (place) => {
  const model = modelOf(fallModel, place)
  const value = fc.oneof(fc.double({ min: -5, max: 180, noNaN: true }), fc.constant(Number.NaN))
  fc.assert(
    fc.property(fc.array(value, { minLength: features.length, maxLength: features.length }), (facts) => {
      const { base, reasons } = reasonsOf(model, facts)
      expect(reasons.reduce((sum, { share }) => sum + share, base)).toBeCloseTo(odds(scoreOf(model, facts)), 6)
    }),
  )
})

test('the frozen file is small, names who it was grown on, and keeps people of both sets out', () => {
  expect(JSON.stringify(fallModel).length).toBeLessThan(60_000)
  for (const { trainedOn, place } of fallModel.places) {
    expect(trainedOn.length).toBeGreaterThan(3)
    expect(trainedOn.every((id) => id.startsWith(place === 'waist' ? 'sisfall/' : 'umafall/'))).toBe(true)
  }
})

test('a model whose features are not those of the code is refused', () => {
  expect(() => FallModel.parse({ ...fallModel, features: fallModel.features.toReversed() })).toThrow(/features of the model/)
  expect(() => FallModel.parse({ ...fallModel, places: [{ ...fallModel.places[0], threshold: 2 }] })).toThrow(/threshold/)
  expect(() => modelOf({ ...fallModel, places: [] }, 'wrist')).toThrow(/no fall model for wrist/)
})
