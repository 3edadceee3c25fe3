import { describe, expect, test } from 'vitest'
import { appeal } from '../fixtures/kinds.ts'
import { type Bearer, enterState, stepUp } from './enter-state.ts'
import { planDeadline } from './plan-deadline.ts'
import { workingCalendar } from './working-calendar.ts'

const calendar = workingCalendar([], [])
const unit = { id: 'u', name: '合成镇' }
const bearer: Bearer = { unit, raisedRole: 'park-operator', raisedAccount: { id: 'a', name: '园区甲' }, raisedUnit: null }
const now = '2026-03-02T01:00:00Z'

describe('entering a state', () => {
  test.each([
    ['open', { role: 'town-officer', unit, account: null, upRole: null }, '2026-03-04'],
    ['check', { role: 'district-officer', unit: null, account: null, upRole: null }, '2026-03-04'],
    ['ask', { role: 'park-operator', unit: null, account: { id: 'a', name: '园区甲' }, upRole: null }, '2026-03-16'],
  ])('%s gives its owner and deadline', (state, owner, on) => {
    expect(enterState(appeal, state, bearer, now, calendar)).toMatchObject({ owner, due: { on } })
  })
  test('that waits for who raised it, when the program did, falls to the first of the ladder', () => {
    const byProgram = { ...bearer, raisedRole: 'system', raisedAccount: null }
    expect(enterState(appeal, 'ask', byProgram, now, calendar)?.owner).toEqual({
      role: 'district-officer',
      unit: null,
      account: null,
      upRole: null,
    })
  })
  test('a final one has neither', () => {
    expect(enterState(appeal, 'done', bearer, now, calendar)).toBeNull()
  })
  test('the kind has not is a fault of the program', () => {
    expect(() => enterState(appeal, 'moon', bearer, now, calendar)).toThrow('toy.appeal has no state moon')
  })
})

test('the ladder is climbed one rung a limit, and at its top there is no next', () => {
  expect([0, 1, 2].map((level) => stepUp(appeal, 'open', level, now, calendar))).toEqual([
    { role: 'district-officer', next: '2026-03-04T16:00:00Z' },
    { role: 'district-leader', next: null },
    null,
  ])
})

describe('a deadline', () => {
  test.each([
    ['begins on the day in China, not in Greenwich', '2026-03-02T16:30:00Z', { workingDays: 1 }, '2026-03-04', '2026-03-04T16:00:00Z'],
    ['late on the same day ends alike', '2026-03-02T15:59:59Z', { workingDays: 1 }, '2026-03-03', '2026-03-03T16:00:00Z'],
    ['in hours runs through the night and the weekend', '2026-03-06T10:00:00Z', { hours: 48 }, '2026-03-08', '2026-03-08T10:00:00Z'],
    ['in hours over midnight in China is due the next day', '2026-03-06T15:00:00Z', { hours: 2 }, '2026-03-07', '2026-03-06T17:00:00Z'],
  ])('%s', (_, begins, limit, on, at) => {
    expect(planDeadline(limit, begins, calendar)).toEqual({ on, at, known: true })
  })
})
