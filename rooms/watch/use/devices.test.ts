import type { TestRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  EditDevice,
  GetDevice,
  ListDevices,
  ListTestsDue,
  OpenTestWindow,
  RecordTestCall,
  RegisterDevice,
  RenewSecret,
  SetDeviceState,
} from '../contract/index.ts'
import { boundDevice, newDevice, newHome, openWatch, plainDevice } from '../fixtures/open-watch.ts'
import { hashSecret } from '../index.ts'

let t: TestRooms
beforeAll(async () => {
  t = await openWatch()
})
afterAll(() => t.close())
const code = async (answer: Promise<{ ok: boolean; refusal?: { refused: { code: string } } }>) =>
  (await answer).refusal?.refused.code ?? 'done'
const facts = (serial: string) => ({ ...plainDevice, serial })

describe('registering', () => {
  test('the secret is told once; only its digest is kept, in no other table, and it is none of what a person could guess', async () => {
    const made = await t.done(RegisterDevice, facts('a-1'))
    expect(made.source).toBe('gt06:a-1')
    expect(made.secret).toMatch(/^[\w-]{43}$/)
    const [row] = await t.rows<{ secret_hash: string }>('select secret_hash from watch.device where id = $1', [made.id])
    expect(row?.secret_hash).toBe(hashSecret(made.secret ?? ''))
    const shown = await t.done(GetDevice, { id: made.id })
    expect(shown.hasSecret).toBe(true)
    expect(JSON.stringify(shown)).not.toContain(made.secret)
    const [held] = await t.rows<{ n: number }>("select count(*)::int as n from kernel.audit_line where subjects like '%' || $1 || '%'", [
      made.secret,
    ])
    expect(held?.n).toBe(0)
  })
  test('the same serial twice is refused, and leaves nothing; of another protocol it is another device', async () => {
    await newDevice(t, 'a-2')
    const answer = await t.run(RegisterDevice, facts('a-2'))
    expect(answer).toMatchObject({ ok: false, refusal: { refused: { code: 'watch.device-exists' }, field: 'serial' } })
    await newDevice(t, 'a-2', { protocol: 'h02' })
    expect(await t.rows("select count(*)::int as n from watch.device where serial = 'a-2'")).toEqual([{ n: 2 }])
    expect(
      await t.rows("select count(*)::int as n from watch.device_event e join watch.device d on d.id = e.device_id where d.serial = 'a-2'"),
    ).toEqual([{ n: 2 }])
  })
  test.each(['', 'a b', '../x', 'a'.repeat(65), '号1', '+/#'])(
    'a serial "%s" is refused: it becomes a topic and a user name',
    async (serial) => {
      expect(await code(t.run(RegisterDevice, facts(serial)))).toBe('kernel.invalid-input')
    },
  )
  test('a town registers in its own area only', async () => {
    const west = t.actor({ role: 'town-officer', area: '990101100' })
    expect(await code(t.run(RegisterDevice, facts('a-3'), west))).toBe('places.outside-area')
    expect(await code(t.run(RegisterDevice, { ...facts('a-3'), divisionCode: '990109' }, west))).toBe('places.division-unknown')
    // one that another town has is refused without telling where it is
    expect(await code(t.run(RegisterDevice, { ...facts('a-2'), divisionCode: '990101100' }, west))).toBe('watch.device-exists')
  })
  test('a renewed secret makes the old one worthless; two who renew at once: one is told to look again', async () => {
    const made = await newDevice(t, 'a-4')
    const both = await Promise.all([1, 2].map(() => t.run(RenewSecret, { id: made.id, version: made.version, why: '疑似泄露' })))
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    const [row] = await t.rows<{ secret_hash: string }>('select secret_hash from watch.device where id = $1', [made.id])
    expect(row?.secret_hash).not.toBe(hashSecret(made.secret ?? ''))
  })
})

describe('gateways', () => {
  test('a device hangs behind a gateway only, and gateways never go round', async () => {
    const one = await newDevice(t, 'g-1', { kind: 'gateway' })
    const two = await newDevice(t, 'g-2', { kind: 'gateway', gatewayId: one.id })
    const sensor = await newDevice(t, 'g-3', { kind: 'door', gatewayId: two.id })
    expect(await code(t.run(RegisterDevice, { ...facts('g-4'), gatewayId: sensor.id }))).toBe('watch.not-a-gateway')
    const edit = { kind: 'gateway', vendor: null, model: null, silenceMinutes: null, testDays: null } as const
    expect(await code(t.run(EditDevice, { ...edit, id: one.id, version: 1, gatewayId: two.id }))).toBe('watch.not-a-gateway')
    expect(await code(t.run(EditDevice, { ...edit, id: one.id, version: 1, gatewayId: one.id }))).toBe('watch.not-a-gateway')
    expect(await code(t.run(EditDevice, { ...edit, kind: 'door', id: two.id, version: 1, gatewayId: null }))).toBe('watch.not-a-gateway')
    expect(await t.done(GetDevice, { id: two.id })).toMatchObject({ gatewaySerial: 'g-1', behind: 1 })
  })
})

describe('editing', () => {
  test('keeps what changed, by whom; a save over a newer version is refused', async () => {
    const made = await newDevice(t, 'e-1')
    const edit = {
      id: made.id,
      version: 1,
      kind: 'pendant',
      vendor: '某厂',
      model: 'P1',
      gatewayId: null,
      silenceMinutes: 90,
      testDays: 30,
    } as const
    expect(await t.done(EditDevice, edit)).toMatchObject({ version: 2 })
    expect(await code(t.run(EditDevice, { ...edit, model: 'P2' }))).toBe('kernel.changed-meanwhile')
    const record = await t.done(GetDevice, { id: made.id })
    expect(record).toMatchObject({ kind: 'pendant', silenceMinutes: 90, version: 2 })
    expect(record.events[0]).toMatchObject({ kind: 'edited', by: '测试', detail: { before: { model: null }, after: { model: 'P1' } } })
    // nothing new is no new version
    expect(await t.done(EditDevice, { ...edit, version: 2 })).toMatchObject({ version: 2 })
  })
  test.each([0, -5, 43_201, 1.5])('a silence limit of %s minutes is refused', async (silenceMinutes) => {
    expect(await code(t.run(RegisterDevice, { ...facts('e-2'), silenceMinutes }))).toBe('kernel.invalid-input')
  })
  test('retiring a bound device unbinds it with the reason; scrapped is for good and its secret is worth nothing', async () => {
    const home = await newHome(t, '退役家', ['退役人'])
    const device = await boundDevice(t, 'e-3', { homeId: home.id })
    t.clock.set('2026-03-03T01:00:00Z')
    expect(await t.done(SetDeviceState, { id: device.id, version: 1, state: 'scrapped', why: '进水' })).toMatchObject({ unbound: true })
    const record = await t.done(GetDevice, { id: device.id })
    expect(record).toMatchObject({ state: 'scrapped', holder: null, hasSecret: false })
    expect(record.bindings).toMatchObject([{ endedWhy: '进水', endedBy: '测试', until: '2026-03-03T01:00:00.000Z' }])
    expect(record.events.map(({ kind }) => kind).toSorted()).toEqual(['bound', 'registered', 'state', 'unbound'])
    expect(await code(t.run(SetDeviceState, { id: device.id, version: 2, state: 'stock', why: '找回' }))).toBe('watch.device-scrapped')
    expect(await t.rows('select count(*)::int as n from series.series where label = $1 and closed_at is null', [device.source])).toEqual([
      { n: 0 },
    ])
  })
})

describe('test calls', () => {
  test('never tested at its place is due at once; then so many days after the last; a failed one leaves it due', async () => {
    t.clock.set('2026-04-01T01:00:00Z')
    const home = await newHome(t, '测试家', ['测试人'])
    const device = await boundDevice(t, 't-1', { homeId: home.id, elderId: home.elders[0] ?? null }, { testDays: 30 })
    await boundDevice(t, 't-2', { homeId: home.id }, { testDays: null })
    const due = async () => (await t.done(ListTestsDue, { limit: 500 })).rows.filter(({ serial }) => serial.startsWith('t-'))
    expect(await due()).toMatchObject([{ serial: 't-1', testDueOn: '2026-04-01', overdueDays: 0, testedAt: null }])
    expect(await t.done(RecordTestCall, { deviceId: device.id, worked: false, note: '没有声音' })).toEqual({ dueOn: '2026-04-01' })
    expect(await due()).toHaveLength(1)
    expect(await t.done(RecordTestCall, { deviceId: device.id, worked: true, note: null })).toEqual({ dueOn: '2026-05-01' })
    expect(await due()).toEqual([])
    t.clock.set('2026-05-04T01:00:00Z')
    expect(await due()).toMatchObject([{ serial: 't-1', overdueDays: 3 }])
    expect((await t.done(ListDevices, { testDue: true, search: 't-' })).rows.map(({ serial }) => serial)).toEqual(['t-1'])
    expect((await t.done(ListDevices, { testDue: false, search: 't-' })).rows.map(({ serial }) => serial)).toEqual(['t-2'])
  })
  test('a window ends by itself, and is refused for a device of the stock', async () => {
    t.clock.set('2026-05-05T01:00:00Z')
    const home = await newHome(t, '窗口家', [])
    const device = await boundDevice(t, 't-3', { homeId: home.id })
    expect(await t.done(OpenTestWindow, { deviceId: device.id, minutes: 10 })).toEqual({ until: '2026-05-05T01:10:00Z' })
    expect((await t.done(GetDevice, { id: device.id })).testUntil).toBe('2026-05-05T01:10:00.000Z')
    t.clock.set('2026-05-05T01:10:00Z')
    expect((await t.done(GetDevice, { id: device.id })).testUntil).toBe(null)
    expect(await code(t.run(OpenTestWindow, { deviceId: device.id, minutes: 600 }))).toBe('kernel.invalid-input')
    const loose = await newDevice(t, 't-4')
    expect(await code(t.run(OpenTestWindow, { deviceId: loose.id, minutes: 10 }))).toBe('watch.device-not-bound')
    expect(await code(t.run(RecordTestCall, { deviceId: loose.id, worked: true, note: null }))).toBe('watch.device-not-bound')
  })
})

describe('the list', () => {
  test('by filters, and in pages without holes or doubles', async () => {
    for (let n = 0; n < 7; n++) await newDevice(t, `p-${n}`, { kind: n % 2 === 0 ? 'smoke' : 'gas', model: n === 3 ? 'S3' : null })
    await t.rows(
      "insert into watch.device_state (device_id, battery, silent_since) select id, 12, now() from watch.device where serial = 'p-2'",
    )
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof pageAt>> = await pageAt(cursor)
      seen.push(...page.rows.map(({ serial }) => serial))
      cursor = page.next
    } while (cursor !== null)
    expect(seen).toEqual(['p-0', 'p-1', 'p-2', 'p-3', 'p-4', 'p-5', 'p-6'])
    const by = async (filter: object) => (await t.done(ListDevices, { search: 'p-', ...filter })).rows.map(({ serial }) => serial)
    expect(await by({ kind: 'gas' })).toEqual(['p-1', 'p-3', 'p-5'])
    expect(await by({ model: 'S3' })).toEqual(['p-3'])
    expect(await by({ silent: true })).toEqual(['p-2'])
    expect(await by({ batteryLow: true })).toEqual(['p-2'])
    expect(await by({ batteryLow: false })).toEqual([])
    expect(await by({ state: 'in-use' })).toEqual([])
    expect(await by({ search: 'p-6' })).toEqual(['p-6'])
    expect(await by({ search: '%' })).toEqual([])
  })
  const pageAt = (cursor: string | null) => t.done(ListDevices, { search: 'p-', limit: 3, cursor })
})
