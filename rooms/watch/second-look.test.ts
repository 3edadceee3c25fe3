import { asSystem } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import type { RawMessage } from '@yinqiao/intake/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SetLimit } from './contract/index.ts'
import { openWatch } from './fixtures/open-watch.ts'
import { message, placeHome } from './fixtures/place-home.ts'
import { usualPolicy } from './rules/plan-escalation.ts'
import { openMemory, refreshMemory } from './store-memory.ts'
import { takeMessages } from './store-take.ts'

let t: TestRooms
const memory = openMemory()
const clock = Temporal.Instant.from('2026-11-22T02:00:00Z')
const refresh = () => asSystem(t.kernel, 'watch', (ctx) => refreshMemory(ctx, memory))
const take = (...messages: RawMessage[]) => asSystem(t.kernel, 'watch', (ctx) => takeMessages(ctx, memory, messages, usualPolicy))
const signals = (homeId: string) =>
  t.rows<{ kind: string; rule: string }>(
    'select s.kind, s.rule from watch.alarm a join watch.signal s on s.alarm_id = a.id where a.home_id = $1 order by s.heard_at',
    [homeId],
  )

beforeAll(async () => {
  t = await openWatch()
  t.clock.set(clock.toString())
})
afterAll(() => t.close())

test("a doctor's limits hold on the cuff that hangs in the home of this one person; in a home of two it is nobody's in particular", async () => {
  const systolic = (source: string) => message(t, source, { id: crypto.randomUUID(), readings: { systolic: 160 } })
  for (const [elders, found] of [
    [1, [{ kind: 'vital', rule: 'vital-critical' }]],
    [2, []],
  ] as const) {
    const source = `own:cuff${elders}`
    const home = await placeHome(t, { name: `血压家${elders}`, elders, devices: [{ source, kind: 'vitals' }] })
    await t.done(SetLimit, {
      elderId: home.elderIds[0] ?? '',
      metric: 'systolic',
      criticalLow: null,
      low: null,
      high: 140,
      criticalHigh: 150,
      setByKind: 'doctor',
      setByName: '合成医生',
      seen: null,
    })
    await refresh()
    await take(systolic(source))
    expect(await signals(home.homeId)).toEqual(found)
  }
})
