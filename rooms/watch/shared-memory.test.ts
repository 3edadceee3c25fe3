import { asSystem } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWatch } from './fixtures/open-watch.ts'
import { message, placeHome } from './fixtures/place-home.ts'
import { usualPolicy } from './rules/plan-escalation.ts'
import { type Memory, openMemory, refreshMemory } from './store-memory.ts'
import { isUrgent, takeMessages } from './store-take.ts'

let t: TestRooms
let at = Temporal.Instant.from('2026-11-22T02:00:00Z')

beforeAll(async () => {
  t = await openWatch()
  t.clock.set(at.toString())
})
afterAll(() => t.close())

const later = (seconds: number) => {
  at = at.add({ seconds })
  t.clock.set(at.toString())
}
const look = (memory: Memory) => asSystem(t.kernel, 'watch', (ctx) => refreshMemory(ctx, memory))

/** The shadow of a radar that has counted so many falls, told some seconds after the one before. */
const counted = (source: string, falls: number) => {
  later(90)
  return message(t, source, {
    device_status: 'ONLINE',
    report_time: at.toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime().toString(),
    device_property: { FallAlarmCnt: String(falls) },
  })
}
const radar = (name: string, source: string) => placeHome(t, { name, devices: [{ source, kind: 'radar', protocol: 'fall-radar' }] })
const take = (memory: Memory, said: ReturnType<typeof message>) =>
  asSystem(t.kernel, 'watch', (ctx) => takeMessages(ctx, memory, [said], usualPolicy))
async function bothNodes() {
  const [here, there] = [openMemory({ shared: true }), openMemory({ shared: true })]
  await look(here)
  await look(there)
  return { here, there }
}

test('a fall that another node has counted is not counted again on this one', async () => {
  const home = await radar('甲家', 'fall-radar:1')
  const { here, there } = await bothNodes()
  await take(here, counted('fall-radar:1', 1))
  await take(there, counted('fall-radar:1', 2))
  await take(here, counted('fall-radar:1', 2))
  await take(here, counted('fall-radar:1', 3))
  const [signals] = await t.rows<{ n: string }>(
    'select count(*) as n from watch.signal s join watch.alarm a on a.id = s.alarm_id where a.home_id = $1',
    [home.homeId],
  )
  expect(Number(signals?.n)).toBe(2)
})

test('whether a message is urgent is judged by what the other node knows, a look later', async () => {
  const home = await radar('乙家', 'fall-radar:2')
  const { here, there } = await bothNodes()
  await take(here, counted('fall-radar:2', 1))
  await take(there, counted('fall-radar:2', 2))
  const again = counted('fall-radar:2', 2)
  expect(isUrgent(here, again)).toBe(true)
  await t.rows('update watch.device_state set last_seen_at = $1 where device_id = $2', [at.toString(), home.devices['fall-radar:2']])
  await look(here)
  expect(isUrgent(here, again)).toBe(false)
})
