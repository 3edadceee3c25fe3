import pino from 'pino'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { openOwedAudit } from './owed-audit.ts'
import { AddCount, ListPersons, toyRoom } from './testing/toy/toy-room.ts'
import { testRooms, type TestRooms } from './testing/index.ts'

let t: TestRooms
beforeAll(async () => {
  t = await testRooms([toyRoom()])
  // what PostgreSQL says when a table cannot grow
  await t.rows(`create function toy.no_room() returns trigger language plpgsql as $$ begin
    raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`)
})
afterEach(() => t.rows('drop trigger if exists full_disk on kernel.audit_line'))
afterAll(() => t.close())

const fill = () => t.rows('create trigger full_disk before insert on kernel.audit_line for each row execute function toy.no_room()')
const looks = () => t.rows<{ outcome: string }>(`select outcome from kernel.audit_line where signature = 'toy.list-persons'`)

test('on a full disk persons are still seen, nothing is written, and who looked is in the audit once there is room', async () => {
  const before = (await looks()).length
  await fill()
  for (let n = 0; n < 3; n++) expect(await t.run(ListPersons, {})).toMatchObject({ ok: true })
  expect(await t.run(AddCount, { title: '满' })).toMatchObject({ refusal: { refused: { code: 'kernel.read-only' } } })
  expect(await t.rows(`select from toy.counter where title = '满'`)).toEqual([])
  expect([await looks(), t.kernel.owed?.count()]).toMatchObject([{ length: before }, 3])
  await t.rows('drop trigger full_disk on kernel.audit_line')
  await expect.poll(looks, { timeout: 10_000 }).toHaveLength(before + 3)
  expect(t.kernel.owed?.count()).toBe(0)
})

const line = (n: number) => ({ text: 'insert', values: [n] })
const log = pino({ level: 'silent' })

test('who owes too much is shown nothing more', () => {
  const owed = openOwedAudit({ query: vi.fn() }, log, 60_000, 2)
  expect([owed.owe([line(1)]), owed.owe([line(2)]), owed.owe([line(3)])]).toEqual([true, true, false])
  expect(owed.count()).toBe(2)
})

test('lines are written in order, each once, though the database fails in between and new ones come', async () => {
  const written: unknown[] = []
  let falls = 3
  const query = async (_: string, values: unknown[]) => {
    if (falls-- > 0) throw new Error('no room')
    written.push(...values)
  }
  const owed = openOwedAudit({ query: query as never }, log, 5)
  owed.owe([line(1), line(2)])
  await expect.poll(() => written.length).toBe(2)
  owed.owe([line(3)])
  await owed.close()
  expect(written).toEqual([1, 2, 3])
  expect(owed.count()).toBe(0)
})
