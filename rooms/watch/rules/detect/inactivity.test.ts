import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ActivityFacts, judgeInactivity } from './judge-inactivity.ts'
import { learnBaseline } from './learn-baseline.ts'
import { hourOfDay, isBetween, midnightBefore, withinHours } from './shanghai-clock.ts'

/** Clock time in Shanghai. */
const at = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('Asia/Shanghai').epochMilliseconds
const hour = 3_600_000
const now = at('2026-11-20T20:00')
const facts: ActivityFacts = {
  now,
  lastActivityAt: at('2026-11-20T07:30'),
  lastHeardAt: now - 60_000,
  unseen: [],
  state: 'at-home',
  baseline: null,
  ownHours: null,
}
const flat = (minutes: number | null, days = 14) => ({ days, quiet: Array.from({ length: 24 }, () => minutes), usual: [] })

test.each<[string, Partial<ActivityFacts>, string, string]>([
  ['twelve hours and a half by day', {}, 'yes', 'quiet-too-long'],
  ['eleven hours by day', { lastActivityAt: at('2026-11-20T09:00') }, 'no', 'active-enough'],
  [
    'a night is no inactivity',
    { now: at('2026-11-21T07:10'), lastHeardAt: at('2026-11-21T07:10'), lastActivityAt: at('2026-11-20T18:30') },
    'no',
    'active-enough',
  ],
  ['four hours set', { ownHours: 4, lastActivityAt: at('2026-11-20T15:59') }, 'yes', 'quiet-too-long'],
  ['one hour set is held to four', { ownHours: 1, lastActivityAt: at('2026-11-20T17:00') }, 'no', 'active-enough'],
  ['a usual quiet of 4 hours fires after 6', { baseline: flat(240), lastActivityAt: now - 6 * hour }, 'yes', 'quiet-too-long'],
  ['a usual quiet of 4 hours, 5 so far', { baseline: flat(240), lastActivityAt: now - 5 * hour }, 'no', 'active-enough'],
  ['13 days are not learned yet', { baseline: flat(240, 13), lastActivityAt: now - 6 * hour }, 'no', 'active-enough'],
  ['an hour without a sample takes the default', { baseline: flat(null), lastActivityAt: now - 6 * hour }, 'no', 'active-enough'],
  ['the sensor silent for over two hours', { lastHeardAt: now - 2 * hour - 1 }, 'cannot-say', 'sensor-silent'],
  ['the sensor never heard', { lastHeardAt: null }, 'cannot-say', 'sensor-silent'],
  ['never active', { lastActivityAt: null }, 'cannot-say', 'never-active'],
  ['silent from ten to twelve', { unseen: [{ from: at('2026-11-20T10:00'), to: at('2026-11-20T12:00') }] }, 'cannot-say', 'partly-unseen'],
  ['a gap before the last activity', { unseen: [{ from: at('2026-11-20T01:00'), to: at('2026-11-20T02:00') }] }, 'yes', 'quiet-too-long'],
  ['away', { state: 'away' }, 'no', 'not-at-home'],
  ['in hospital', { state: 'hospital' }, 'no', 'not-at-home'],
  ['state unknown is at home', { state: null }, 'yes', 'quiet-too-long'],
])('%s', (_, more, fires, why) => {
  expect(judgeInactivity({ ...facts, ...more })).toMatchObject({ rule: 'inactivity', fires, why })
})

test('the default names what is missing for better', () => {
  expect(judgeInactivity(facts).missing).toEqual(['baseline'])
  expect(judgeInactivity({ ...facts, baseline: flat(240), lastActivityAt: now - hour }).missing).toEqual([])
})

const from = at('2026-11-01T00:00')
const days = Array.from({ length: 19 }, (_, day) => day)
/** Up at 6, something every hour until 21. */
const moments = days.flatMap((day) => Array.from({ length: 16 }, (_, step) => from + day * 24 * hour + (6 + step) * hour))
const span = { from, to: from + 19 * 24 * hour, unseen: [], quantile: 0.99 }

test('a regular life is learned: quiet nights, no quiet by day', () => {
  const { days: learned, quiet } = learnBaseline(moments, span)
  expect(learned).toBe(19)
  expect([quiet[6], quiet[12], quiet[21], quiet[23], quiet[5]]).toEqual([0, 0, 0, 120, 480])
})

test('order and repeats do not matter', () => {
  const told = learnBaseline(moments, span)
  fc.assert(
    fc.property(fc.shuffledSubarray(moments, { minLength: moments.length }), fc.subarray(moments), (shuffled, repeats) => {
      expect(learnBaseline([...shuffled, ...repeats], span)).toEqual(told)
    }),
    { numRuns: 20 },
  )
})

test('a silent sensor gives no sample, so an outage does not teach that long quiet is usual', () => {
  const out = { from: from + 5 * 24 * hour, to: from + 6 * 24 * hour }
  const kept = moments.filter((one) => one < out.from || one >= out.to)
  expect(learnBaseline(kept, { ...span, quantile: 1, unseen: [out] }).quiet[12]).toBe(0)
  expect(learnBaseline(kept, { ...span, quantile: 1 }).quiet[12]).toBe(900)
  expect(learnBaseline([], span)).toEqual({
    days: 0,
    quiet: Array.from({ length: 24 }, () => null),
    usual: Array.from({ length: 24 }, () => null),
  })
})

test('the clock of Shanghai', () => {
  expect([hourOfDay(at('2026-11-20T00:00')), hourOfDay(at('2026-11-20T23:59')), hourOfDay(-1)]).toEqual([0, 23, 7])
  expect(midnightBefore(at('2026-11-20T00:00'))).toBe(at('2026-11-20T00:00'))
  expect([isBetween(1350, 1320, 360), isBetween(300, 1320, 360), isBetween(360, 1320, 360), isBetween(5, 7, 7)]).toEqual([
    true,
    true,
    false,
    true,
  ])
  expect(withinHours(at('2026-11-20T20:00'), at('2026-11-22T09:00'), 7, 22)).toBe((2 + 15 + 2) * hour)
})
