import { anonymous } from '@yinqiao/kernel/contract'
import type { TestRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  CheckIdNumber,
  CreateElder,
  EditElder,
  EditElders,
  GetElder,
  GetLifeStates,
  ListElders,
  ListElderVersions,
  ReadElderClear,
  SetLifeState,
  UndoLifeState,
} from '../contract/index.ts'
import { fullElder, openQinghe, plainElder } from '../fixtures/elders.ts'

let t: TestRooms
let here = ''
let there = ''
beforeAll(async () => {
  t = await openQinghe()
  here = (await t.done(CreateElder, { ...fullElder, lifeState: { state: 'at-home', from: '2026-01-01' } })).id
  there = (await t.done(CreateElder, { ...plainElder, name: '西溪人', divisionCode: '990101100200' })).id
})
afterAll(() => t.close())
const code = async (answer: Promise<{ ok: boolean; refusal?: { refused: { code: string } } }>) =>
  (await answer).refusal?.refused.code ?? 'done'

describe('an area', () => {
  test('sees its own only, by every way in', async () => {
    const west = t.actor({ role: 'town-officer', area: '990101100' })
    expect((await t.done(ListElders, {}, west)).rows.map((row) => row.id)).toEqual([there])
    expect((await t.done(ListElders, {}, west)).total).toBe(1)
    for (const search of [fullElder.name, 'sdx', '5678', fullElder.phone, fullElder.idNumber])
      expect((await t.done(ListElders, { search }, west)).rows).toEqual([])
    expect((await t.done(ListElders, { under: '990101001' }, west)).rows).toEqual([])
    expect((await t.done(CheckIdNumber, { idNumber: fullElder.idNumber ?? '' }, west)).recorded).toBe(false)
    expect(await code(t.run(GetElder, { id: here }, west))).toBe('people.elder-unknown')
    expect(await code(t.run(ListElderVersions, { id: here }, west))).toBe('people.elder-unknown')
    expect(await code(t.run(GetLifeStates, { elderId: here }, west))).toBe('people.elder-unknown')
    expect(await code(t.run(EditElder, { ...plainElder, id: here, version: 1 }, west))).toBe('people.elder-unknown')
    expect(
      await code(t.run(SetLifeState, { elderId: here, seen: null, state: 'away', from: '2026-02-01', to: null, note: null }, west)),
    ).toBe('people.elder-unknown')
    expect(await code(t.run(UndoLifeState, { elderId: here, changeId: here, reason: '测试' }, west))).toBe('people.elder-unknown')
  })
  test('cannot be written out of: a town does not move an elder to another town', async () => {
    expect(
      await code(
        t.run(
          EditElder,
          { ...fullElder, id: here, version: 1, divisionCode: '990101100200' },
          t.actor({ role: 'town-officer', area: '990101001' }),
        ),
      ),
    ).toBe('people.outside-area')
    expect(await t.rows('select version, division_code from people.elder where id = $1', [here])).toEqual([
      { version: 1, division_code: '990101001001' },
    ])
  })
  test('a neighbour whose code begins alike is not inside; no area sees nobody', async () => {
    for (const area of ['99010100', '990101001002', '99010110', '']) {
      const seen = (await t.done(ListElders, {}, t.actor({ role: 'village-officer', area }))).rows.map((row) => row.id)
      expect(seen, area).toEqual(area === '99010100' ? [here] : area === '99010110' ? [there] : [])
    }
  })
})

describe('row security is a second wall', () => {
  const as = async (settings: string, sql: string) => {
    const client = await t.kernel.pool.connect()
    try {
      await client.query(`begin; ${settings}`)
      return (await client.query(sql)).rows.length
    } finally {
      await client.query('rollback')
      client.release()
    }
  }
  test.each([
    'people.elder',
    'people.elder_version',
    'people.life_state',
    'people.life_change',
    'people.pub_elder',
    'people.pub_life_state',
  ])('%s', async (table) => {
    expect(await as('', `select * from ${table}`)).toBe(0)
    expect(
      await as("set local yinqiao.area = '990101100200'", `select * from ${table} where ${/life/.test(table) ? 'true' : 'true'}`),
    ).toBe(/life/.test(table) ? 0 : 1)
    expect(await as("set local yinqiao.area = '990101'", `select * from ${table}`)).toBeGreaterThan(0)
    expect(await as(`set local yinqiao.persons = '{${here}}'`, `select * from ${table}`)).toBe(1)
  })
  test('rows of another area cannot be changed or planted', async () => {
    expect(await as("set local yinqiao.area = '990101100'", `update people.elder set name = 'x' where id = '${here}' returning 1`)).toBe(0)
    await expect(
      as("set local yinqiao.area = '990101100'", `update people.elder set division_code = '990101001001' where id = '${there}'`),
    ).rejects.toMatchObject({ code: '42501' })
  })
})

test('the queries are a first wall: with row security off, another town still sees and changes nobody', async () => {
  const tables = ['elder', 'elder_version', 'life_state', 'life_change']
  const west = t.actor({ role: 'town-officer', area: '990101100' })
  for (const table of tables) await t.rows(`alter table people.${table} disable row level security`)
  try {
    expect((await t.done(ListElders, {}, west)).rows.map((row) => row.id)).toEqual([there])
    expect((await t.done(ListElders, {}, t.actor({ role: 'family', area: '', persons: [there] }))).rows.map((row) => row.id)).toEqual([
      there,
    ])
    expect(await code(t.run(GetElder, { id: here }, west))).toBe('people.elder-unknown')
    expect(await code(t.run(ListElderVersions, { id: here }, west))).toBe('people.elder-unknown')
    expect(await code(t.run(GetLifeStates, { elderId: here }, west))).toBe('people.elder-unknown')
    expect(await code(t.run(EditElder, { ...plainElder, id: here, version: 1, divisionCode: '990101100200' }, west))).toBe(
      'people.elder-unknown',
    )
    expect(
      await code(t.run(SetLifeState, { elderId: here, seen: null, state: 'away', from: '2026-02-01', to: null, note: null }, west)),
    ).toBe('people.elder-unknown')
  } finally {
    for (const table of tables) await t.rows(`alter table people.${table} enable row level security`)
  }
})

describe('family and the elder', () => {
  const family = () => t.actor({ role: 'family', area: '', persons: [here] })
  test('family sees its own elder, masked', async () => {
    expect((await t.done(ListElders, {}, family())).rows.map((row) => row.id)).toEqual([here])
    const record = await t.done(GetElder, { id: here }, family())
    expect(record).toMatchObject({ clear: false, healthNotes: null, contacts: null, phone: '139****5678' })
    expect(JSON.stringify([record, await t.done(ListElderVersions, { id: here }, family())])).not.toMatch(/13900005678|青霉素|13900009999/)
    expect(await code(t.run(GetElder, { id: there }, family()))).toBe('people.elder-unknown')
    expect(await code(t.run(EditElder, { ...plainElder, id: here, version: 1 }, family()))).toBe('kernel.not-allowed')
  })
  test('the elder sees itself in clear', async () => {
    expect(await t.done(GetElder, { id: here }, t.actor({ role: 'elder', area: '', persons: [here] }))).toMatchObject({
      clear: true,
      idNumber: fullElder.idNumber,
      healthNotes: fullElder.healthNotes,
    })
  })
})

test('who may edit sees in clear: a form sends the whole record back', () => {
  expect(EditElders.roles.filter((role) => !ReadElderClear.roles.includes(role))).toEqual([])
})

test.each([
  'system-admin',
  'security-admin',
  'audit-admin',
  'district-leader',
  'working-group',
  'statistician',
  'park-operator',
  'firm',
  'provider-staff',
  'carer',
])('%s sees no elder', async (role) => {
  for (const answer of [
    t.run(ListElders, {}, t.actor({ role })),
    t.run(GetElder, { id: here }, t.actor({ role })),
    t.run(CreateElder, plainElder, t.actor({ role })),
    t.run(GetLifeStates, { elderId: here }, t.actor({ role })),
  ]) {
    expect(await code(answer)).toBe('kernel.not-allowed')
  }
})

test('nobody signed in sees nothing', async () => {
  expect(await code(t.run(ListElders, {}, anonymous))).toBe('kernel.not-signed-in')
})
