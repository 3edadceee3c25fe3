import { asSystem } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KeepDuty } from './contract/index.ts'
import { openWatch } from './fixtures/open-watch.ts'
import { message, placeHome } from './fixtures/place-home.ts'
import { usualPolicy } from './rules/plan-escalation.ts'
import { openMemory, refreshMemory } from './store-memory.ts'
import { doDue } from './store-round.ts'
import { takeMessages } from './store-take.ts'

let t: TestRooms
beforeAll(async () => {
  t = await openWatch()
})
afterAll(() => t.close())

const begun = Temporal.Instant.from('2026-11-22T02:00:00Z')
const names = ['甲', '乙', '丙']
const report = () =>
  Promise.all(
    names.map((name, n) =>
      t.done(
        KeepDuty,
        { claims: [] },
        t.actor({ role: 'operator', name, accountId: `00000000-0000-7000-8000-00000000000${n + 1}`, area: '990101' }),
      ),
    ),
  )
const owners = () =>
  t.rows<{ id: string; owner: string }>('select id, owner_name as owner from watch.alarm where closed_at is null order by id')
const shares = async () => {
  const rows = await owners()
  return names.map((name) => rows.filter(({ owner }) => owner === name).length)
}

test('a storm is shared out among those on duty, when it comes and when it goes up; nobody is given again what was theirs', async () => {
  t.clock.set(begun.toString())
  await report()
  const sources = Array.from({ length: 30 }, (_, n) => `own:storm${n}`)
  for (const source of sources) await placeHome(t, { name: `${source}家`, devices: [{ source, kind: 'pendant', worn: true }] })
  const memory = openMemory()
  await asSystem(t.kernel, 'watch', (ctx) => refreshMemory(ctx, memory))
  const presses = sources.map((source) => message(t, source, { id: '1', signals: ['sos'] }))
  await asSystem(t.kernel, 'watch', (ctx) => takeMessages(ctx, memory, presses, usualPolicy))
  expect(await shares()).toEqual([10, 10, 10])
  const before = await owners()

  t.clock.set(begun.add({ seconds: 61 }).toString())
  await report()
  expect(await asSystem(t.kernel, 'watch', (ctx) => doDue(ctx, usualPolicy, async () => []))).toBe(30)
  const after = await owners()
  expect(after.filter(({ owner }, n) => owner === before[n]?.owner)).toEqual([])
  for (const share of await shares()) expect(share).toBeGreaterThanOrEqual(8)
})
