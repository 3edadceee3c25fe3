import { asSystem } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AllIsWell } from './contract/index.ts'
import { openWatch } from './fixtures/open-watch.ts'
import { message, placeHome } from './fixtures/place-home.ts'
import { usualPolicy } from './rules/plan-escalation.ts'
import { openMemory, refreshMemory } from './store-memory.ts'
import { flushSeen } from './store-seen.ts'
import { takeMessages } from './store-take.ts'

let t: TestRooms
const now = Temporal.Instant.from('2026-11-22T02:00:00Z')
beforeAll(async () => {
  t = await openWatch()
  t.clock.set(now.toString())
})
afterAll(() => t.close())

/** What the family of the one person is told after their device said this, message after message. */
async function told(kind: string, ...said: readonly Record<string, unknown>[]) {
  const source = `own:${crypto.randomUUID()}`
  const home = await placeHome(t, { name: `安家${source.slice(-4)}`, devices: [{ source, kind, worn: true }] })
  const memory = openMemory()
  await asSystem(t.kernel, 'watch', (ctx) => refreshMemory(ctx, memory))
  for (const [id, body] of said.entries())
    await asSystem(t.kernel, 'watch', (ctx) => takeMessages(ctx, memory, [message(t, source, { id, ...body })], usualPolicy))
  await asSystem(t.kernel, 'watch', (ctx) => flushSeen(ctx, memory))
  const family = t.actor({ role: 'family', area: '', persons: [...home.elderIds] })
  const { persons } = await t.done(AllIsWell, {}, family)
  return persons[0]
}
const hoursAgo = (hours: number) => now.subtract({ hours }).toString()

test('a watch that lies on its charger and tells its battery and its place is no sign of life', async () => {
  const person = await told(
    'wearable',
    { readings: { battery: 100, signal: -60 } },
    { readings: { latitude: 31.4, longitude: 120.6, battery: 99 } },
  )
  expect(person).toMatchObject({ answer: 'unknown', signAt: null, signOf: null, devices: { all: 1, silent: 0 } })
})

test.each([
  ['a pulse', 'wearable', [{ readings: { 'heart-rate': 72 } }]],
  ['steps that grow', 'wearable', [{ readings: { steps: 100 } }, { readings: { steps: 140 } }]],
  ['a blood pressure', 'vitals', [{ readings: { systolic: 130, diastolic: 80 } }]],
])('%s is one', async (_, kind, said) => {
  expect(await told(kind, ...said)).toMatchObject({ answer: 'well', signOf: 'person', signAt: '2026-11-22T02:00:00Z' })
})

test.each([
  ['no pulse', [{ readings: { 'heart-rate': 0 } }]],
  ['steps that stand still', [{ readings: { steps: 100 } }, { readings: { steps: 100, battery: 50 } }]],
  ['a pulse of hours ago that the watch had kept', [{ at: hoursAgo(20), readings: { 'heart-rate': 72 } }]],
])('%s is none of now', async (_, said) => {
  expect((await told('wearable', ...said))?.answer).not.toBe('well')
})

test('a pulse from before the watch was given to this person is not theirs', async () => {
  const person = await told('wearable', { readings: { 'heart-rate': 72 } })
  await t.rows('update watch.binding set valid_from = $2 where elder_id = $1', [person?.elderId, now.add({ seconds: 1 }).toString()])
  const family = t.actor({ role: 'family', area: '', persons: [person?.elderId ?? ''] })
  expect((await t.done(AllIsWell, {}, family)).persons[0]).toMatchObject({ answer: 'unknown', signAt: null })
})
