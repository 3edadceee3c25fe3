import { asSystem } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import type { RawMessage } from '@yinqiao/intake/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BindDevice, DeviceId, EndBinding, GetCurve, HomeId, MoveDevice } from './contract/index.ts'
import { openWatch } from './fixtures/open-watch.ts'
import { message, type PlacedHome, placeHome } from './fixtures/place-home.ts'
import { usualPolicy } from './rules/plan-escalation.ts'
import { prepareHomes } from './store-look.ts'
import { openMemory, refreshMemory } from './store-memory.ts'
import { flushSeen } from './store-seen.ts'
import { lookForSilence } from './store-silence.ts'
import { takeMessages } from './store-take.ts'
import { lookAtHomes } from './store-time.ts'

let t: TestRooms
const memory = openMemory()
let clock = Temporal.Instant.from('2026-11-22T02:00:00Z')
const pass = (minutes: number) => {
  clock = clock.add({ milliseconds: Math.round(minutes * 60_000) })
  t.clock.set(clock.toString())
}
const refresh = () => asSystem(t.kernel, 'watch', (ctx) => refreshMemory(ctx, memory))
const take = (...messages: RawMessage[]) => asSystem(t.kernel, 'watch', (ctx) => takeMessages(ctx, memory, messages, usualPolicy))
const flush = () => asSystem(t.kernel, 'watch', (ctx) => flushSeen(ctx, memory))
const silence = () => asSystem(t.kernel, 'watch', (ctx) => lookForSilence(ctx, usualPolicy))
const look = async () => {
  await asSystem(t.kernel, 'watch', prepareHomes)
  await asSystem(t.kernel, 'watch', (ctx) => lookAtHomes(ctx, usualPolicy))
}
const move = async (from: PlacedHome, to: PlacedHome, more: { room?: string } = {}) =>
  t.done(MoveDevice, {
    deviceId: deviceOf(from),
    bindingId: await bindingOf(from),
    homeId: HomeId.parse(to.homeId),
    elderId: to.elderIds[0] ?? null,
    room: more.room ?? null,
    why: '换人',
  })
const signals = (home: PlacedHome) =>
  t.rows<{ kind: string }>(
    'select s.kind from watch.alarm a join watch.signal s on s.alarm_id = a.id where a.home_id = $1 order by s.heard_at',
    [home.homeId],
  )
const deviceOf = ({ devices }: PlacedHome) => DeviceId.parse(Object.values(devices)[0])
async function bindingOf(home: PlacedHome) {
  const [row] = await t.rows<{ id: string }>('select id from watch.binding where device_id = $1 and valid_to is null', [deviceOf(home)])
  return row?.id ?? ''
}

beforeAll(async () => {
  t = await openWatch()
  t.clock.set(clock.toString())
})
afterAll(() => t.close())

test('a device that lay in stock for days is not silent the moment it is hung up: its time begins with the binding', async () => {
  const before = await placeHome(t, { name: '收回家', devices: [{ source: 'own:m1', kind: 'door', silenceMinutes: 60 }] })
  const after = await placeHome(t, { name: '再挂家', devices: [] })
  await refresh()
  await take(message(t, 'own:m1', { id: 1, readings: { door: 0 } }))
  await flush()
  await t.done(EndBinding, { deviceId: deviceOf(before), bindingId: await bindingOf(before), why: '收回' })
  pass(3 * 24 * 60)
  await t.done(BindDevice, { deviceId: deviceOf(before), homeId: HomeId.parse(after.homeId), elderId: null, room: null })
  await silence()
  expect(await signals(after)).toEqual([])
  pass(61)
  await silence()
  expect(await signals(after)).toEqual([{ kind: 'silence' }])
  const [state] = await t.rows<{ since: string }>(
    "select to_char(silent_since at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI') as since from watch.device_state where device_id = $1",
    [deviceOf(before)],
  )
  expect(state?.since).toBe(clock.subtract({ minutes: 61 }).toString().slice(0, 16))
})

test('where the last wearer was is not where the next one is, also when it was written after the move', async () => {
  const before = await placeHome(t, { name: '出门家', devices: [{ source: 'own:m2', kind: 'wearable', worn: true }] })
  const after = await placeHome(t, { name: '在家家', devices: [] })
  await t.rows("update watch.home set indoors_from = '00:00', indoors_to = '23:59' where id = any ($1)", [[before.homeId, after.homeId]])
  const outside = async (home: PlacedHome) => (await signals(home)).some(({ kind }) => kind === 'should-be-home')
  await refresh()
  await take(message(t, 'own:m2', { id: 1, signals: ['geofence-left'] }))
  await flush()
  // another label of the same place takes nothing from what is known
  await move(before, before, { room: '客厅' })
  pass(1)
  await take(message(t, 'own:m2', { id: 2, signals: ['geofence-left'] }))
  pass(1)
  await look()
  expect(await outside(before)).toBe(true)
  await move(before, after)
  await flush()
  pass(180)
  await look()
  expect(await outside(after)).toBe(false)
  await refresh()
  await take(message(t, 'own:m2', { id: 3, signals: ['geofence-left'] }))
  await flush()
  pass(121)
  await look()
  expect(await outside(after)).toBe(true)
})

test('readings a watch kept since before it changed its wearer are not drawn for the next one', async () => {
  const before = await placeHome(t, { name: '前任家', devices: [{ source: 'own:m3', kind: 'wearable', worn: true }] })
  const after = await placeHome(t, { name: '后任家', devices: [] })
  pass(24 * 60)
  const then = clock
  pass(24 * 60)
  await move(before, after)
  pass(10)
  const since = clock
  pass(20)
  await refresh()
  const kept = (at: Temporal.Instant, rate: number) =>
    message(t, 'own:m3', { at: at.toString(), id: rate, readings: { 'heart-rate': rate } })
  await take(kept(then, 55), kept(since, 66), kept(clock, 77))
  const curve = await t.done(
    GetCurve,
    {
      whose: { of: 'elder', id: after.elderIds[0] ?? '' },
      metric: 'heart-rate',
      from: clock.subtract({ hours: 72 }).toString(),
      to: clock.add({ hours: 1 }).toString(),
    },
    t.actor({ role: 'operator' }),
  )
  expect(curve.segments.flat().map(({ value }) => value)).toEqual([66, 77])
  expect(curve.untrusted).toMatchObject([{ value: 55, trust: 'device-unbound' }])
})

test('a device that was moved, or taken away, a moment ago is of its new place, before the register is read again', async () => {
  const before = await placeHome(t, { name: '刚搬家', devices: [{ source: 'own:m4', kind: 'pendant', worn: true }] })
  const after = await placeHome(t, { name: '刚到家', devices: [] })
  const beside = await placeHome(t, { name: '旁边家', devices: [{ source: 'zigbee:m5', protocol: 'zigbee', kind: 'smoke' }] })
  await refresh()
  pass(0.004)
  await move(before, after)
  pass(0.004)
  const press = message(t, 'own:m4', { id: 1, at: clock.toString(), readings: { 'heart-rate': 66 }, signals: ['sos'] })
  await take(message(t, 'zigbee:m5', { battery_low: true, battery: 7 }), press)
  expect(await signals(before)).toEqual([])
  expect(await signals(after)).toEqual([{ kind: 'sos' }])
  // read once more, the message beside it still says that its battery began to be low
  expect(await signals(beside)).toEqual([{ kind: 'battery-low' }])
  const mine = `select e.trust from series.entry e join series.series s on s.id = e.series_id where s.label = 'own:m4' and s.person = $1`
  expect(await t.rows(mine, [before.elderIds[0]])).toEqual([])
  expect(await t.rows(mine, [after.elderIds[0]])).toEqual([{ trust: 0 }])
  await take(press)
  expect(await signals(after)).toHaveLength(1)
  await t.done(EndBinding, { deviceId: deviceOf(before), bindingId: await bindingOf(before), why: '收回' })
  pass(0.004)
  await take(message(t, 'own:m4', { id: 2, signals: ['sos'] }))
  expect(await signals(after)).toHaveLength(1)
  expect(await t.rows('select subject_kind from watch.alarm where subject_id = $1', [deviceOf(before)])).toEqual([
    { subject_kind: 'device' },
  ])
})

test('what stood, or was out of limits, at the last place begins anew at the next', async () => {
  const before = await placeHome(t, { name: '低电家', devices: [{ source: 'zigbee:m6', protocol: 'zigbee', kind: 'smoke' }] })
  const cuffed = await placeHome(t, { name: '量压家', devices: [{ source: 'own:m7', kind: 'vitals', worn: true }] })
  const after = await placeHome(t, { name: '接手家', devices: [] })
  await refresh()
  const low = () => message(t, 'zigbee:m6', { battery_low: true })
  const pressure = (id: number) => message(t, 'own:m7', { id, readings: { systolic: 165 } })
  await take(low(), pressure(1))
  await take(low())
  expect(await signals(before)).toEqual([{ kind: 'battery-low' }])
  expect(await signals(cuffed)).toEqual([])
  // a battery is told once a day
  pass(24 * 60)
  await take(low(), pressure(8))
  expect(await signals(before)).toHaveLength(1)
  await move(before, after)
  await move(cuffed, after)
  pass(1)
  await take(low(), pressure(2))
  // once out of limits is not twice: the first was another person's
  expect(await signals(after)).toEqual([{ kind: 'battery-low' }])
  await take(low())
  pass(1)
  await take(pressure(3))
  expect((await signals(after)).map(({ kind }) => kind)).toEqual(['battery-low', 'vital'])
})
