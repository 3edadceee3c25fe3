import { anonymous, type Signature } from '@yinqiao/kernel/contract'
import type { TestRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  AddMember,
  AllIsWell,
  BindDevice,
  EditDevice,
  EndBinding,
  GetDevice,
  GetHome,
  ListDevices,
  ListHomes,
  ListLimits,
  ListQuarantine,
  ListTestsDue,
  MoveDevice,
  SaveContacts,
  SaveHome,
  SetDeviceState,
  SetLimit,
} from '../contract/index.ts'
import { boundDevice, newDevice, newElder, newHome, openWatch, plainHome } from '../fixtures/open-watch.ts'

let t: TestRooms
let home: Awaited<ReturnType<typeof newHome>>
let far: Awaited<ReturnType<typeof newHome>>
let device: Awaited<ReturnType<typeof boundDevice>>
beforeAll(async () => {
  t = await openWatch()
  home = await newHome(t, '沈家', ['沈一', '沈二'])
  far = await newHome(t, '柳家', ['柳一'], '990101100200')
  device = await boundDevice(t, 'near', { homeId: home.id, elderId: home.elders[0] ?? null }, { testDays: 30 })
  await boundDevice(t, 'shared', { homeId: home.id })
})
afterAll(() => t.close())
const code = async (answer: Promise<{ ok: boolean; refusal?: { refused: { code: string } } }>) =>
  (await answer).refusal?.refused.code ?? 'done'
const west = (role = 'town-officer') => t.actor({ role, area: '990101100' })

/** What another town tries with the street's home and device. */
const tries = (): readonly (readonly [Signature, object, string])[] => [
  [GetHome, { id: home.id }, 'watch.home-unknown'],
  [GetDevice, { id: device.id }, 'watch.device-unknown'],
  [SaveHome, { ...plainHome, id: home.id, version: 1, divisionCode: '990101100200' }, 'watch.home-unknown'],
  [SaveContacts, { homeId: home.id, version: 1, contacts: [] }, 'watch.home-unknown'],
  [AddMember, { homeId: home.id, elderId: far.elders[0] }, 'watch.home-unknown'],
  [
    EditDevice,
    { id: device.id, version: 1, kind: 'other', vendor: null, model: null, gatewayId: null, silenceMinutes: null, testDays: null },
    'watch.device-unknown',
  ],
  [SetDeviceState, { id: device.id, version: 1, state: 'lost', why: '试探' }, 'watch.device-unknown'],
  [
    MoveDevice,
    { deviceId: device.id, bindingId: device.bindingId, homeId: far.id, elderId: null, room: null, why: '试探' },
    'watch.device-unknown',
  ],
  [EndBinding, { deviceId: device.id, bindingId: device.bindingId, why: '试探' }, 'watch.device-unknown'],
  [BindDevice, { deviceId: device.id, homeId: far.id, elderId: null, room: null }, 'watch.device-unknown'],
]

async function seesNothing() {
  for (const [signature, input, refused] of tries()) expect(await code(t.run(signature, input, west())), signature.name).toBe(refused)
  expect((await t.done(ListHomes, {}, west())).rows.map(({ name }) => name)).toEqual(['柳家'])
  expect((await t.done(ListHomes, { search: '沈' }, west())).rows).toEqual([])
  expect((await t.done(ListDevices, {}, west())).rows).toEqual([])
  expect((await t.done(ListTestsDue, {}, west())).rows).toEqual([])
  const elderId = home.elders[0] ?? ''
  expect(await code(t.run(ListLimits, { elderId }, west('care-coordinator')))).toBe('watch.person-unknown')
  const limits = { criticalLow: null, low: null, high: 100, criticalHigh: null, setByKind: 'carer' as const, setByName: '甲', seen: null }
  expect(await code(t.run(SetLimit, { elderId, metric: 'heart-rate', ...limits }, west('care-coordinator')))).toBe('watch.person-unknown')
}

describe('another town', () => {
  test('sees and changes nothing', seesNothing)
  test('nor with row security off: the queries are a wall of their own', async () => {
    const tables = ['home', 'home_member', 'device', 'device_state', 'binding', 'contact', 'personal_limit']
    for (const table of tables) await t.rows(`alter table watch.${table} disable row level security`)
    try {
      await seesNothing()
    } finally {
      for (const table of tables) await t.rows(`alter table watch.${table} enable row level security`)
    }
  })
  test('nor by SQL: row security is a wall of its own', async () => {
    const client = await t.kernel.pool.connect()
    try {
      for (const table of [
        'home',
        'home_member',
        'device',
        'device_event',
        'binding',
        'contact',
        'personal_limit',
        'pub_home',
        'pub_device',
        'pub_binding',
      ]) {
        await client.query("begin; set local yinqiao.area = '990101100'")
        const { rows } = await client.query<{ row: string }>(`select x::text as row from watch.${table} x`)
        await client.query('rollback')
        expect(
          rows.filter(({ row }) => /沈|near|shared/.test(row)),
          table,
        ).toEqual([])
      }
    } finally {
      client.release()
    }
  })
  test('a town does not take a device or an elder of another town into its own home', async () => {
    expect(await code(t.run(AddMember, { homeId: far.id, elderId: home.elders[0] ?? '' }, west()))).toBe('watch.person-unknown')
    const loose = await newDevice(t, 'loose')
    expect(await code(t.run(BindDevice, { deviceId: loose.id, homeId: far.id, elderId: null, room: null }, west()))).toBe(
      'watch.device-unknown',
    )
    expect(await code(t.run(SaveHome, { ...plainHome, divisionCode: '990101001001' }, west()))).toBe('places.outside-area')
  })
  test('no area at all sees nothing', async () => {
    const none = t.actor({ role: 'village-officer', area: '' })
    expect((await t.done(ListHomes, {}, none)).rows).toEqual([])
    expect((await t.done(ListDevices, {}, none)).rows).toEqual([])
  })
})

test.each(['family', 'elder', 'responder', 'carer', 'firm', 'statistician', 'system-admin', 'district-leader'])(
  '%s sees no register of devices',
  async (role) => {
    const of = t.actor({ role, persons: home.elders })
    for (const [signature, input] of [
      [ListHomes, {}],
      [ListDevices, {}],
      [GetHome, { id: home.id }],
      [GetDevice, { id: device.id }],
    ] as const)
      expect(await code(t.run(signature, input, of)), signature.name).toBe('kernel.not-allowed')
  },
)

test('quarantine holds messages of any town: only the whole district looks into it', async () => {
  await t.rows(`insert into watch.quarantine (id, at, via, source, topic, reason, bytes, last_at)
    values (gen_random_uuid(), now(), 'mqtt', 'x', 'y', 'unknown-device', 1, now())`)
  expect((await t.done(ListQuarantine, {}, t.actor({ role: 'operator' }))).rows).toHaveLength(1)
  expect((await t.done(ListQuarantine, {}, west('operator'))).rows).toEqual([])
  expect(await code(t.run(ListQuarantine, {}, west()))).toBe('kernel.not-allowed')
})

describe('is all well', () => {
  const family = (persons: readonly string[]) => t.actor({ role: 'family', area: '', persons })
  test('tells of the persons of the post alone, and never where, which device, or the minute', async () => {
    t.clock.set('2026-03-02T02:10:00Z')
    await t.rows(
      "insert into watch.device_state (device_id, last_seen_at, sign_at, battery) values ($1, '2026-03-02T02:05:00Z', '2026-03-02T02:05:00Z', 80)",
      [device.id],
    )
    const { persons } = await t.done(AllIsWell, {}, family([home.elders[0] ?? '']))
    expect(persons).toMatchObject([
      {
        name: '沈一',
        answer: 'well',
        fresh: 'just-now',
        signAt: '2026-03-02T02:00:00Z',
        signOf: 'person',
        devices: { all: 2, silent: 0, weak: 0 },
      },
    ])
    expect(JSON.stringify(persons)).not.toMatch(/near|shared|沈家|稻香路|02:05/)
    expect(
      await t.rows("select 1 from kernel.audit_line where signature = 'watch.all-is-well' and subjects like '%' || $1 || '%'", [
        home.elders[0],
      ]),
    ).toHaveLength(1)
  })
  test('in a shared home a movement is nobody in particular: not a sign of this person', async () => {
    await t.rows("insert into watch.home_state (home_id, active_at) values ($1, '2026-03-02T02:05:00Z')", [home.id])
    const [second] = (await t.done(AllIsWell, {}, family([home.elders[1] ?? '']))).persons
    expect(second).toMatchObject({ name: '沈二', answer: 'unknown', signAt: null, signOf: null })
  })
  test('an alarm is told, and whether somebody is on it', async () => {
    await t.rows(
      `insert into watch.alarm (id, cause, subject_kind, subject_id, elder_id, home_id, division_code, level, title, state, owner_kind, owner_name, deadline_at, opened_at, last_signal_at, signals, needs_second)
       values (gen_random_uuid(), 'person', 'elder', $1, $1, $2, '990101001001', 1, '呼叫', 'new', 'duty', '值守台', '2026-03-02T02:11:00Z', '2026-03-02T02:10:00Z', '2026-03-02T02:10:00Z', 1, true)`,
      [home.elders[0], home.id],
    )
    const told = async () => (await t.done(AllIsWell, {}, family([home.elders[0] ?? '']))).persons[0]
    expect(await told()).toMatchObject({ answer: 'alarm', openAlarm: true, alarmOwned: false })
  })
  test('smoke in the home is told to each family of it; who has nobody there is told nothing, not even a number', async () => {
    await t.rows(
      `insert into watch.alarm (id, cause, subject_kind, subject_id, home_id, division_code, level, title, state, owner_kind, owner_name, deadline_at, opened_at, last_signal_at, signals, needs_second)
       values (gen_random_uuid(), 'hazard', 'home', $1, $1, '990101001001', 1, '烟雾', 'new', 'duty', '值守台', '2026-03-02T02:11:00Z', '2026-03-02T02:10:00Z', '2026-03-02T02:10:00Z', 1, true)`,
      [home.id],
    )
    expect((await t.done(AllIsWell, {}, family([home.elders[1] ?? '']))).persons[0]).toMatchObject({ answer: 'alarm', openAlarm: true })
    const client = await t.kernel.pool.connect()
    try {
      await client.query(`begin; set local yinqiao.persons = '{${far.elders[0]}}'`)
      expect((await client.query('select * from watch.glance_home($1)', [home.id])).rows).toEqual([])
    } finally {
      await client.query('rollback')
      client.release()
    }
  })
  test('nobody named, nothing told; an unwatched person is not known to be well', async () => {
    expect((await t.done(AllIsWell, {}, family([]))).persons).toEqual([])
    const alone = await newElder(t, '无设备人')
    expect((await t.done(AllIsWell, {}, family([alone]))).persons).toMatchObject([{ watched: false, answer: 'unknown' }])
    expect(await code(t.run(AllIsWell, {}, t.actor({ role: 'town-officer' })))).toBe('kernel.not-allowed')
    expect(await code(t.run(AllIsWell, {}, anonymous))).toBe('kernel.not-signed-in')
  })
})
