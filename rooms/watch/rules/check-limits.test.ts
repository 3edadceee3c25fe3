import { expect, test } from 'vitest'
import type { LimitValues } from '../contract/limit.ts'
import { checkLimits } from './check-limits.ts'

const none: LimitValues = { criticalLow: null, low: null, high: null, criticalHigh: null }

test.each([
  ['all four, upwards', { criticalLow: 40, low: 50, high: 110, criticalHigh: 130 }, undefined, undefined],
  ['one side only', { criticalHigh: 130 }, undefined, undefined],
  ['a gap in between', { criticalLow: 40, criticalHigh: 130 }, undefined, undefined],
  ['none', {}, 'watch.limits-empty', 'high'],
  ['low above high', { low: 120, high: 110 }, 'watch.limits-disordered', 'high'],
  ['equal', { low: 110, high: 110 }, 'watch.limits-disordered', 'high'],
  ['critical inside', { high: 110, criticalHigh: 105 }, 'watch.limits-disordered', 'criticalHigh'],
  ['no heart beats so', { high: 1100 }, 'watch.limit-out-of-range', 'high'],
  ['not a number', { high: Number.NaN, low: -1 }, 'watch.limit-out-of-range', 'low'],
])('%s', (_what, limits, code, field) => {
  const refused = checkLimits('heart-rate', { ...none, ...limits })
  expect([refused?.refused.code, refused?.field]).toEqual([code, field])
})

test('a temperature in Fahrenheit is taken for what it is: a slip of unit', () => {
  expect(checkLimits('body-temperature', { ...none, high: 99.5 })?.facts).toMatchObject({ value: 99.5, to: 45 })
})
