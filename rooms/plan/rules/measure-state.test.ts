import { expect, test } from 'vitest'
import { judgeTarget, measureState, type StateFacts } from './measure-state.ts'
import { lastPeriods, periodOf } from './period-of.ts'

const sound: StateFacts = {
  undefinedWhy: null,
  later: false,
  disputes: 0,
  newest: '2026-06-01T00:00:00Z',
  ageDays: 3,
  freshDays: 10,
  coverage: 1,
  leastCoverage: 0.9,
  undecided: 0,
  leaks: 0,
}

test.each<[Partial<StateFacts>, string, string]>([
  [{}, '正常', '记录齐全'],
  [{ coverage: null }, '正常', '记录齐全'],
  [{ ageDays: 10 }, '正常', '记录齐全'],
  [{ ageDays: 11 }, '过期', '来源已 11 天没有新记录，时效为 10 天'],
  [{ coverage: 0.9 }, '正常', '记录齐全'],
  [{ coverage: 0.89, undecided: 2 }, '数据不足', '有 2 行缺少判定所需的事实，可判定比例低于 90%'],
  [{ undecided: 1, coverage: 0.95 }, '正常', '另有 1 行缺少判定所需的事实'],
  [{ leaks: 1 }, '数据不足', '分子有 1 行不在分母中，不给出比率'],
  [{ newest: null, ageDays: null }, '无数据', '来源中还没有任何记录'],
  [{ late: true, ageDays: null }, '正常', '记录齐全；记录是事后补登的'],
  [{ disputes: 1, newest: null }, '有争议', '有 1 件对记录的异议未决'],
  [{ later: true, disputes: 1 }, '未到期', '所属阶段尚未开始'],
  [{ undefinedWhy: '“一批”还没有释义', later: true }, '口径未定', '“一批”还没有释义'],
])('%j is %s', (facts, state, why) => {
  expect(measureState({ ...sound, ...facts })).toEqual({ state, why })
})

test.each([
  ['正常', '10', '>=', '10', 'met'],
  ['正常', '9.99', '>=', '10', 'not-met'],
  ['正常', '10', '<=', '10', 'met'],
  ['正常', '11', '<=', '10', 'not-met'],
  ['正常', '3', '=', '3', 'met'],
  ['正常', '0.589744', '>=', '1', 'not-met'],
  ['正常', null, '>=', '10', 'not-judged'],
  ['过期', '99', '>=', '10', 'not-judged'],
  ['无数据', '0', '<=', '10', 'not-judged'],
  ['口径未定', '99', '>=', '10', 'not-judged'],
] as const)('%s %s against %s %s is %s', (state, value, op, wanted, judgement) => {
  expect(judgeTarget(state, value, { op, value: wanted })).toBe(judgement)
})

test('a number without a value to reach is not judged met or missed', () => {
  expect(judgeTarget('正常', '5', null)).toBe('no-value-set')
})

const phases = [
  { from: 2025, to: 2025 },
  { from: 2026, to: 2028 },
  { from: 2029, to: null },
]
test.each([
  ['stock', '2028-02-29', { from: null, to: '2028-02-29' }],
  ['month', '2028-02-29', { from: '2028-02-01', to: '2028-02-29' }],
  ['quarter', '2026-12-31', { from: '2026-10-01', to: '2026-12-31' }],
  ['quarter', '2026-01-01', { from: '2026-01-01', to: '2026-01-01' }],
  ['year', '2026-07-05', { from: '2026-01-01', to: '2026-07-05' }],
  ['phase', '2027-03-01', { from: '2026-01-01', to: '2027-03-01' }],
  ['phase', '2040-03-01', { from: '2029-01-01', to: '2040-03-01' }],
  ['phase', '2024-03-01', { from: '2024-01-01', to: '2024-03-01' }],
] as const)('the %s of %s', (kind, day, period) => {
  expect(periodOf(kind, day, phases)).toEqual(period)
})

test.each([
  ['month', '2026-03-15', ['2026-01-31', '2026-02-28', '2026-03-15']],
  ['month', '2028-03-31', ['2028-01-31', '2028-02-29', '2028-03-31']],
  ['quarter', '2026-02-10', ['2025-09-30', '2025-12-31', '2026-02-10']],
  ['year', '2026-02-10', ['2024-12-31', '2025-12-31', '2026-02-10']],
  ['stock', '2026-01-31', ['2025-11-30', '2025-12-31', '2026-01-31']],
] as const)('the last %s ends before %s', (kind, day, ends) => {
  expect(lastPeriods(kind, day, 3)).toEqual(ends)
})
