import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DraftRule } from '../../contract/rule.ts'
import { checkDraft, type Entry } from './draft-rule.ts'
import { compareReplay, openReplay, replayRule } from './replay-rule.ts'

const base = {
  code: 'night-pulse',
  version: 1,
  title: { zh: '夜间心率快', en: 'Fast pulse at night' },
  cause: 'person',
  level: 3,
  when: { on: 'reading', metric: 'heart-rate', is: 'over', than: 110, forMinutes: 10, gapMinutes: 6 },
  between: null,
  who: { are: 'all' },
  quietMinutes: 60,
}
const draft = (more: Record<string, unknown> = {}) => DraftRule.parse({ ...base, ...more })
const at = (clock: string) => Temporal.PlainDateTime.from(`2026-11-20T${clock}`).toZonedDateTime('Asia/Shanghai').epochMilliseconds
const minute = 60_000
const pulse = (clock: string, value: number | null, more: Record<string, unknown> = {}): Entry => ({
  person: 'p',
  at: at(clock),
  metric: 'heart-rate',
  value,
  trust: 'trusted',
  ...more,
})
const fires = (rule: DraftRule, entries: readonly Entry[], alone: boolean | null = true) =>
  replayRule(rule, entries, () => alone).fires.map((one) => one.at)
const five = ['01:00', '01:05', '01:10', '01:15', '01:20']

test.each<[string, Record<string, unknown>, Entry[], string[]]>([
  ['ten minutes over', {}, five.map((clock) => pulse(clock, 120)), ['01:10']],
  ['broken once', {}, five.map((clock) => pulse(clock, clock === '01:10' ? 90 : 120)), []],
  ['a gap longer than allowed is not held', {}, [pulse('01:00', 120), pulse('01:07', 120), pulse('01:12', 120)], []],
  ['a duplicate does not count', {}, five.map((clock) => pulse(clock, 120, { trust: 'duplicate' })), []],
  ['late readings count in a replay', {}, five.map((clock) => pulse(clock, 120, { trust: 'late' })), ['01:10']],
  ['no value', {}, five.map((clock) => pulse(clock, null)), []],
  ['equal is not over', {}, five.map((clock) => pulse(clock, 110)), []],
  ['out of hours', { between: { from: '06:00', to: '22:00' } }, five.map((clock) => pulse(clock, 120)), []],
  ['hours over midnight', { between: { from: '22:00', to: '06:00' } }, five.map((clock) => pulse(clock, 120)), ['01:10']],
  ['quiet after firing', { quietMinutes: 5 }, five.map((clock) => pulse(clock, 120)), ['01:10', '01:15', '01:20']],
  ['at once', { when: { ...base.when, forMinutes: 0 } }, [pulse('01:00', 120)], ['01:00']],
  [
    'a signal',
    { when: { on: 'signal', signal: 'leave-bed' } },
    [
      { person: 'p', at: at('03:00'), signal: 'leave-bed' },
      { person: 'p', at: at('03:01'), signal: 'sos' },
    ],
    ['03:00'],
  ],
])('%s', (_, more, entries, clocks) => {
  expect(fires(draft(more), entries)).toEqual(clocks.map(at))
})

test('people living alone only; who is not recorded is left out and counted', () => {
  const rule = draft({ who: { are: 'living-alone' } })
  const entries = five.map((clock) => pulse(clock, 120))
  expect(fires(rule, entries, true).length).toBe(1)
  expect(fires(rule, entries, false).length).toBe(0)
  expect(replayRule(rule, entries, () => null)).toEqual({ fires: [], unknownWho: 1, entries: 5 })
})

test('listed people only', () => {
  const person = '7f3b1a52-6f0d-4b5e-9a53-0d9a3d8a4b11'
  const rule = draft({ who: { are: 'listed', persons: [person] } })
  expect(
    fires(
      rule,
      five.map((clock) => pulse(clock, 120)),
    ).length,
  ).toBe(0)
  expect(
    fires(
      rule,
      five.map((clock) => pulse(clock, 120, { person })),
    ).length,
  ).toBe(1)
})

test('repeats change nothing, and people do not change each other', () => {
  const mine = five.map((clock) => pulse(clock, 120))
  const others = five.map((clock) => pulse(clock, 90, { person: 'q' }))
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 5, maxLength: 5 }), (times) => {
      const repeated = mine.flatMap((one, index) => Array.from({ length: times[index] ?? 1 }, () => one))
      const mixed = [...repeated, ...others].toSorted((a, b) => a.at - b.at)
      expect(fires(draft(), mixed)).toEqual(fires(draft(), mine))
    }),
  )
})

test('would have fired 14 times, 2 true', () => {
  const rule = draft({ when: { ...base.when, forMinutes: 0 }, quietMinutes: 30 })
  const entries = Array.from({ length: 14 }, (_, index) => pulse('00:00', 120, { at: at('00:00') + index * 60 * minute }))
  const made = replayRule(rule, entries, () => null).fires
  const truths = [
    { person: 'p', at: at('02:10'), real: true },
    { person: 'p', at: at('05:00'), real: true },
    { person: 'p', at: at('07:00'), real: false },
    { person: 'p', at: at('09:00'), real: null },
    { person: 'q', at: at('10:00'), real: true },
  ]
  expect(compareReplay(made, truths, 20)).toEqual({ fired: 14, true: 2, false: 1, unknown: 11, missed: 1 })
})

test('one true case proves one fire', () => {
  const twice = [
    { person: 'p', at: at('01:00') },
    { person: 'p', at: at('01:01') },
  ]
  expect(compareReplay(twice, [{ person: 'p', at: at('01:00'), real: true }])).toMatchObject({ true: 1, unknown: 1 })
})

test.each([
  [{ when: { ...base.when, than: 400 } }, ['beyond-any-value']],
  [{ when: { ...base.when, than: 5 } }, ['fires-on-everything']],
  [{ when: { ...base.when, is: 'under', than: 5 } }, ['beyond-any-value']],
  [{ when: { ...base.when, is: 'under', than: 300 } }, ['fires-on-everything']],
  [{ when: { ...base.when, is: 'equal', than: 5 } }, ['beyond-any-value']],
  [{ between: { from: '06:00', to: '06:00' } }, ['no-hours']],
  [
    { who: { are: 'listed', persons: ['7f3b1a52-6f0d-4b5e-9a53-0d9a3d8a4b11', '7f3b1a52-6f0d-4b5e-9a53-0d9a3d8a4b11'] } },
    ['persons-twice'],
  ],
  [{}, []],
])('a draft with %j: %j', (more, wrong) => {
  expect(checkDraft(draft(more))).toEqual(wrong)
})

test.each([
  { level: 5 },
  { when: { ...base.when, metric: 'mood' } },
  { when: { ...base.when, forMinutes: -1 } },
  { between: { from: '24:00', to: '06:00' } },
  { who: { are: 'listed', persons: [] } },
  { quietMinutes: 0 },
  { extra: 1 },
])('%j is no draft', (more) => {
  expect(DraftRule.safeParse({ ...base, ...more }).success).toBe(false)
})

test('entries that come in parts, person by person, give what they give in one', () => {
  const rule = draft()
  const of = (person: string) =>
    ['01:00', '01:05', '01:10', '03:00', '03:05', '03:10', '03:15'].map((clock) => pulse(clock, 120, { person }))
  const whole = replayRule(
    rule,
    [...of('p'), ...of('q')].toSorted((a, b) => a.at - b.at),
    () => true,
  )
  for (const size of [1, 2, 3, 5]) {
    const parts = openReplay(rule, () => true)
    for (const person of ['p', 'q']) for (let n = 0; n < 7; n += size) parts.add(of(person).slice(n, n + size))
    expect(parts.end()).toEqual(whole)
  }
  expect(whole).toMatchObject({ entries: 14, fires: [{ person: 'p' }, { person: 'q' }, { person: 'p' }, { person: 'q' }] })
})
