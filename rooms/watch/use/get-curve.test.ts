import { asSystem } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import { keepEntries } from '@yinqiao/series'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DeviceId, GetCurve, GetDevice, GetHome, MoveDevice, SaveHome } from '../contract/index.ts'
import { boundDevice, newHome, openWatch, plainHome } from '../fixtures/open-watch.ts'
import { message, placeHome } from '../fixtures/place-home.ts'
import { watchWords } from '../index.ts'
import { usualPolicy } from '../rules/plan-escalation.ts'
import { openMemory, refreshMemory } from '../store-memory.ts'
import { takeMessages } from '../store-take.ts'

let t: TestRooms
let home: Awaited<ReturnType<typeof newHome>>
let device: Awaited<ReturnType<typeof boundDevice>>
const at = (time: string) => Date.parse(`2026-03-02T${time}:00Z`)
const day = { from: '2026-03-02T00:00:00Z', to: '2026-03-03T00:00:00Z' }

async function keep(source: string, rows: readonly (readonly [string, number, string?])[]) {
  const [{ id } = { id: 0 }] = await t.rows<{ id: number }>('select id from series.series where label = $1 and closed_at is null', [source])
  await asSystem(t.kernel, 'watch', (ctx) =>
    keepEntries(
      ctx.db,
      watchWords,
      rows.map(([time, value, trust = 'trusted'], n) => ({
        day: '2026-03-02',
        seriesId: id,
        at: at(time),
        key: BigInt(n),
        receivedAt: at(time),
        claimedAt: at(time),
        trust,
        readings: [{ metric: 'heart-rate', value }],
        raw: null,
      })),
    ),
  )
}

beforeAll(async () => {
  t = await openWatch()
  t.clock.set('2026-03-02T01:00:00Z')
  home = await newHome(t, '曲线家', ['曲一', '曲二'])
  device = await boundDevice(t, 'curve-1', { homeId: home.id, elderId: home.elders[0] ?? null }, { silenceMinutes: 60 })
  await keep(device.source, [
    ['02:00', 70],
    ['02:30', 72],
    ['02:40', 500, 'out-of-range'],
    ['06:00', 74],
  ])
})
afterAll(() => t.close())
const operator = () => t.actor({ role: 'operator' })
const of = (elderId = '') => ({ whose: { of: 'elder' as const, id: elderId }, metric: 'heart-rate' as const, ...day })
const code = async (answer: Promise<{ ok: boolean; refusal?: { refused: { code: string } } }>) =>
  (await answer).refusal?.refused.code ?? 'done'

test('a silence longer than agreed is a gap, and what is not trusted is told with its reason and not drawn', async () => {
  const curve = await t.done(GetCurve, of(home.elders[0]), operator())
  expect(curve.segments).toEqual([
    [
      { at: at('02:00'), value: 70 },
      { at: at('02:30'), value: 72 },
    ],
    [{ at: at('06:00'), value: 74 }],
  ])
  expect(curve).toMatchObject({ count: 3, gapMinutes: 60, untrustedCount: 1, untrusted: [{ value: 500, trust: 'out-of-range' }] })
})

test('each reading says why it was not trusted: one that is wrong takes nothing from the one beside it', async () => {
  const source = 'own:curve-2'
  const other = await placeHome(t, { name: '各自家', devices: [{ source, kind: 'wearable', worn: true }] })
  const memory = openMemory()
  const now = t.kernel.chance.now()
  const say = (readings: Record<string, unknown>, minutesAgo = 0) =>
    asSystem(t.kernel, 'watch', async (ctx) => {
      await refreshMemory(ctx, memory)
      const at = now.subtract({ minutes: minutesAgo }).toString()
      await takeMessages(ctx, memory, [message(t, source, { id: minutesAgo, at, readings })], usualPolicy)
    })
  await say({ spo2: 130, 'heart-rate': 71, 'body-temperature': 36.6 }, 2)
  await say({ spo2: 97, 'heart-rate': 900 }, 1)
  const curve = async (metric: 'heart-rate' | 'spo2' | 'body-temperature') => {
    const { segments, untrusted } = await t.done(GetCurve, { ...of(other.elderIds[0]), metric }, operator())
    return [segments.flat().map(({ value }) => value), untrusted.map(({ trust }) => trust)]
  }
  expect(await curve('heart-rate')).toEqual([[71], ['out-of-range']])
  expect(await curve('spo2')).toEqual([[97], ['out-of-range']])
  expect(await curve('body-temperature')).toEqual([[36.6], []])
})

test('a reading without a number is told as such and takes nothing from the curve', async () => {
  const other = await newHome(t, '无数家', ['无一'])
  const watch = await boundDevice(t, 'curve-3', { homeId: other.id, elderId: other.elders[0] ?? null }, {})
  await keep(watch.source, [
    ['02:00', 70],
    ['02:05', Number.NaN, 'null-value'],
    ['02:06', Number.POSITIVE_INFINITY, 'null-value'],
  ])
  const curve = await t.done(GetCurve, of(other.elders[0]), operator())
  expect(curve.segments.flat().map(({ value }) => value)).toEqual([70])
  expect(curve.untrusted).toEqual(['02:05', '02:06'].map((time) => ({ at: at(time), value: null, trust: 'null-value' })))
})

test('null said by a device is a gap with its reason, not a reading less', async () => {
  const source = 'own:curve-4'
  const other = await placeHome(t, { name: '空值家', devices: [{ source, kind: 'wearable', worn: true }] })
  const memory = openMemory()
  const now = t.kernel.chance.now()
  for (const [minutesAgo, spo2] of [97, null, 96].entries())
    await asSystem(t.kernel, 'watch', async (ctx) => {
      await refreshMemory(ctx, memory)
      const at = now.subtract({ minutes: 3 - minutesAgo }).toString()
      await takeMessages(ctx, memory, [message(t, source, { id: minutesAgo, at, readings: { spo2, 'heart-rate': 70 } })], usualPolicy)
    })
  const spo2 = await t.done(GetCurve, { ...of(other.elderIds[0]), metric: 'spo2' }, operator())
  expect(spo2.segments.map((segment) => segment.map(({ value }) => value))).toEqual([[97], [96]])
  expect(spo2.untrusted.map(({ value, trust }) => [value, trust])).toEqual([[null, 'null-value']])
  const pulse = await t.done(GetCurve, of(other.elderIds[0]), operator())
  expect([pulse.segments.length, pulse.count, pulse.untrustedCount]).toEqual([1, 3, 0])
  expect(await t.rows('select 1 from watch.quarantine where source = $1', [source])).toEqual([])
})

test('after a move readings are of the new wearer alone; the old ones stay with the old', async () => {
  t.clock.set('2026-03-02T12:00:00Z')
  await t.done(MoveDevice, {
    deviceId: device.id,
    bindingId: device.bindingId,
    homeId: home.id,
    elderId: home.elders[1] ?? null,
    room: null,
    why: '换人',
  })
  await keep(device.source, [['13:00', 90]])
  const values = async (elderId = '') => (await t.done(GetCurve, of(elderId), operator())).segments.flat().map(({ value }) => value)
  expect(await values(home.elders[0])).toEqual([70, 72, 74])
  expect(await values(home.elders[1])).toEqual([90])
  const whole = await t.done(GetCurve, { ...of(), whose: { of: 'device', id: device.id } }, operator())
  expect(whole.segments.flat()).toHaveLength(4)
  expect((await t.done(GetDevice, { id: device.id })).bindings).toHaveLength(2)
})

test('who may not: another town, a family, the elder of somebody else', async () => {
  const elderId = home.elders[0] ?? ''
  expect(await code(t.run(GetCurve, of(elderId), t.actor({ role: 'operator', area: '990101100' })))).toBe('watch.person-unknown')
  expect(
    await code(t.run(GetCurve, { ...of(), whose: { of: 'device', id: device.id } }, t.actor({ role: 'operator', area: '990101100' }))),
  ).toBe('watch.device-unknown')
  expect(await code(t.run(GetCurve, of(elderId), t.actor({ role: 'family', area: '', persons: [elderId] })))).toBe('kernel.not-allowed')
  expect(await code(t.run(GetCurve, of(elderId), t.actor({ role: 'elder', area: '', persons: [home.elders[1] ?? ''] })))).toBe(
    'watch.person-unknown',
  )
  expect((await t.done(GetCurve, of(elderId), t.actor({ role: 'elder', area: '', persons: [elderId] }))).count).toBe(3)
})

test.each([
  [{ from: day.to, to: day.from }, 'watch.period-empty'],
  [{ from: '2020-01-01T00:00:00Z' }, 'watch.period-too-long'],
  [{ metric: 'mood' }, 'kernel.invalid-input'],
])('%o is refused', async (part, refused) => {
  expect(await code(t.run(GetCurve, { ...of(home.elders[0]), ...part } as ReturnType<typeof of>, operator()))).toBe(refused)
})

test('a device nobody bound has an empty curve', async () => {
  const unknown = DeviceId.parse('00000000-0000-7000-8000-0000000000dd')
  expect(await code(t.run(GetCurve, { ...of(), whose: { of: 'device', id: unknown } }, operator()))).toBe('watch.device-unknown')
})

test('a scale that speaks once a week does not bridge the silence of the watch beside it', async () => {
  t.clock.set('2026-03-02T01:00:00Z')
  const alone = await newHome(t, '两样家', ['两一'])
  const place = { homeId: alone.id, elderId: alone.elders[0] ?? null }
  const watch = await boundDevice(t, 'gap-watch', place, { silenceMinutes: 60 })
  await boundDevice(t, 'gap-scale', place, { kind: 'vitals', silenceMinutes: 7 * 24 * 60 })
  await keep(watch.source, [
    ['02:00', 70],
    ['02:30', 72],
    ['20:00', 74],
  ])
  const curve = await t.done(GetCurve, of(alone.elders[0]), operator())
  expect(curve.segments.map((segment) => segment.map(({ value }) => value))).toEqual([[70, 72], [74]])
})

test('a home whose division was put right takes the readings along: its new town sees them', async () => {
  t.clock.set('2026-03-02T01:00:00Z')
  const moved = await newHome(t, '改区家', [])
  const device = await boundDevice(t, 'moved-watch', { homeId: moved.id })
  await keep(device.source, [['02:00', 70]])
  const town = async (area: string) =>
    t.run(GetCurve, { ...of(), whose: { of: 'device', id: device.id } }, t.actor({ role: 'operator', area }))
  expect(await town('990101001')).toMatchObject({ ok: true, value: { count: 1 } })
  const { version } = await t.done(GetHome, { id: moved.id })
  await t.done(SaveHome, { ...plainHome, name: '改区家', id: moved.id, version, divisionCode: '990101100200' })
  expect(await town('990101100')).toMatchObject({ ok: true, value: { count: 1 } })
  expect(await code(town('990101001'))).toBe('watch.device-unknown')
})
