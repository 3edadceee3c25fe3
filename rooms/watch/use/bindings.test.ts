import type { TestRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  AddMember,
  BindDevice,
  EndBinding,
  EndMember,
  GetDevice,
  GetHome,
  MoveDevice,
  SaveHome,
  SetDeviceState,
} from '../contract/index.ts'
import { boundDevice, newDevice, newElder, newHome, openWatch, plainHome } from '../fixtures/open-watch.ts'

let t: TestRooms
let minute = 0
beforeAll(async () => {
  t = await openWatch()
})
afterAll(() => t.close())
beforeEach(() => t.clock.set(`2026-03-02T02:${String(minute++).padStart(2, '0')}:00Z`))
const code = async (answer: Promise<{ ok: boolean; refusal?: { refused: { code: string } } }>) =>
  (await answer).refusal?.refused.code ?? 'done'
const open = (source: string) =>
  t.rows<{ person: string | null; closed: boolean }>(
    'select person, closed_at is not null as closed from series.series where label = $1 order by id',
    [source],
  )

describe('a device has one place', () => {
  test('bound to two persons: refused, naming who has it; nothing is left behind', async () => {
    const home = await newHome(t, '张家', ['张一', '张二'])
    const device = await boundDevice(t, 'b-1', { homeId: home.id, elderId: home.elders[0] ?? null })
    const answer = await t.run(BindDevice, { deviceId: device.id, homeId: home.id, elderId: home.elders[1] ?? null, room: null })
    expect(answer).toMatchObject({ ok: false, refusal: { refused: { code: 'watch.device-taken' }, facts: { holder: '张家 · 张一' } } })
    expect(await open(device.source)).toEqual([{ person: home.elders[0], closed: false }])
    expect(await t.rows('select count(*)::int as n from watch.binding where device_id = $1', [device.id])).toEqual([{ n: 1 }])
  })
  test('two clerks at once, eight times: one binding, one refusal naming the other', async () => {
    const home = await newHome(t, '李家', ['李一', '李二'])
    for (let round = 0; round < 8; round++) {
      const device = await newDevice(t, `race-${round}`)
      const answers = await Promise.all(
        home.elders.map((elderId) => t.run(BindDevice, { deviceId: device.id, homeId: home.id, elderId, room: null })),
      )
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
      expect(answers.find(({ ok }) => !ok)).toMatchObject({ refusal: { refused: { code: 'watch.device-taken' } } })
      expect(await open(device.source)).toHaveLength(1)
    }
  })
  test('the database refuses too, whoever writes', async () => {
    const home = await newHome(t, '王家', ['王一'])
    const device = await boundDevice(t, 'b-2', { homeId: home.id })
    const insert = `insert into watch.binding (id, device_id, home_id, division_code, series_id, valid_from, bound_by_name)
      values (gen_random_uuid(), $1, $2, '990101001001', 1, now(), 'x')`
    await expect(t.rows(insert, [device.id, home.id])).rejects.toMatchObject({ code: '23P01' })
  })
  test('only who lives there; only from the stock', async () => {
    const home = await newHome(t, '赵家', ['赵一'])
    const stranger = await newElder(t, '外人')
    const device = await newDevice(t, 'b-3')
    const bind = { deviceId: device.id, homeId: home.id, elderId: stranger, room: null }
    expect(await code(t.run(BindDevice, bind))).toBe('watch.not-a-member')
    await t.done(SetDeviceState, { id: device.id, version: 1, state: 'repair', why: '返厂' })
    expect(await t.run(BindDevice, { ...bind, elderId: null })).toMatchObject({
      refusal: { refused: { code: 'watch.device-not-usable' }, facts: { state: '维修' } },
    })
    expect(await open(device.source)).toEqual([])
  })
})

describe('moving', () => {
  test('ends one binding and begins the next in the same moment, with the reason in the life file and a series of its own', async () => {
    const home = await newHome(t, '钱家', ['钱一', '钱二'])
    const device = await boundDevice(t, 'm-1', { homeId: home.id, elderId: home.elders[0] ?? null })
    t.clock.set('2026-03-02T05:00:00Z')
    const to = { deviceId: device.id, bindingId: device.bindingId, homeId: home.id, elderId: home.elders[1] ?? null, room: '卧室' }
    expect(await code(t.run(MoveDevice, { ...to, why: '' }))).toBe('kernel.invalid-input')
    const moved = await t.done(MoveDevice, { ...to, why: '钱一住院，改由老伴佩戴' })
    const record = await t.done(GetDevice, { id: device.id })
    expect(record.holder).toMatchObject({ elderName: '钱二', room: '卧室', since: '2026-03-02T05:00:00.000Z' })
    expect(record.bindings).toMatchObject([
      { elderName: '钱二', until: null },
      { elderName: '钱一', until: '2026-03-02T05:00:00.000Z', endedWhy: '钱一住院，改由老伴佩戴' },
    ])
    expect(record.events[0]).toMatchObject({ kind: 'moved', detail: { from: '钱家 · 钱一', why: '钱一住院，改由老伴佩戴' } })
    expect(await open(device.source)).toEqual([
      { person: home.elders[0], closed: true },
      { person: home.elders[1], closed: false },
    ])
    // both persons find it in their audit
    const subjects = await t.rows<{ subjects: string }>(
      "select subjects from kernel.audit_line where signature = 'watch.move-device' and outcome = 'done'",
    )
    for (const elder of home.elders) expect(subjects.at(-1)?.subjects).toContain(elder)
    expect(await code(t.run(MoveDevice, { ...to, bindingId: moved.bindingId, why: '再来' }))).toBe('watch.same-place')
  })
  test('two who move it at once: the second is told who has it now', async () => {
    const home = await newHome(t, '孙家', ['孙一', '孙二', '孙三'])
    const device = await boundDevice(t, 'm-2', { homeId: home.id, elderId: home.elders[0] ?? null })
    t.clock.set('2026-03-02T05:01:00Z')
    const answers = await Promise.all(
      home.elders
        .slice(1)
        .map((elderId) =>
          t.run(MoveDevice, { deviceId: device.id, bindingId: device.bindingId, homeId: home.id, elderId, room: null, why: '更换' }),
        ),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ refusal: { refused: { code: 'watch.device-taken' } } })
    expect(await open(device.source)).toHaveLength(2)
  })
  test('bound and moved within one millisecond: the moments still follow each other', async () => {
    const home = await newHome(t, '周家', ['周一'])
    const device = await boundDevice(t, 'm-3', { homeId: home.id })
    const to = { deviceId: device.id, bindingId: device.bindingId, homeId: home.id, elderId: home.elders[0] ?? null, room: null }
    await t.done(MoveDevice, { ...to, why: '更换' })
    expect((await t.done(GetDevice, { id: device.id })).bindings).toHaveLength(2)
  })
  test('ending puts it back into stock; ended twice is refused', async () => {
    const home = await newHome(t, '吴家', ['吴一'])
    const device = await boundDevice(t, 'm-4', { homeId: home.id })
    t.clock.set('2026-03-02T06:00:00Z')
    const end = { deviceId: device.id, bindingId: device.bindingId, why: '退租' }
    await t.done(EndBinding, end)
    expect(await code(t.run(EndBinding, end))).toBe('watch.device-not-bound')
    expect(await t.done(GetDevice, { id: device.id })).toMatchObject({ state: 'stock', holder: null })
    expect((await t.done(GetHome, { id: home.id })).past).toMatchObject([{ serial: 'm-4', endedWhy: '退租' }])
  })
})

describe('an elder is in one home', () => {
  test('in two: refused naming the first; also when two add at once', async () => {
    const first = await newHome(t, '冯家', ['冯一'])
    const second = await newHome(t, '陈家', [])
    const elderId = first.elders[0] ?? ''
    expect(await t.run(AddMember, { homeId: second.id, elderId })).toMatchObject({
      refusal: { refused: { code: 'watch.elder-elsewhere' }, facts: { home: '冯家' } },
    })
    for (let round = 0; round < 5; round++) {
      const elder = await newElder(t, `同时${round}`)
      const answers = await Promise.all([first.id, second.id].map((homeId) => t.run(AddMember, { homeId, elderId: elder })))
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    }
  })
  test('leaving with devices still worn is refused naming them; then it is free for another home', async () => {
    const first = await newHome(t, '褚家', ['褚一'])
    const second = await newHome(t, '卫家', [])
    const elderId = first.elders[0] ?? ''
    const device = await boundDevice(t, 'x-1', { homeId: first.id, elderId })
    const leave = { homeId: first.id, elderId, why: '搬到女儿家' }
    expect(await t.run(EndMember, leave)).toMatchObject({
      refusal: { refused: { code: 'watch.elder-has-devices' }, facts: { n: 1, serials: 'x-1' } },
    })
    await t.done(EndBinding, { deviceId: device.id, bindingId: device.bindingId, why: '搬家' })
    await t.done(EndMember, leave)
    expect(await code(t.run(EndMember, leave))).toBe('watch.not-a-member')
    await t.done(AddMember, { homeId: second.id, elderId })
    expect((await t.done(GetHome, { id: second.id })).members).toMatchObject([{ elderId, name: '褚一' }])
  })
})

test('a home that moves to another village takes what hangs in it along, so that the new village sees it', async () => {
  const home = await newHome(t, '蒋家', ['蒋一'])
  const device = await boundDevice(t, 'v-1', { homeId: home.id })
  const village = t.actor({ role: 'village-officer', area: '990101001002' })
  expect(await code(t.run(GetDevice, { id: device.id }, village))).toBe('watch.device-unknown')
  await t.done(SaveHome, { ...plainHome, name: '蒋家', id: home.id, version: home.version, divisionCode: '990101001002' })
  expect(await t.done(GetDevice, { id: device.id }, village)).toMatchObject({ divisionCode: '990101001002' })
  expect((await t.done(GetHome, { id: home.id }, village)).devices).toMatchObject([{ serial: 'v-1' }])
})
