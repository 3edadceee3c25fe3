import { asSystem } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ClaimAlarm, KeepDuty, ListOpenAlarms, SnoozeAlarm } from './contract/index.ts'
import { openWatch } from './fixtures/open-watch.ts'
import { message, placeHome } from './fixtures/place-home.ts'
import { usualPolicy } from './rules/plan-escalation.ts'
import { pullBackClocks } from './store-clocks.ts'
import { openMemory, refreshMemory } from './store-memory.ts'
import { doDue } from './store-round.ts'
import { takeMessages } from './store-take.ts'

let t: TestRooms
const memory = openMemory()
const operator = () => t.actor({ role: 'operator', name: '甲', accountId: '00000000-0000-7000-8000-000000000001', area: '990101' })
const round = () => asSystem(t.kernel, 'watch', (ctx) => doDue(ctx, usualPolicy, async () => []))
const pull = () => asSystem(t.kernel, 'watch', (ctx) => pullBackClocks(ctx, usualPolicy))
const press = async (name: string) => {
  const home = await placeHome(t, { name, devices: [{ source: `own:${name}`, kind: 'pendant', worn: true }] })
  await asSystem(t.kernel, 'watch', (ctx) => refreshMemory(ctx, memory))
  await asSystem(t.kernel, 'watch', (ctx) =>
    takeMessages(ctx, memory, [message(t, `own:${name}`, { id: '1', signals: ['sos'] })], usualPolicy),
  )
  const [row] = (await t.done(ListOpenAlarms, {}, operator())).rows.filter(({ homeId }) => homeId === home.homeId)
  if (row === undefined) throw new Error('no alarm')
  return row
}
const clocksOf = async (id: string) =>
  (
    await t.rows<{ deadline: string; claim: string | null; snoozed: string | null }>(
      'select deadline_at as deadline, claim_until as claim, snoozed_until as snoozed from watch.alarm where id = $1',
      [id],
    )
  )[0]
const steps = async (id: string) =>
  (await t.rows<{ kind: string }>(`select kind from watch.alarm_event where alarm_id = $1 order by n`, [id])).map(({ kind }) => kind)

beforeAll(async () => {
  t = await openWatch()
  t.clock.set('2026-11-22T10:00:00Z')
})
afterAll(() => t.close())

test('a clock that was set back by two hours while nobody ran makes no alarm wait for two hours; one that is right is left alone', async () => {
  await t.done(KeepDuty, { claims: [] }, operator())
  const [free, claimed, put] = [await press('free'), await press('claimed'), await press('put')]
  const { fence } = await t.done(ClaimAlarm, { id: claimed.id }, operator())
  await t.done(KeepDuty, { claims: [{ id: claimed.id, fence }] }, operator())
  const mine = await t.done(ClaimAlarm, { id: put.id }, operator())
  await t.done(SnoozeAlarm, { id: put.id, fence: mine.fence, minutes: 60, why: '等家属回电' }, operator())
  const before = await Promise.all([free, claimed, put].map(({ id }) => clocksOf(id)))
  expect(await pull()).toBe(0)
  expect(await Promise.all([free, claimed, put].map(({ id }) => clocksOf(id)))).toEqual(before)

  t.clock.set('2026-11-22T08:00:00Z')
  expect(await pull()).toBe(3)
  expect(await pull()).toBe(0)
  expect(await clocksOf(free.id)).toEqual({ deadline: '2026-11-22T08:01:00.000Z', claim: null, snoozed: null })
  expect(await clocksOf(claimed.id)).toEqual({ deadline: '2026-11-22T08:05:00.000Z', claim: '2026-11-22T08:00:12.000Z', snoozed: null })
  expect(await clocksOf(put.id)).toMatchObject({ deadline: '2026-11-22T09:00:00.000Z', snoozed: '2026-11-22T09:00:00.000Z' })
  expect((await steps(free.id)).slice(-2)).toEqual(['opened', 'clock-set-back'])
  // and it goes on by its own times
  t.clock.set('2026-11-22T08:00:59Z')
  await round()
  expect(await steps(free.id)).not.toContain('escalated')
  t.clock.set('2026-11-22T08:01:00Z')
  await round()
  expect((await steps(free.id)).at(-1)).toBe('escalated')
  expect(await steps(claimed.id)).toContain('claim-ended')
})
