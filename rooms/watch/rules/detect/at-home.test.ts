import { expect, test } from 'vitest'
import { assignOpenings, judgeMedicine } from './judge-medicine.ts'
import { type BedFacts, judgeNightLeave } from './judge-night-leave.ts'
import { judgeShouldBeHome, type PlaceFacts } from './judge-should-be-home.ts'

const at = (text: string) => Temporal.PlainDateTime.from(`2026-11-${text}`).toZonedDateTime('Asia/Shanghai').epochMilliseconds
const minute = 60_000

test.each<[string, BedFacts, string, string]>([
  ['back in bed', { now: at('20T02:00'), inBed: true, since: at('20T01:59'), lastHeardAt: at('20T01:59') }, 'no', 'in-bed'],
  ['29 minutes out', { now: at('20T02:29'), inBed: false, since: at('20T02:00'), lastHeardAt: at('20T02:20') }, 'no', 'back-soon'],
  ['30 minutes out', { now: at('20T02:30'), inBed: false, since: at('20T02:00'), lastHeardAt: at('20T02:20') }, 'yes', 'not-back'],
  ['over midnight', { now: at('21T00:10'), inBed: false, since: at('20T23:30'), lastHeardAt: at('21T00:00') }, 'yes', 'not-back'],
  ['not to bed yet', { now: at('20T23:30'), inBed: false, since: at('20T07:00'), lastHeardAt: at('20T23:00') }, 'no', 'not-to-bed-yet'],
  [
    'rose at twenty to six, not to bed yet at ten',
    { now: at('20T22:10'), inBed: false, since: at('20T05:40'), lastHeardAt: at('20T22:00') },
    'no',
    'not-to-bed-yet',
  ],
  ['left as the night began', { now: at('20T22:30'), inBed: false, since: at('20T22:00'), lastHeardAt: at('20T22:30') }, 'yes', 'not-back'],
  ['up in the morning', { now: at('20T06:30'), inBed: false, since: at('20T05:50'), lastHeardAt: at('20T06:30') }, 'no', 'not-night'],
  [
    'sensor silent',
    { now: at('20T04:30'), inBed: false, since: at('20T02:00'), lastHeardAt: at('20T02:00') },
    'cannot-say',
    'sensor-silent',
  ],
  ['never heard', { now: at('20T04:30'), inBed: null, since: null, lastHeardAt: null }, 'cannot-say', 'never-heard'],
])('bed: %s', (_, facts, fires, why) => {
  expect(judgeNightLeave(facts)).toMatchObject({ fires, why })
})

test('bed: the person may have another limit', () => {
  const facts = { now: at('20T02:12'), inBed: false, since: at('20T02:00'), lastHeardAt: at('20T02:10') }
  expect(judgeNightLeave(facts, { minutes: 10 })).toMatchObject({ fires: 'yes', level: 2, facts: { limitMinutes: 10 } })
})

const home = { lat: 31.37, lon: 120.64 }
const place: PlaceFacts = { now: at('20T22:00'), inside: { from: '22:00', to: '06:00' }, presence: null, position: null, home }
const out = (text: string) => ({ lat: 31.39, lon: 120.64, at: at(text) })

test.each<[string, Partial<PlaceFacts>, string, string, boolean]>([
  ['outside since the afternoon, at the stroke of ten', { position: out('20T15:00') }, 'yes', 'outside', false],
  ['outside just now', { position: out('20T21:59') }, 'yes', 'outside', false],
  ['a minute before the hours', { now: at('20T21:59'), position: out('20T21:50') }, 'no', 'not-these-hours', false],
  ['after midnight', { now: at('21T03:00'), position: out('20T21:50') }, 'yes', 'outside', false],
  ['at six', { now: at('21T06:00'), position: out('20T21:50') }, 'no', 'not-these-hours', false],
  ['home by position', { position: { ...home, at: at('20T18:00') } }, 'no', 'inside', false],
  [
    'home by presence, later than the position',
    { position: out('20T17:00'), presence: { home: true, at: at('20T18:00') } },
    'no',
    'inside',
    false,
  ],
  [
    'gone by presence, later than the position',
    { position: { ...home, at: at('20T17:00') }, presence: { home: false, at: at('20T18:00') } },
    'yes',
    'outside',
    false,
  ],
  ['home, but thirteen hours ago', { position: { ...home, at: at('20T09:00') } }, 'cannot-say', 'place-too-old', false],
  [
    'the same, an hour into the night',
    { now: at('20T23:00'), position: { ...home, at: at('20T09:00') } },
    'cannot-say',
    'place-too-old',
    true,
  ],
  ['never known', {}, 'cannot-say', 'place-never-known', false],
  ['never known, at one', { now: at('21T01:00') }, 'cannot-say', 'place-never-known', true],
  ['home nowhere recorded', { home: null, position: out('20T21:00') }, 'cannot-say', 'place-never-known', false],
  ['a position from the future is not used', { position: out('20T23:30') }, 'cannot-say', 'place-never-known', false],
])('place: %s', (_, more, fires, why, checkUp) => {
  expect(judgeShouldBeHome({ ...place, ...more })).toMatchObject({ fires, why, checkUp, cause: 'wander' })
})

test('place: what is missing is named, distance told', () => {
  expect(judgeShouldBeHome(place).missing).toEqual(['position'])
  expect(judgeShouldBeHome({ ...place, home: null, position: out('20T21:00') }).missing).toEqual(['home-position'])
  expect(judgeShouldBeHome({ ...place, position: out('20T21:00') }).facts['metres']).toBe(2224)
})

const doses = [
  { id: 'morning', from: at('20T07:00'), to: at('20T08:00') },
  { id: 'noon', from: at('20T12:00'), to: at('20T13:00') },
  { id: 'night', from: at('20T20:00'), to: at('20T21:00') },
]
const standing = (...openings: string[]) =>
  assignOpenings(
    doses,
    openings.map((one) => at(`20T${one}`)),
  ).map((one) => one.taken)

test.each([
  [[], ['not', 'not', 'not']],
  [
    ['07:10', '12:10', '20:10'],
    ['in-time', 'in-time', 'in-time'],
  ],
  [['09:30'], ['late', 'not', 'not']],
  [
    ['09:30', '12:30'],
    ['late', 'in-time', 'not'],
  ],
  [['11:30'], ['not', 'early', 'not']],
  [
    ['07:10', '10:30'],
    ['in-time', 'not', 'not'],
  ],
  [
    ['07:10', '07:20', '07:30'],
    ['in-time', 'not', 'not'],
  ],
  [
    ['06:30', '07:10'],
    ['in-time', 'not', 'not'],
  ],
  [
    ['12:00', '13:00'],
    ['not', 'in-time', 'not'],
  ],
  [['23:00'], ['not', 'not', 'late']],
] as const)('openings at %j: %j', (openings, taken) => {
  expect(standing(...openings)).toEqual(taken)
  expect(standing(...openings.toReversed())).toEqual(taken)
})

test.each([
  ['the window is open', '07:30', '07:20', [], 'no', 'window-open'],
  ['not opened', '08:00', '08:00', [], 'yes', 'not-opened'],
  ['box silent since before the end', '08:30', '07:50', [], 'cannot-say', 'box-silent'],
  ['opened', '08:30', '08:30', ['07:50'], 'no', 'opened-in-time'],
  ['opened late', '09:30', '09:30', ['09:00'], 'no', 'opened-late'],
] as const)('dose: %s', (_, now, heard, openings, fires, why) => {
  const [first] = assignOpenings(
    doses,
    openings.map((one) => at(`20T${one}`)),
  )
  if (!first) throw new Error('no dose')
  expect(judgeMedicine(first, { now: at(`20T${now}`), boxHeardAt: at(`20T${heard}`) })).toMatchObject({ fires, why, cause: 'medicine' })
  expect(judgeMedicine(first, { now: at(`20T${now}`) + minute, boxHeardAt: null }).fires).not.toBe('yes')
})
