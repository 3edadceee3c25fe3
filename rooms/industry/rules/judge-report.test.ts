import { expect, test } from 'vitest'
import { foldFirmName } from './fold-firm-name.ts'
import { judgeReport } from './judge-report.ts'

test.each([
  ['甲康复器具有限公司', '甲康复器具', true],
  ['甲康复器具（苏州）有限公司', '甲康复器具(苏州)有限责任公司', true],
  ['ＡＢ 康养集团', 'ab康养', true],
  ['甲康复器具有限公司', '乙康复器具有限公司', false],
  ['公司', '有限公司', false],
])('%s and %s are one name: %s', (a, b, same) => {
  expect(foldFirmName(a) === foldFirmName(b)).toBe(same)
})

const first = { id: 'a', uscc: 'U1', nameKey: '甲', reportedOn: '2026-02-27', over: false }
const judge = (report: { uscc: string | null; nameKey: string }, today = '2026-03-06', earlier = [first]) =>
  judgeReport(report, earlier, { today, days: 7 })

test.each([
  [{ uscc: 'U1', nameKey: '别名' }, 'competing'],
  [{ uscc: null, nameKey: '甲' }, 'competing'],
  [{ uscc: 'U2', nameKey: '甲' }, 'first'],
  [{ uscc: null, nameKey: '乙' }, 'first'],
])('%j is %s', (report, standing) => {
  expect(judge(report).standing).toBe(standing)
})

test('the seventh day still competes, the eighth is a repeat; an ended project frees the firm', () => {
  expect(judge({ uscc: 'U1', nameKey: '甲' }, '2026-03-06').standing).toBe('competing')
  expect(judge({ uscc: 'U1', nameKey: '甲' }, '2026-03-07')).toEqual({ standing: 'repeat', first })
  expect(judge({ uscc: 'U1', nameKey: '甲' }, '2026-03-07', [{ ...first, over: true }])).toEqual({ standing: 'first', first: null })
})
