import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { liveCipher, ringCipher } from './cipher.ts'
import { withClient } from './postgres/prepare.ts'
import { rotateKeys } from './rotate-keys.ts'
import { type TestRooms, testRooms } from './testing/index.ts'
import { toyRoom } from './testing/toy/toy-room.ts'

let t: TestRooms
const columns = [{ table: 'toy.card', key: 'id', column: 'number_sealed' }]
const rows = 1200

beforeAll(async () => {
  t = await testRooms([toyRoom()])
  await owner((client) => client.query('create table toy.card (id uuid primary key default gen_random_uuid(), n int, number_sealed text)'))
})
afterAll(() => t.close())

beforeEach(async () => {
  const cipher = ringCipher(t.keys.load())
  await owner(async (client) => {
    await client.query('truncate toy.card')
    await client.query(
      'insert into toy.card (n, number_sealed) select n, sealed from json_to_recordset($1::json) as r(n int, sealed text)',
      [JSON.stringify(Array.from({ length: rows }, (_, n) => ({ n, sealed: n % 100 === 99 ? null : cipher.seal(`number ${n}`) })))],
    )
  })
})

const owner = <T>(work: Parameters<typeof withClient<T>>[1]) => withClient(t.server.url('yinqiao_owner', t.database), work)
const keysInUse = async () =>
  (
    await t.rows<{ key: string }>(`select distinct split_part(number_sealed, '.', 2) as key from toy.card where number_sealed is not null`)
  ).map(({ key }) => key)

async function expectAllReadable(): Promise<void> {
  const cipher = ringCipher(t.keys.load())
  const found = await t.rows<{ n: number; number_sealed: string | null }>('select n, number_sealed from toy.card order by n')
  expect(found.map(({ n, number_sealed }) => [n, number_sealed === null ? null : cipher.open(number_sealed)])).toEqual(
    Array.from({ length: rows }, (_, n) => [n, n % 100 === 99 ? null : `number ${n}`]),
  )
}

test('every row is sealed with the new key, empty ones stay empty, and searches still hit', async () => {
  const running = liveCipher(t.keys)
  const blind = running.blind('toy.card.number', 'number 7')
  const report = await owner((client) => rotateKeys(client, t.keys, columns, { batch: 100 }))
  expect(report).toMatchObject({ resumed: false, algorithm: 'sm4', columns: [{ table: 'toy.card', sealedAgain: 1188 }] })
  expect(await keysInUse()).toEqual([report.key])
  await expectAllReadable()
  // a program that runs reads what the rotation wrote, and seals with the new key
  const [first] = await t.rows<{ number_sealed: string }>('select number_sealed from toy.card where n = 7')
  expect(running.open(first?.number_sealed ?? '')).toBe('number 7')
  expect(running.seal('x').split('.')[1]).toBe(report.key)
  expect(running.blind('toy.card.number', 'number 7')).toBe(blind)
})

test('the other algorithm, and a row that is changed during the rotation keeps the change', async () => {
  const running = liveCipher(t.keys)
  let changed = false
  const report = await owner((client) =>
    rotateKeys(client, t.keys, columns, {
      algorithm: 'aes',
      batch: 100,
      onProgress: () => {
        if (changed) return
        changed = true
        void t.rows('update toy.card set number_sealed = $1 where n = 1198', [running.seal('number 1198')])
      },
    }),
  )
  expect(await keysInUse()).toEqual([report.key])
  expect((await t.rows<{ number_sealed: string }>('select number_sealed from toy.card limit 1'))[0]?.number_sealed).toMatch(/^aes\./)
  await expectAllReadable()
})

test('cut off in the middle: all rows stay readable, and the next run goes on with the same key', async () => {
  let batches = 0
  const cut = owner((client) =>
    rotateKeys(client, t.keys, columns, {
      batch: 100,
      onProgress: () => {
        batches += 1
        if (batches === 3) client.connection.stream.destroy()
      },
    }),
  )
  await expect(cut).rejects.toThrow()
  const half = await keysInUse()
  expect(half).toHaveLength(2)
  await expectAllReadable()
  const report = await owner((client) => rotateKeys(client, t.keys, columns))
  expect(report.resumed).toBe(true)
  expect(half).toContain(report.key)
  expect(report.columns[0]?.sealedAgain).toBe(1188 - 300)
  expect(await keysInUse()).toEqual([report.key])
  expect(t.keys.load().rotating).toBeUndefined()
  await expectAllReadable()
})

test('two rotations at once: the second is refused and adds no key', async () => {
  const first = owner((client) => rotateKeys(client, t.keys, columns))
  await new Promise((done) => setTimeout(done, 300))
  const keys = Object.keys(t.keys.load().keys)
  await expect(owner((client) => rotateKeys(client, t.keys, columns))).rejects.toThrow(/another rotation/)
  expect(Object.keys(t.keys.load().keys)).toEqual(keys)
  await first
})
