import { asSystem } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ClaimAlarm, ListOpenAlarms, RaiseAlarm, SnoozeAlarm } from './contract/index.ts'
import { newHome, openWatch } from './fixtures/open-watch.ts'
import { mustSound } from './rules/order-alarms.ts'
import { usualPolicy } from './rules/plan-escalation.ts'
import { doDue } from './store-round.ts'

let t: TestRooms
let clock = Temporal.Instant.from('2026-11-22T02:00:00Z')
const pass = (seconds: number) => {
  clock = clock.add({ milliseconds: Math.round(seconds * 1000) })
  t.clock.set(clock.toString())
}
const person = (n: number) =>
  t.actor({ role: 'operator', name: `值${n}`, accountId: `00000000-0000-7000-8000-00000000000${n}`, area: '990101' })
const round = () => asSystem(t.kernel, 'watch', (ctx) => doDue(ctx, usualPolicy, async () => []))
let home: { id: string; version: number; elders: readonly string[] }
let homes = 0
const open = async (id: string) => (await t.done(ListOpenAlarms, {}, person(1))).rows.find((row) => row.id === id)
const raise = (cause: 'person' | 'wander' = 'person', homeId = home.id) => t.done(RaiseAlarm, { homeId, cause, said: '来电' }, person(1))
const claimed = async () => {
  const { id } = await raise()
  const { fence } = await t.done(ClaimAlarm, { id }, person(1))
  return { id, fence }
}

beforeAll(async () => {
  t = await openWatch()
  t.clock.set(clock.toString())
})
afterAll(() => t.close())
beforeEach(async () => {
  pass(3600)
  homes += 1
  home = await newHome(t, `处置户${homes}`, [`处${homes}`])
})

test('who put an alarm off and is gone takes the silence along: it is offered again and sounds', async () => {
  const held = await claimed()
  await t.done(SnoozeAlarm, { ...held, minutes: 60, why: '稍后再打' }, person(1))
  pass(13)
  await round()
  const row = (await open(held.id))!
  expect(row).toMatchObject({ ownerKind: 'duty', state: 'new' })
  expect(mustSound(row, clock.epochMilliseconds)).toBe(true)
})
