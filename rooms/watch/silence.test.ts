import { asSystem } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import type { RawMessage } from '@yinqiao/intake/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AlarmId, BindDevice, ClaimAlarm, CloseAlarm, DeviceId, EndBinding, HomeId } from './contract/index.ts'
import { openWatch } from './fixtures/open-watch.ts'
import { message, placeHome } from './fixtures/place-home.ts'
import { usualPolicy } from './rules/plan-escalation.ts'
import { openMemory, refreshMemory } from './store-memory.ts'
import { lookAtIncidents } from './store-round.ts'
import { flushSeen } from './store-seen.ts'
import { endSilence, lookForBatteries, lookForSilence } from './store-silence.ts'
import { takeMessages } from './store-take.ts'

let t: TestRooms
const memory = openMemory()
let clock = Temporal.Instant.from('2026-11-22T02:00:00Z')
const pass = (minutes: number) => {
  clock = clock.add({ seconds: minutes * 60 })
  t.clock.set(clock.toString())
}
const refresh = (into = memory) => asSystem(t.kernel, 'watch', (ctx) => refreshMemory(ctx, into))
const take = (...messages: RawMessage[]) => asSystem(t.kernel, 'watch', (ctx) => takeMessages(ctx, memory, messages, usualPolicy))
const flush = (from = memory) => asSystem(t.kernel, 'watch', async (ctx) => endSilence(ctx, await flushSeen(ctx, from), usualPolicy))
const look = () => asSystem(t.kernel, 'watch', (ctx) => lookForSilence(ctx, usualPolicy))
let heard = 0
const speak = async (...sources: string[]) => {
  heard += 1
  await take(...sources.map((source) => message(t, source, { id: heard, readings: { signal: -60 } })))
}
interface Shown {
  readonly title: string
  readonly state: string
  readonly close_cause: string | null
  readonly owner_kind: string
}
const alarms = (homeId: string) =>
  t.rows<Shown>(`select title, state, close_cause, owner_kind from watch.alarm where home_id = $1 and cause = 'silence' order by n`, [
    homeId,
  ])

const wired = async (name: string, tag: string, village?: string) =>
  placeHome(t, {
    name,
    ...(village === undefined ? {} : { village }),
    devices: [
      { source: `own:${tag}g`, kind: 'gateway', silenceMinutes: 30 },
      { source: `own:${tag}a`, kind: 'door', gateway: `own:${tag}g`, silenceMinutes: 60 },
      { source: `own:${tag}b`, kind: 'motion', gateway: `own:${tag}g`, silenceMinutes: 60 },
      { source: `own:${tag}c`, kind: 'smoke', gateway: `own:${tag}g`, silenceMinutes: 60 },
    ],
  })
const all = (tag: string) => ['g', 'a', 'b', 'c'].map((end) => `own:${tag}${end}`)

beforeAll(async () => {
  t = await openWatch()
  t.clock.set(clock.toString())
})
afterAll(() => t.close())

describe('silence', () => {
  test('the plug is pulled: one alarm of the gateway, not one a sensor; data returns: it closes by itself (R19)', async () => {
    const home = await wired('张家', 'k1')
    await refresh()
    await speak(...all('k1'))
    await flush()
    pass(29)
    await look()
    expect(await alarms(home.homeId)).toEqual([])
    pass(2)
    await look()
    expect(await alarms(home.homeId)).toMatchObject([{ title: '张家的网关失联', state: 'new', owner_kind: 'duty' }])
    // the sensors pass their own limits: still the same one
    pass(60)
    await look()
    await look()
    expect(await alarms(home.homeId)).toHaveLength(1)
    await speak('own:k1g')
    await flush()
    // the gateway is back, what hangs on it is not: that is another silence, and it has an alarm
    expect(await alarms(home.homeId)).toMatchObject([{ state: 'new', title: '张家的网关失联' }])
    await speak(...all('k1'))
    await flush()
    expect(await alarms(home.homeId)).toMatchObject([{ state: 'closed', close_cause: 'returned' }])
    await look()
    expect(await alarms(home.homeId)).toHaveLength(1)
  })

  test('one sensor of several stays silent after the gateway came back: its alarm follows', async () => {
    const home = await wired('李家', 'k2')
    await refresh()
    await speak(...all('k2'))
    await flush()
    pass(70)
    await look()
    await speak('own:k2g', 'own:k2a', 'own:k2b')
    await flush()
    expect(await alarms(home.homeId)).toMatchObject([
      { title: '李家的网关失联', state: 'closed', close_cause: 'returned' },
      { title: '李家有 1 台设备失联', state: 'new' },
    ])
    await speak('own:k2c')
    await flush()
    expect((await alarms(home.homeId)).map(({ state }) => state)).toEqual(['closed', 'closed'])
  })

  test('never heard counts from its binding; the limit of a whole home', async () => {
    const never = await placeHome(t, { name: '无声家', devices: [{ source: 'own:k3', kind: 'pendant', silenceMinutes: 60 }] })
    const whole = await placeHome(t, {
      name: '整户家',
      devices: [
        { source: 'own:k4', kind: 'door' },
        { source: 'own:k5', kind: 'motion' },
      ],
    })
    await t.rows('update watch.home set silence_minutes = 240 where id = $1', [whole.homeId])
    await refresh()
    await speak('own:k4', 'own:k5')
    await flush()
    pass(61)
    await look()
    expect(await alarms(never.homeId)).toMatchObject([{ title: '无声家有 1 台设备失联' }])
    expect(await alarms(whole.homeId)).toEqual([])
    pass(180)
    await look()
    expect(await alarms(whole.homeId)).toMatchObject([{ title: '整户家整户失联' }])
    await speak('own:k5')
    await flush()
    expect(await alarms(whole.homeId)).toMatchObject([{ state: 'closed' }])
  })

  test('the limit of a whole home holds beside a sensor that has long been dead, and a home once settled is not looked at again and again', async () => {
    const home = await placeHome(t, {
      name: '坏门磁家',
      devices: [
        { source: 'own:k7', kind: 'door', silenceMinutes: 30 },
        { source: 'own:k8', kind: 'motion', silenceMinutes: 1440 },
      ],
    })
    await t.rows('update watch.home set silence_minutes = 120 where id = $1', [home.homeId])
    await refresh()
    pass(31)
    await speak('own:k8')
    await flush()
    await look()
    const [row] = await t.rows<{ id: AlarmId }>(`select id from watch.alarm where home_id = $1`, [home.homeId])
    const operator = t.actor({ role: 'operator' })
    const { fence } = await t.done(ClaimAlarm, { id: row!.id }, operator)
    await t.done(CloseAlarm, { id: row!.id, fence, cause: 'equipment', why: '门磁待修' }, operator)
    pass(121)
    await look()
    expect(await alarms(home.homeId)).toMatchObject([{ state: 'closed' }, { title: '坏门磁家整户失联', state: 'new' }])
    expect(await look()).toBe(0)
    await speak('own:k8')
    await flush()
    // the dead one is still silent
    expect(await alarms(home.homeId)).toMatchObject([{ state: 'closed' }, { state: 'new' }])
  })

  test('homes whose gateway is out and whose own limit has passed do not come up in every round, before the others', async () => {
    const home = await placeHome(t, {
      name: '占位家',
      devices: [
        { source: 'own:k9', kind: 'gateway', silenceMinutes: 30 },
        { source: 'own:k10', kind: 'door', gateway: 'own:k9', silenceMinutes: 1440 },
      ],
    })
    await t.rows('update watch.home set silence_minutes = 60 where id = $1', [home.homeId])
    pass(31)
    await look()
    pass(61)
    await look()
    expect(await alarms(home.homeId)).toMatchObject([{ title: '占位家的网关失联', state: 'new' }])
    expect(await look()).toBe(0)
  })

  test('closed by people while the silence lasts: not raised again by the next round', async () => {
    const home = await placeHome(t, { name: '停用家', devices: [{ source: 'own:k6', kind: 'door', silenceMinutes: 60 }] })
    pass(61)
    await look()
    const [row] = await t.rows<{ id: AlarmId }>(`select id from watch.alarm where home_id = $1`, [home.homeId])
    const operator = t.actor({ role: 'operator' })
    const { fence } = await t.done(ClaimAlarm, { id: row!.id }, operator)
    await t.done(CloseAlarm, { id: row!.id, fence, cause: 'equipment', why: '换电池' }, operator)
    pass(61)
    await look()
    expect(await alarms(home.homeId)).toHaveLength(1)
  })

  test('data that returns in the very second leaves no alarm behind, whoever is first, and after a restart too', async () => {
    const ended: string[] = []
    for (let round = 0; round < 24; round++) {
      const tag = `r${round}`
      const home = await placeHome(t, { name: `同秒${round}`, devices: [{ source: `own:${tag}`, kind: 'gateway', silenceMinutes: 30 }] })
      await refresh()
      await speak(`own:${tag}`)
      await flush()
      pass(31)
      await speak(`own:${tag}`)
      const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))
      if (round % 4 === 3) {
        // found silent, then the process of the intake dies before it wrote that the device spoke; the next one hears it again
        await look()
        memory.seen.clear()
        await speak(`own:${tag}`)
        await flush()
      } else {
        await Promise.all([
          wait(round % 4 === 1 ? (round % 7) * 2 : 0).then(look),
          wait(round % 4 === 2 ? (round % 7) * 2 : 0).then(() => flush()),
        ])
      }
      const left = await alarms(home.homeId)
      expect(left.filter(({ state }) => state !== 'closed')).toEqual([])
      ended.push(left.length === 0 ? 'never opened' : 'closed by itself')
      const [row] = await t.rows<{ silent_since: string | null }>('select silent_since from watch.device_state where device_id = $1', [
        home.devices[`own:${tag}`],
      ])
      expect(row?.silent_since).toBeNull()
    }
    // both orders have been met, or the race was none
    expect(new Set(ended)).toEqual(new Set(['never opened', 'closed by itself']))
  })

  test('a storm of silence is one incident with an alarm of its own, and ends when every home is back', async () => {
    const tags = Array.from({ length: 8 }, (_, n) => `s${n}`)
    const homes = []
    for (const tag of tags) homes.push(await wired(`风暴${tag}`, tag, '990101100200'))
    await refresh()
    await speak(...tags.flatMap(all))
    await flush()
    pass(31)
    await look()
    const open = () =>
      t.rows<{ subject_kind: string; owner_kind: string }>(
        `select subject_kind, owner_kind from watch.alarm where closed_at is null and cause = 'silence' and starts_with(division_code, '990101100') order by n`,
      )
    const rows = await open()
    expect(rows.filter(({ subject_kind }) => subject_kind === 'incident')).toMatchObject([{ owner_kind: 'duty' }])
    expect(rows.filter(({ owner_kind }) => owner_kind === 'incident')).toHaveLength(8)
    await speak(...tags.flatMap(all))
    await flush()
    await asSystem(t.kernel, 'watch', (ctx) => lookAtIncidents(ctx, usualPolicy))
    expect(await open()).toEqual([])
    expect(await t.rows('select 1 as x from watch.incident where closed_at is null')).toEqual([])
  })
})

test('a low battery is told once a day, not with each message (R19)', async () => {
  const home = await placeHome(t, { name: '电量家', devices: [{ source: 'own:bat', kind: 'door' }] })
  await refresh()
  const battery = () => asSystem(t.kernel, 'watch', (ctx) => lookForBatteries(ctx, usualPolicy))
  const told = () => t.rows(`select s.kind from watch.signal s join watch.alarm a on a.id = s.alarm_id where a.home_id = $1`, [home.homeId])
  for (let n = 0; n < 5; n++) {
    pass(10)
    await take(message(t, 'own:bat', { id: `b${n}`, readings: { battery: 9 }, signals: ['battery-low'] }))
    await flush()
    await battery()
  }
  expect(await told()).toHaveLength(1)
  pass(24 * 60)
  await battery()
  await battery()
  expect(await told()).toHaveLength(2)
})

test('a battery that was low when the device was taken in is not told where it hangs now, before it speaks', async () => {
  const before = await placeHome(t, { name: '旧电家', devices: [{ source: 'own:old-bat', kind: 'door' }] })
  const after = await placeHome(t, { name: '新电家', devices: [] })
  await refresh()
  await take(message(t, 'own:old-bat', { id: 1, readings: { battery: 9 } }))
  await flush()
  const device = before.devices['own:old-bat'] ?? ''
  const [row] = await t.rows<{ id: string }>('select id from watch.binding where device_id = $1 and valid_to is null', [device])
  await t.done(EndBinding, { deviceId: DeviceId.parse(device), bindingId: row?.id ?? '', why: '收回换电池' })
  pass(3 * 24 * 60)
  await t.done(BindDevice, { deviceId: DeviceId.parse(device), homeId: HomeId.parse(after.homeId), elderId: null, room: null })
  const look = () => asSystem(t.kernel, 'watch', (ctx) => lookForBatteries(ctx, usualPolicy))
  const told = () => t.rows('select title from watch.alarm where home_id = $1', [after.homeId])
  await look()
  expect(await told()).toEqual([])
  pass(1)
  await refresh()
  await take(message(t, 'own:old-bat', { id: 2, readings: { battery: 8 } }))
  await flush()
  await look()
  expect(await told()).toHaveLength(1)
})
