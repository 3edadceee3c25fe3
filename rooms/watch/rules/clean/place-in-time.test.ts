import fc from 'fast-check'
import { expect, test } from 'vitest'
import { learnClockError } from './learn-clock-error.ts'
import { placeInTime, shanghaiDay, type TimeClaim } from './place-in-time.ts'

const ms = (text: string) => Temporal.Instant.from(text).epochMilliseconds
const now = ms('2026-11-22T10:00:00Z')
const claim = (more: Partial<TimeClaim>): TimeClaim => ({ claimedAt: now, receivedAt: now, sequence: '7', payloadHash: 'abc', ...more })
const minute = 60_000
const hour = 60 * minute

test.each([
  ['no claim', null, 'right', true, 'live', now],
  ['now', now, 'right', true, 'live', now],
  ['five minutes old', now - 5 * minute, 'right', true, 'live', now - 5 * minute],
  ['a moment over', now - 5 * minute - 1, 'late', false, 'late-call', now - 5 * minute - 1],
  ['two hours late', now - 2 * hour, 'late', false, 'late-call', now - 2 * hour],
  ['eight days late', now - 192 * hour, 'late', false, 'late-call', now - 192 * hour],
  ['over eight days', now - 192 * hour - 1, 'too-late', false, 'live', now],
  ['1970', 0, 'clock-1970', false, 'live', now],
  ['before 1970', -5, 'clock-1970', false, 'live', now],
  ['2019', ms('2019-12-31T23:59:59Z'), 'clock-1970', false, 'live', now],
  ['four minutes ahead', now + 4 * minute, 'right', true, 'live', now + 4 * minute],
  ['an hour ahead', now + hour, 'clock-future', false, 'live', now],
  ['year 9999', ms('9999-12-31T00:00:00Z'), 'clock-future', false, 'live', now],
  ['no number', Number.NaN, 'right', true, 'live', now],
] as const)('%s', (_, claimedAt, trust, live, signals, at) => {
  expect(placeInTime(claim({ claimedAt }))).toMatchObject({ trust, live, signals, at })
})

test.each([
  ['2028-02-29T00:00:00Z', '2028-02-29'],
  ['2028-02-29T15:59:59.999Z', '2028-02-29'],
  ['2028-02-29T16:00:00Z', '2028-03-01'],
  ['2027-02-28T16:00:00Z', '2027-03-01'],
  ['2026-12-31T16:00:00Z', '2027-01-01'],
  ['2026-10-31T15:59:00Z', '2026-10-31'],
])('%s is %s in Shanghai', (instant, day) => {
  expect(shanghaiDay(ms(instant))).toBe(day)
})

test('any instant has the day that the calendar of the zone gives', () => {
  fc.assert(
    fc.property(fc.integer({ min: ms('1992-01-01T00:00:00Z'), max: ms('2100-01-01T00:00:00Z') }), (at) => {
      expect(shanghaiDay(at)).toBe(Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString())
    }),
  )
})

test('the same message has the same key whenever it comes, another has another', () => {
  const key = (more: Partial<TimeClaim>) => placeInTime(claim(more)).key
  expect(key({ receivedAt: now + 3 * minute })).toBe(key({}))
  expect(key({ receivedAt: now + 3 * 24 * hour })).toBe(key({}))
  const others = [key({}), key({ sequence: '8' }), key({ sequence: null }), key({ claimedAt: now - 1 }), key({ payloadHash: 'abd' })]
  expect(new Set(others).size).toBe(others.length)
})

test('where no time tells presses apart, a repeat is a repeat and a press the next day is a press', () => {
  for (const broken of [null, 0, now + 9 * hour]) {
    const key = (receivedAt: number) => placeInTime(claim({ sequence: null, claimedAt: broken, receivedAt })).key
    expect(key(now + 900)).toBe(key(now))
    expect(key(now + 24 * hour + 1)).not.toBe(key(now))
  }
})

test('keys fit a signed 64-bit column and 200,000 of them do not meet', () => {
  const keys = new Set<bigint>()
  for (let at = 0; at < 200_000; at += 1) keys.add(placeInTime(claim({ sequence: String(at), payloadHash: 'same' })).key)
  expect(keys.size).toBe(200_000)
  for (const key of [...keys].slice(0, 1000)) expect(BigInt.asIntN(64, key)).toBe(key)
})

test('a claim in any order of receipt stands at its own time', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 7 * 24 * 60 }), { minLength: 1 }), (ages) => {
      const messages = ages.map((age) => ({ claimedAt: now - age * minute, receivedAt: now }))
      const place = (list: typeof messages) => list.map((one) => placeInTime(claim(one)).at).toSorted((a, b) => a - b)
      expect(place(messages.toReversed())).toEqual(place(messages))
      expect(place(messages)).toEqual(messages.map((one) => one.claimedAt).toSorted((a, b) => a - b))
    }),
  )
})

const beats = (lags: readonly number[], every = 2 * minute) =>
  lags.map((lag, at) => ({ receivedAt: now + at * every, claimedAt: now + at * every - lag }))

test.each([
  ['a right clock', beats([0, 900, 2000, 100, 50]), 0],
  ['eight hours behind for ever', beats([8 * hour, 8 * hour + 900, 8 * hour, 8 * hour + 2000, 8 * hour + 5]), 8 * hour + 5],
  ['eight hours ahead', beats([-8 * hour, -8 * hour, -8 * hour, -8 * hour, -8 * hour]), -8 * hour],
  ['kept messages in a burst', beats([8 * hour, 7 * hour, 6 * hour, 5 * hour, 4 * hour], 100), 0],
  ['kept messages that lag alike, in a burst', beats([hour, hour, hour, hour, hour], 100), 0],
  ['too few', beats([8 * hour, 8 * hour]), 0],
  ['1970', beats([56 * 365 * 24 * hour, 56 * 365 * 24 * hour, 56 * 365 * 24 * hour, 56 * 365 * 24 * hour, 56 * 365 * 24 * hour]), 0],
])('clock error of %s', (_, messages, error) => {
  expect(learnClockError(messages)).toBe(error)
})

test('a press of a terminal whose clock is known to be eight hours behind is of now', () => {
  expect(placeInTime(claim({ claimedAt: now - 8 * hour, clockError: 8 * hour }))).toMatchObject({
    trust: 'right',
    signals: 'live',
    at: now,
  })
})
