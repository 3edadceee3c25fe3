import { asSystem } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import type { RawMessage } from '@yinqiao/intake/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DeviceId, OpenTestWindow, SetLimit } from './contract/index.ts'
import { openWatch } from './fixtures/open-watch.ts'
import { message, placeHome } from './fixtures/place-home.ts'
import { usualPolicy } from './rules/plan-escalation.ts'
import { openMemory, refreshMemory } from './store-memory.ts'
import { findDecoder } from './rules/decode/decoders.ts'
import { takeMessages, tieDecoded } from './store-take.ts'

let t: TestRooms
const memory = openMemory()
let clock = Temporal.Instant.from('2026-11-22T02:00:00Z')
const pass = (minutes: number) => {
  clock = clock.add({ minutes })
  t.clock.set(clock.toString())
}
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

test('a press the device kept for hours is no test call, though a window is open; the press of now is', async () => {
  const home = await placeHome(t, { name: '试呼家', devices: [{ source: 'own:test', kind: 'pendant', worn: true }] })
  const pressed = clock.toString()
  pass(120)
  await t.done(OpenTestWindow, { deviceId: DeviceId.parse(home.devices['own:test']), minutes: 10 })
  await refresh()
  pass(1)
  await take(message(t, 'own:test', { id: 1, at: pressed, signals: ['sos'] }))
  expect(await signals(home.homeId)).toEqual([{ kind: 'sos', rule: 'late-call' }])
  await take(message(t, 'own:test', { id: 2, at: clock.toString(), signals: ['sos'] }))
  expect(await signals(home.homeId)).toHaveLength(1)
})

test('the bytes of a message that tells of many moments are kept once: a megabyte of a thousand is a megabyte', async () => {
  await placeHome(t, { name: '补传家', devices: [{ source: 'own:many', kind: 'wearable', worn: true }] })
  await refresh()
  const moments = Array.from({ length: 1000 }, (_, n) => ({
    at: clock.subtract({ minutes: n }).toString(),
    id: n,
    readings: { 'heart-rate': 70 },
    note: 'x'.repeat(900),
  }))
  const one = message(t, 'own:many', moments)
  await take(one)
  await take(one)
  expect(
    await t.rows(
      "select count(*)::int as entries, sum(length(e.raw))::int as bytes from series.entry e join series.series s on s.id = e.series_id where s.label = 'own:many'",
    ),
  ).toEqual([{ entries: 1000, bytes: one.payload.length }])
})

test('a frame of a terminal that cannot be read is laid aside with the reason: it is answered and must be seen somewhere', async () => {
  await placeHome(t, { name: '坏帧家', devices: [{ source: 'watch:8800000015', protocol: 'watch', kind: 'wearable', worn: true }] })
  await refresh()
  const session = findDecoder('watch')?.open()
  const frame = (text: string) => {
    const one = message(t, 'watch:8800000015', text, { via: 'tcp', topic: 'watch' })
    const decoded = session?.decode(one.payload, clock.epochMilliseconds)
    if (decoded !== undefined) tieDecoded(one.payload, 'watch', decoded)
    return one
  }
  const aside = () => t.rows("select reason, detail, times from watch.quarantine where source = 'watch:8800000015'")
  await take(frame('[3G*8800000015*0002*LK]'), frame('[3G*8800000015*0004*TKQ2]'))
  expect(await aside()).toEqual([])
  await take(frame('[3G*8800000015*000D*UD,2211x6,A,22]'))
  expect(await aside()).toEqual([{ reason: 'not-understood', detail: 'a location without date, time and fix: UD', times: 1 }])
})

test('late calls that were stopped, for too many came at once, still tell of presses, falls and smoke', async () => {
  const home = await placeHome(t, { name: '迟呼家', devices: [{ source: 'own:late', kind: 'pendant', worn: true }] })
  await t.rows(
    "insert into watch.rule_stop (id, code, why, stopped_at, stopped_by_name) values (gen_random_uuid(), 'late-call', 'tripped', $1, '系统')",
    [clock.toString()],
  )
  await refresh()
  const at = clock.subtract({ minutes: 20 }).toString()
  await take(message(t, 'own:late', { id: 1, at, signals: ['stay'] }))
  expect(await signals(home.homeId)).toEqual([])
  await take(message(t, 'own:late', { id: 2, at, signals: ['sos', 'fall', 'smoke'] }))
  expect((await signals(home.homeId)).map(({ kind }) => kind).toSorted()).toEqual(['fall', 'smoke', 'sos'])
})
