import type { TestRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { EndLimit, ListLimits, ListQuarantine, RegisterDevice, SetLimit, SettleQuarantine } from '../contract/index.ts'
import { newElder, openWatch, plainDevice } from '../fixtures/open-watch.ts'

let t: TestRooms
let elderId = ''
let minute = 0
beforeAll(async () => {
  t = await openWatch()
})
afterAll(() => t.close())
beforeEach(async () => {
  t.clock.set(`2026-03-02T02:${String(minute++).padStart(2, '0')}:00Z`)
  elderId = await newElder(t, `界限人${minute}`)
})
const code = async (answer: Promise<{ ok: boolean; refusal?: { refused: { code: string } } }>) =>
  (await answer).refusal?.refused.code ?? 'done'
const operator = () => t.actor({ role: 'operator' })
const limit = (of: object = {}) => ({
  elderId,
  metric: 'heart-rate' as const,
  criticalLow: 40,
  low: 50,
  high: 110,
  criticalHigh: 130,
  setByKind: 'carer' as const,
  setByName: '照护员甲',
  seen: null,
  ...of,
})
const inForce = async () => (await t.done(ListLimits, { elderId }, operator())).limits.filter(({ knownTo }) => knownTo === null)

describe('personal limits', () => {
  test("a doctor's replaces a carer's; a carer's never replaces a doctor's; what was is kept with its times", async () => {
    const carers = await t.done(SetLimit, limit(), operator())
    t.clock.set('2026-03-05T00:00:00Z')
    const doctors = await t.done(SetLimit, limit({ high: 100, setByKind: 'doctor', setByName: '李医生', seen: carers.id }), operator())
    expect(await t.run(SetLimit, limit({ seen: doctors.id }), operator())).toMatchObject({
      refusal: { refused: { code: 'watch.doctors-limit-stands' }, facts: { doctor: '李医生' } },
    })
    const { limits } = await t.done(ListLimits, { elderId }, operator())
    expect(limits).toMatchObject([
      { high: 100, setByKind: 'doctor', setByName: '李医生', enteredBy: '测试', knownTo: null },
      { high: 110, setByKind: 'carer', knownTo: '2026-03-05T00:00:00.000Z' },
    ])
  })
  test('taken back with a reason: none is in force', async () => {
    const { id } = await t.done(SetLimit, limit(), operator())
    await t.done(EndLimit, { elderId, id, why: '医生复诊后取消' }, operator())
    expect(await inForce()).toEqual([])
    expect(await code(t.run(EndLimit, { elderId, id, why: '再次' }, operator()))).toBe('watch.limit-changed')
    expect(await t.rows('select ended_why from watch.personal_limit where id = $1', [id])).toEqual([{ ended_why: '医生复诊后取消' }])
  })
  test('two who set the first at once: one is in force, the other is told', async () => {
    const both = await Promise.all([100, 120].map((high) => t.run(SetLimit, limit({ high }), operator())))
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await inForce()).toHaveLength(1)
  })
  test.each([
    [{ low: 120 }, 'watch.limits-disordered'],
    [{ criticalLow: null, low: null, high: null, criticalHigh: null }, 'watch.limits-empty'],
    [{ criticalHigh: 1300 }, 'watch.limit-out-of-range'],
    [{ metric: 'steps' }, 'kernel.invalid-input'],
    [{ high: Number.POSITIVE_INFINITY }, 'kernel.invalid-input'],
    [{ setByName: '' }, 'kernel.invalid-input'],
  ])('%o is refused and leaves nothing', async (of, refused) => {
    expect(await code(t.run(SetLimit, limit(of), operator()))).toBe(refused)
    expect(await inForce()).toEqual([])
  })
  test('one more decimal than a database keeps reads as it was entered', async () => {
    await t.done(SetLimit, limit({ metric: 'body-temperature', criticalLow: null, low: 35.3, high: 37.3, criticalHigh: 38.5 }), operator())
    expect(await inForce()).toMatchObject([{ low: 35.3, high: 37.3, criticalLow: null }])
  })
})

describe('quarantine', () => {
  const lay = (source: string, reason: string, at: string) =>
    t.rows(
      `insert into watch.quarantine (id, at, via, source, topic, reason, bytes, payload, last_at) values (gen_random_uuid(), $3, 'tcp', $1, 'gt06', $2, 2, '\\x7878', $3)`,
      [source, reason, at],
    )
  test('registering the sender settles all it said as a stranger; discarding needs a reason', async () => {
    await lay('gt06:q-1', 'unknown-device', '2026-03-02T00:00:00Z')
    await lay('gt06:q-2', 'bad-frame', '2026-03-02T00:01:00Z')
    const open = async () => (await t.done(ListQuarantine, {}, operator())).rows
    const [second, first] = await open()
    expect(first).toMatchObject({ source: 'gt06:q-1', times: 1, start: 'xx', guess: { protocol: 'gt06', serial: 'q-1' } })
    expect(second).toMatchObject({ source: 'gt06:q-2', reason: 'bad-frame' })
    await t.done(RegisterDevice, { ...plainDevice, serial: 'q-1', quarantineId: first?.id ?? null })
    expect((await open()).map(({ source }) => source)).toEqual(['gt06:q-2'])
    const settled = await t.done(ListQuarantine, { settled: true }, operator())
    expect(settled.rows).toMatchObject([{ source: 'gt06:q-1', settledBy: '测试', settledHow: '已登记为设备 gt06:q-1' }])
    expect(await code(t.run(SettleQuarantine, { id: second?.id ?? '', why: '' }, operator()))).toBe('kernel.invalid-input')
    await t.done(SettleQuarantine, { id: second?.id ?? '', why: '试验用设备' }, operator())
    expect(await code(t.run(SettleQuarantine, { id: second?.id ?? '', why: '再次' }, operator()))).toBe('watch.quarantine-unknown')
    // a form left open over it does not register a device on what is settled already
    expect(await code(t.run(RegisterDevice, { ...plainDevice, serial: 'q-3', quarantineId: second?.id ?? null }))).toBe(
      'watch.quarantine-unknown',
    )
    expect(await t.rows("select 1 from watch.device where serial = 'q-3'")).toEqual([])
  })
  test('the latest first, in pages', async () => {
    for (let n = 0; n < 5; n++) await lay(`page:${n}`, 'unknown-device', `2026-03-02T01:0${n}:00Z`)
    const first = await t.done(ListQuarantine, { search: 'page:', limit: 3 }, operator())
    const second = await t.done(ListQuarantine, { search: 'page:', limit: 3, cursor: first.next }, operator())
    expect([...first.rows, ...second.rows].map(({ source }) => source)).toEqual(['page:4', 'page:3', 'page:2', 'page:1', 'page:0'])
    expect((await t.done(ListQuarantine, { reason: 'no-such' }, operator())).rows).toEqual([])
  })
})
