import { asSystem } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ElderInput, GetElder, GetLifeStates, ListElders, ListElderVersions } from '../contract/index.ts'
import { madeId, openQinghe, plainElder } from '../fixtures/elders.ts'
import { type BulkElder, loadElders } from '../index.ts'

const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗']
const given = [...'桂芳秀英建国淑兰玉珍文华春梅金凤明德永福瑞荣']
const count = 3000

let t: TestRooms
const facts = (n: number): ElderInput => ({
  ...plainElder,
  name: `${surnames[n % 20] ?? ''}${given[(n * 7) % 20] ?? ''}${given[(n * 3 + 1) % 20] ?? ''}`,
  idKind: 'citizen-id',
  idNumber: madeId(`19${30 + (n % 36)}-0${1 + (n % 9)}-1${n % 10}`, n % 1000),
  phone: `1390000${String(n).padStart(4, '0')}`,
  divisionCode: n % 3 === 0 ? '990101100200' : '990101001001',
})
const load = (elders: readonly BulkElder[]) => asSystem(t.kernel, 'people', (ctx) => loadElders(ctx, elders), 'people.load-elders')
const elder = (n: number, id: string, of: Partial<BulkElder> = {}): BulkElder => ({
  id,
  facts: facts(n),
  lifeState: { state: 'at-home', from: '2026-01-01', to: null },
  origin: 'import',
  synthetic: true,
  ...of,
})
const idOf = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`

beforeAll(async () => {
  t = await openQinghe()
  for (let start = 0; start < count; start += 1000) await load(Array.from({ length: 1000 }, (_, n) => elder(start + n, idOf(start + n))))
  await t.rows('analyze people.elder; analyze people.life_state')
})
afterAll(() => t.close())

describe('a bulk load', () => {
  test('makes records like typed ones, marked synthetic, with version and life state', async () => {
    expect(await t.done(GetElder, { id: idOf(5) })).toMatchObject({
      ...facts(5),
      birthDay: expect.any(String),
      sex: expect.any(String),
      synthetic: true,
      origin: 'import',
      version: 1,
      lifeState: 'at-home',
    })
    expect((await t.done(ListElderVersions, { id: idOf(5) })).versions).toHaveLength(1)
    expect((await t.done(GetLifeStates, { elderId: idOf(5) })).changes).toHaveLength(1)
    expect((await t.done(ListElders, {})).total).toBe(count)
  })
  test('with one wrong fact keeps nothing of its batch', async () => {
    const batch = [elder(count, idOf(count)), elder(count + 1, idOf(count + 1), { facts: { ...facts(count + 1), phone: '12' } })]
    await expect(load(batch)).rejects.toThrow('people.phone-invalid')
    await expect(load([elder(count, idOf(count)), elder(7, idOf(count + 2))])).rejects.toMatchObject({ code: '23505' })
    expect(await t.rows('select 1 from people.elder where id >= $1', [idOf(count)])).toEqual([])
  })
})

/** The plan the application gets for a query, under row security. */
async function planOf(area: string, sql: string): Promise<string> {
  const client = await t.kernel.pool.connect()
  try {
    await client.query(`begin; set local yinqiao.area = '${area}'; set local enable_seqscan = off`)
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${sql}`)
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  } finally {
    await client.query('rollback')
    client.release()
  }
}

describe('every search is served by an index, also behind row security', () => {
  const last = '\u{10FFFF}'
  test.each([
    ['a name', `name >= '王桂' and name < '王桂${last}'`, 'elder_name'],
    ['a given name', `name_from2 >= '桂芳' and name_from2 < '桂芳${last}'`, 'elder_name_from2'],
    ['pinyin', "name_full >= 'wanggui' and name_full < 'wanggui~'", 'elder_full'],
    ['initials', "name_initials >= 'wgf' and name_initials < 'wgf~'", 'elder_initials'],
    ['a phone tail', "phone_tail_blind = 'x'", 'elder_phone_tail'],
    ['an id number', "id_blind = 'x'", 'elder_id_blind_key'],
  ])('%s', async (_, condition, index) => {
    const plan = await planOf('990101', `select id from people.elder where ${condition}`)
    expect(plan).toContain(index)
    expect(plan).toMatch(/Index Cond: /)
  })
  test('pages of a whole district walk the index of the sound and do not sort', async () => {
    const plan = await planOf(
      '990101',
      "select id from people.elder where (name_full, id) > ('li', '01900000-0000-7000-8000-000000000000') order by name_full, id limit 51",
    )
    expect(plan).toMatch(/Index.*elder_full/)
    expect(plan).not.toContain('Sort')
  })
})

test('deep pages go through thousands once', async () => {
  const seen = new Set<string>()
  let cursor: string | null = null
  let before = ''
  do {
    const page: { rows: { id: string; name: string }[]; next: string | null } = await t.done(
      ListElders,
      { limit: 500, cursor },
      t.actor({ role: 'town-officer', area: '990101001' }),
    )
    for (const row of page.rows) {
      expect(seen.has(row.id)).toBe(false)
      seen.add(row.id)
    }
    expect(page.next === null || page.next !== before).toBe(true)
    before = page.next ?? ''
    cursor = page.next
  } while (cursor !== null)
  expect(seen.size).toBe(2000)
})
