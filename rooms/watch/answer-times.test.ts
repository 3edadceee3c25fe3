import type { TestRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AnswerLimit } from './contract/answer-limit.ts'
import { ClaimAlarm, GetAnswerTimes, ListAlarms, RaiseAlarm } from './contract/index.ts'
import { openWatch } from './fixtures/open-watch.ts'
import { placeHome } from './fixtures/place-home.ts'

let t: TestRooms
beforeAll(async () => {
  t = await openWatch()
})
afterAll(() => t.close())

const operator = () => t.actor({ role: 'operator', accountId: '00000000-0000-7000-8000-000000000001', name: '甲', area: '990101' })
const period = { from: '2026-11-22T00:00:00Z', to: '2026-11-23T00:00:00Z' }

test('every share opens to exactly the alarms that missed it: on the limit is in time, unanswered is not, not sent out is neither', async () => {
  const open = Temporal.Instant.from('2026-11-22T02:00:00Z')
  // seconds to the claim, minutes from sending out to the arrival; null = never
  const cases: readonly (readonly [number | null, number | null | undefined])[] = [
    [60, 45],
    [61, 46],
    [180, 60],
    [181, 61],
    [null, undefined],
    [1, null],
  ]
  for (const [n, [claimed, arrived]] of cases.entries()) {
    t.clock.set(open.toString())
    const { homeId } = await placeHome(t, { name: `时限${n}`, devices: [] })
    const { id } = await t.done(RaiseAlarm, { homeId, cause: 'person', said: '来电' }, operator())
    if (claimed !== null) {
      t.clock.set(open.add({ seconds: claimed }).toString())
      await t.done(ClaimAlarm, { id }, operator())
    }
    if (arrived === undefined) continue
    await t.rows(`update watch.alarm set dispatched_at = opened_at, arrived_at = opened_at + make_interval(mins => $2) where id = $1`, [
      id,
      arrived,
    ])
  }
  const times = await t.done(GetAnswerTimes, period, operator())
  expect(times).toMatchObject({ alarms: 6, answered60: 2, answered180: 4, dispatched: 5, arrived45: 1, arrived60: 3 })
  const part = {
    'answer-60': times.answered60,
    'answer-180': times.answered180,
    'arrival-45': times.arrived45,
    'arrival-60': times.arrived60,
  }
  for (const late of AnswerLimit.options) {
    const { rows } = await t.done(ListAlarms, { ...period, urgent: true, late, limit: 50 }, operator())
    const whole = late.startsWith('answer') ? times.alarms : times.dispatched
    expect([late, rows.length]).toEqual([late, whole - part[late]])
  }
})
