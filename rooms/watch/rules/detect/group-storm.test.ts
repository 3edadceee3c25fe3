import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calm, groupStorm, type StormEvent } from './group-storm.ts'

const settings = { stormMinutes: 10, stormLeast: 5, stormAreas: 4 }
const start = 1_790_000_000_000
const lost = (number: number, town: string | null, at = start, more: Partial<StormEvent> = {}): StormEvent => ({
  caseId: `c${number}`,
  rule: 'power-lost',
  cause: 'equipment',
  town,
  vendor: null,
  at,
  ...more,
})

/** Lives through the events; gives which incident each case ended in, and the most that was ever remembered. */
function live(events: readonly StormEvent[]) {
  let state = calm
  let remembered = 0
  const place = new Map<string, string | null>()
  for (const event of events) {
    const { next, incident, gathers, merges } = groupStorm(state, event, settings)
    state = next
    remembered = Math.max(remembered, Object.values(state.singles).flat().length)
    place.set(event.caseId, incident?.key ?? null)
    for (const one of gathers) place.set(one, incident?.key ?? null)
    for (const [one, key] of place) if (key !== null && merges.includes(key)) place.set(one, incident?.key ?? null)
  }
  const keys = new Set([...place.values()].filter((key) => key !== null))
  return { state, place, keys, alone: [...place.values()].filter((key) => key === null).length, remembered }
}

test('10,600 homes of ten towns in a minute are one incident; twenty presses stand alone', () => {
  const storm = Array.from({ length: 10_600 }, (_, number) =>
    lost(number, `32050710${number % 10}`, start + Math.floor((number * 60_000) / 10_600)),
  )
  const presses = Array.from(
    { length: 20 },
    (_, number): StormEvent => ({ ...lost(20_000 + number, '320507100', start + number * 3000), rule: 'sos', cause: 'person' }),
  )
  const all = [...storm, ...presses].toSorted((a, b) => a.at - b.at)
  const { keys, place, state, remembered } = live(all)
  expect(keys.size).toBe(1)
  expect(state.incidents).toMatchObject([{ by: 'district', rule: 'power-lost', cases: 10_600, openedAt: start }])
  for (const one of presses) expect(place.get(one.caseId)).toBeNull()
  for (const one of storm) expect(place.get(one.caseId)).toBe([...keys][0])
  expect(remembered).toBeLessThanOrEqual(50)
})

test('three towns are three incidents, a fourth makes one of all, with the town not yet full', () => {
  const towns = (names: readonly string[]) =>
    names.flatMap((town, which) => Array.from({ length: 5 }, (_, number) => lost(which * 10 + number, town, start + which * 1000)))
  expect(live(towns(['a', 'b', 'c'])).keys.size).toBe(3)
  const four = live([lost(90, 'z'), ...towns(['a', 'b', 'c', 'd'])])
  expect(four.keys.size).toBe(1)
  expect(four.alone).toBe(0)
  expect(four.state.incidents).toMatchObject([{ by: 'district', cases: 21 }])
})

test('four homes are four cases, the fifth gathers them', () => {
  const four = Array.from({ length: 4 }, (_, number) => lost(number, 'a', start + number))
  expect(live(four)).toMatchObject({ alone: 4 })
  const five = live([...four, lost(4, 'a', start + 9)])
  expect(five.alone).toBe(0)
  expect(five.state.incidents).toMatchObject([{ by: 'town', where: 'a', cases: 5, openedAt: start, lastAt: start + 9 }])
})

test('one maker in many towns is one incident, far apart in time is none', () => {
  const events = Array.from({ length: 8 }, (_, number) => lost(number, `t${number}`, start, { rule: 'silence', vendor: 'maker' }))
  expect(live(events).state.incidents).toMatchObject([{ by: 'vendor', where: 'maker', cases: 8 }])
  expect(live(Array.from({ length: 8 }, (_, number) => lost(number, 'a', start + number * 11 * 60_000))).keys.size).toBe(0)
})

test('a new outage after a quiet time is a new incident', () => {
  const first = Array.from({ length: 5 }, (_, number) => lost(number, 'a'))
  const second = Array.from({ length: 5 }, (_, number) => lost(10 + number, 'a', start + 3_600_000))
  expect(live([...first, ...second]).keys.size).toBe(2)
})

test('nothing but power and silence of equipment is ever grouped', () => {
  const others = (['person', 'hazard', 'wander', 'medicine'] as const).flatMap((cause) =>
    Array.from({ length: 20 }, (_, number) => lost(number, 'a', start, { cause, caseId: `${cause}${number}` })),
  )
  const faults = Array.from({ length: 20 }, (_, number) => lost(number, 'a', start, { rule: 'tamper' }))
  expect(live([...others, ...faults])).toMatchObject({ keys: new Set(), state: calm })
})

test('homes without a town do not fill the memory', () => {
  const { remembered, keys } = live(Array.from({ length: 2000 }, (_, number) => lost(number, null, start + number)))
  expect(keys.size).toBe(1)
  expect(remembered).toBeLessThan(settings.stormLeast)
})

test('any order of one storm ends in the same: every case in the incident of its town, or all in one', () => {
  fc.assert(
    fc.property(
      fc
        .array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.integer({ min: 0, max: 60_000 })), { minLength: 1, maxLength: 60 })
        .chain((list) => {
          const events = list.map(([town, later], number) => lost(number, town, start + later))
          return fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length }))
        }),
      ([events, shuffled]) => {
        const shape = (list: readonly StormEvent[]) => {
          const { state, alone } = live(list)
          return {
            alone,
            incidents: state.incidents
              .map(({ by, where, cases, openedAt, lastAt }) => `${by} ${where} ${cases} ${openedAt} ${lastAt}`)
              .toSorted(),
          }
        }
        expect(shape(shuffled)).toEqual(shape(events))
      },
    ),
  )
})
