import { expect, test } from 'vitest'
import { type DutyMeasure, endsSoon, placeOf } from './duty-order.ts'
import type { DutyRow } from './plan-words.ts'

const row = (status: DutyRow['status']) => ({ status }) as DutyRow
const measure = (facts: { undecided?: number; state?: string; awaiting?: number }) =>
  ({ awaiting: facts.awaiting ?? 0, result: { undecided: facts.undecided ?? 0, state: facts.state ?? '正常' } }) as DutyMeasure

test.each([
  ['not accepted', row('open'), [], false, 'late'],
  ['a row lacks a fact', row('accepted'), [measure({ undecided: 1 })], true, 'late'],
  ['sources fell silent', row('accepted'), [measure({ state: '过期' })], false, 'late'],
  ['a dispute to be decided', row('disputed'), [], false, 'others'],
  ['evidence others must accept', row('accepted'), [measure({ awaiting: 2 })], true, 'others'],
  ['the phase ends', row('accepted'), [measure({})], true, 'soon'],
  ['no measure is bound', row('accepted'), [], false, 'unmeasured'],
  ['no record yet', row('accepted'), [measure({ state: '无数据' })], false, 'unmeasured'],
  ['nothing to do', row('accepted'), [measure({})], false, 'self'],
] as const)('%s', (_, duty, measures, soon, place) => {
  expect(placeOf(duty, measures, soon)).toBe(place)
})

test('a phase ends soon within thirty days, on its last day still, and not after', () => {
  expect(endsSoon(['2025-12-31'], '2025-12-01')).toBe(true)
  expect(endsSoon(['2025-12-31'], '2025-11-30')).toBe(false)
  expect(endsSoon(['2025-12-31'], '2025-12-31')).toBe(true)
  expect(endsSoon(['2025-12-31', null], '2026-01-01')).toBe(false)
})
