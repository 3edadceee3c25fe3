import { asSystem } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWatch } from './fixtures/open-watch.ts'
import { quarantine, type Quarantined } from './index.ts'

let t: TestRooms
beforeAll(async () => {
  t = await openWatch()
})
afterAll(() => t.close())

const stranger: Quarantined = {
  via: 'mqtt',
  source: 'gt06:1',
  topic: 'devices/gt06:1/up',
  reason: 'unknown-device',
  detail: null,
  bytes: 3,
  payload: new Uint8Array([1, 2, 3]),
}
const lay = (...messages: Quarantined[]) => asSystem(t.kernel, 'watch', (ctx) => quarantine(ctx, messages))
const open = () =>
  t.rows<{ source: string; times: number; bytes: number; length: number }>(
    'select source, times, bytes, length(payload) as length from watch.quarantine where settled_at is null order by source',
  )

test('a sender that repeats itself is one row that counts, within a batch and over many', async () => {
  await lay(stranger, stranger, stranger)
  await Promise.all(Array.from({ length: 8 }, () => lay(stranger)))
  expect(await open()).toEqual([{ source: 'gt06:1', times: 11, bytes: 3, length: 3 }])
})

test('of ten megabytes only the beginning is kept, their length is told; names that break a database are spelled', async () => {
  await lay({ ...stranger, source: 'x\u0000\ud800', reason: 'too-large', bytes: 10_000_000, payload: new Uint8Array(10_000_000) })
  expect(await open()).toContainEqual({ source: 'x·\ufffd', times: 1, bytes: 10_000_000, length: 4096 })
})

test('a settled row stays as it is: the same message again opens a new one', async () => {
  await t.rows("update watch.quarantine set settled_at = now(), settled_by_name = '某', settled_how = '弃' where source = 'gt06:1'")
  await lay(stranger)
  expect((await open()).filter(({ source }) => source === 'gt06:1')).toEqual([{ source: 'gt06:1', times: 1, bytes: 3, length: 3 }])
})

test('who invents names cannot fill the disk: past the limit they are counted together', async () => {
  await t.rows(`insert into watch.quarantine (id, at, via, source, topic, reason, bytes, last_at)
    select gen_random_uuid(), now(), 'mqtt', 'made-' || n, '', 'unknown-device', 1, now() from generate_series(1, 20000) n`)
  await lay(...Array.from({ length: 50 }, (_, n) => ({ ...stranger, source: `new-${n}` })))
  const rows = await open()
  expect(rows.filter(({ source }) => source.startsWith('new-'))).toEqual([])
  expect(rows.find(({ source }) => source === '*')).toMatchObject({ times: 50 })
  // one already known goes on being counted under its own name
  await lay(stranger)
  expect((await open()).find(({ source }) => source === 'gt06:1')).toMatchObject({ times: 2 })
})
