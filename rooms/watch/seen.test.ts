import { asSystem } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import type { RawMessage } from '@yinqiao/intake/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AllIsWell } from './contract/index.ts'
import { openWatch } from './fixtures/open-watch.ts'
import { message, placeHome } from './fixtures/place-home.ts'
import { usualPolicy } from './rules/plan-escalation.ts'
import { openMemory, refreshMemory } from './store-memory.ts'
import { doubtFlushed, flushSeen } from './store-seen.ts'
import { takeMessages } from './store-take.ts'

let t: TestRooms
let memory = openMemory()
const now = Temporal.Instant.from('2026-11-22T02:00:00Z')
const at = (ms: number) => now.add({ milliseconds: ms }).toString({ fractionalSecondDigits: 3 })

beforeAll(async () => {
  t = await openWatch()
  t.clock.set(now.toString())
})
afterAll(() => t.close())

const placed = async (...wanted: Parameters<typeof placeHome>[1]['devices']) => {
  const home = await placeHome(t, { name: '何家', devices: wanted })
  memory = openMemory()
  await asSystem(t.kernel, 'watch', (ctx) => refreshMemory(ctx, memory))
  return home
}
const take = (...messages: RawMessage[]) => asSystem(t.kernel, 'watch', (ctx) => takeMessages(ctx, memory, messages, usualPolicy))
const flush = () => asSystem(t.kernel, 'watch', (ctx) => flushSeen(ctx, memory))
const stateOf = async (device: string | undefined) =>
  (await t.rows<Record<string, unknown>>('select * from watch.device_state where device_id = $1', [device]))[0]

test.each([
  ['a byte of zero', 'mode', 'a\u0000b', 'mode', 'a·b'],
  ['half a character', 'mode', 'a\ud83d', 'mode', 'a\ufffd'],
  ['a character cut in two by the limit of length', 'mode', `${'x'.repeat(199)}😀`, 'mode', `${'x'.repeat(199)}\ufffd`],
  ['a byte of zero in a name', 'm\u0000', 'a', 'm·', 'a'],
])('what one device says of itself (%s) does not keep the others from being seen', async (_, name, word, keptName, kept) => {
  const [bad, good] = [`zigbee:${crypto.randomUUID()}`, `own:${crypto.randomUUID()}`]
  const home = await placed({ source: bad, kind: 'smoke', protocol: 'zigbee' }, { source: good, kind: 'pendant' })
  await take(message(t, good, { id: 1, readings: { battery: 50 } }), message(t, bad, { [name]: word, battery: 40 }))
  await flush()
  expect(await stateOf(home.devices[good])).toMatchObject({ last_seen_at: at(0), battery: 50 })
  expect(await stateOf(home.devices[bad])).toMatchObject({ last_seen_at: at(0), battery: 40, settings: { [keptName]: kept } })
})

const homeStateOf = async (home: string) =>
  (await t.rows<Record<string, unknown>>('select bed_left_at, inside, inside_at from watch.home_state where home_id = $1', [home]))[0]
/** A message of ours that came so many milliseconds from now. */
const later = (source: string, ms: number, said: Record<string, unknown>) =>
  message(t, source, { id: ms, ...said }, { receivedAt: now.epochMilliseconds + ms })

test.each([
  ['in one look', false],
  ['after a look', true],
])('what lay on the disk and comes behind live messages undoes no state (%s)', async (_, between) => {
  const [bed, fence] = [`own:${crypto.randomUUID()}`, `own:${crypto.randomUUID()}`]
  const home = await placed({ source: bed, kind: 'bed' }, { source: fence, kind: 'radar' })
  await take(later(bed, 0, { readings: { bed: 0, battery: 40 } }), later(fence, 0, { signals: ['geofence-left'] }))
  if (between) await flush()
  await take(later(bed, -40_000, { readings: { bed: 1, battery: 90 } }), later(fence, -40_000, { readings: { presence: 1 } }))
  await flush()
  expect(await homeStateOf(home.homeId)).toEqual({ bed_left_at: at(0), inside: 'no', inside_at: at(0) })
  expect(await stateOf(home.devices[bed])).toMatchObject({ last_seen_at: at(0), bed: false, bed_since: at(0), battery: 40 })
  expect(await stateOf(home.devices[fence])).toMatchObject({ inside: false, inside_at: at(0) })
})

test('what was seen is written though its first flush was undone, with what was seen since', async () => {
  const [bed, fence] = [`own:${crypto.randomUUID()}`, `own:${crypto.randomUUID()}`]
  const home = await placed({ source: bed, kind: 'bed' }, { source: fence, kind: 'radar' })
  await take(later(bed, 0, { readings: { bed: 1 } }))
  await flush()
  await take(later(bed, 1000, { readings: { bed: 0, battery: 40 } }), later(fence, 1000, { signals: ['geofence-left'] }))
  const undone = asSystem(t.kernel, 'watch', async (ctx) => {
    await flushSeen(ctx, memory)
    // meanwhile
    await take(later(bed, 2000, { readings: { signal: -60 } }))
    throw new Error('the line died')
  }).catch((error: unknown) => {
    doubtFlushed(memory)
    throw error
  })
  await expect(undone).rejects.toThrow('the line died')
  await flush()
  expect(await homeStateOf(home.homeId)).toEqual({ bed_left_at: at(1000), inside: 'no', inside_at: at(1000) })
  expect(await stateOf(home.devices[bed])).toMatchObject({
    last_seen_at: at(2000),
    bed: false,
    bed_since: at(1000),
    battery: 40,
    signal: -60,
  })
})

test('a device that invents settings without end fills neither memory nor database; those it has go on changing', async () => {
  const source = `zigbee:${crypto.randomUUID()}`
  const home = await placed({ source, kind: 'smoke', protocol: 'zigbee' })
  for (let n = 0; n < 4; n++) {
    const invented = Object.fromEntries(Array.from({ length: 2000 }, (_, k) => [`${'k'.repeat(200)}${n}_${k}`.slice(n), 1]))
    await take(message(t, source, { mode: `m${n}`, ...invented }))
    await flush()
  }
  const settings = (await stateOf(home.devices[source]))?.['settings'] as Record<string, string>
  expect(settings['mode']).toBe('m3')
  expect(Object.keys(settings).length).toBeLessThanOrEqual(1000)
  expect(JSON.stringify(settings).length).toBeLessThan(200_000)
})

test('what only says that a thing is there (its battery, its line) is no sign of who wears it; a heart, steps and a press are', async () => {
  const watch = `own:${crypto.randomUUID()}`
  const home = await placeHome(t, { name: '同住家', elders: 2, devices: [{ source: watch, kind: 'wearable', worn: true }] })
  memory = openMemory()
  await asSystem(t.kernel, 'watch', (ctx) => refreshMemory(ctx, memory))
  const family = t.actor({ role: 'family', area: '', persons: home.elderIds.slice(0, 1) })
  const well = async (...said: Record<string, unknown>[]) => {
    for (const one of said) await take(message(t, watch, { id: crypto.randomUUID(), ...one }))
    await flush()
    return (await t.done(AllIsWell, {}, family)).persons[0]
  }
  const lying = { readings: { battery: 88, signal: -70, latitude: 31.3, longitude: 120.6, 'body-temperature': 36.2, steps: 0 } }
  expect(await well(lying, lying)).toMatchObject({ answer: 'unknown', signOf: null, signAt: null })
  expect(await well({ readings: { 'heart-rate': 0 } })).toMatchObject({ answer: 'unknown' })
  expect(await well({ readings: { steps: 12 } })).toMatchObject({ answer: 'well', signOf: 'person' })
  await t.rows('update watch.device_state set life_at = null where device_id = $1', [home.devices[watch]])
  expect(await well({ readings: { 'heart-rate': 66 } })).toMatchObject({ answer: 'well', signOf: 'person' })
})

test('twenty thousand homes heard of in one look are written at once: the time does not grow with their square', async () => {
  await t.rows(
    `insert into watch.home (id, scene, name, address, division_code, created_at, updated_at)
     select gen_random_uuid(), 'home', '多户' || n, '测试路', '990101001001', now(), now() from generate_series(1, 20000) n`,
  )
  const ids = await t.rows<{ id: string }>(`select id from watch.home where name like '多户%'`)
  const { devices } = await placed({ source: `own:${crypto.randomUUID()}`, kind: 'bed' })
  await take(message(t, Object.keys(devices)[0] ?? '', { id: 1, readings: { bed: 0 } }))
  for (const inBed of [true, false]) {
    const [any] = memory.seen
    for (const { id } of ids) memory.stirs.set(id, { activeAt: 1, doorAt: 1, bed: inBed, bedAt: 5, inside: inBed, insideAt: 5 })
    const began = performance.now()
    await flush()
    // by the square it took twenty seconds, and the rows of devices were locked for as long
    expect(performance.now() - began).toBeLessThan(8000)
    if (any !== undefined) memory.seen.set(...any)
  }
  const [sum] = await t.rows(
    `select count(*) filter (where s.bed_left_at is not null)::int as up, count(*) filter (where s.inside = 'no')::int as out
     from watch.home_state s join watch.home h on h.id = s.home_id where h.name like '多户%'`,
  )
  expect(sum).toEqual({ up: 20_000, out: 20_000 })
})
