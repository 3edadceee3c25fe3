import { afterAll, beforeAll, expect, test } from 'vitest'
import { deliver } from './deliver.ts'
import { testRooms, type TestRooms } from './testing/index.ts'
import { AddCount, toyRoom } from './testing/toy/toy-room.ts'
import { startWorker } from './worker.ts'

let broken = false
let t: TestRooms
beforeAll(async () => {
  t = await testRooms([
    toyRoom(() => {
      if (broken) throw new Error('接收方拒绝')
    }),
  ])
})
afterAll(() => t.close())

const deliveryOf = async (title: string) =>
  (
    await t.rows<{ event_id: string; state: string; attempts: number; reason: string | null }>(
      'select d.* from kernel.delivery d join kernel.event e on e.id = d.event_id where e.subject = $1',
      [title],
    )
  )[0]
const heard = async (title: string) => (await t.rows('select 1 from toy.heard where note = $1', [title])).length

test('an event delivered five times at once has one effect', async () => {
  await t.run(AddCount, { title: '一' })
  const { event_id } = (await deliveryOf('一')) ?? { event_id: '' }
  await Promise.all(Array.from({ length: 5 }, () => deliver(t.kernel, event_id, 'toy.hear-count')))
  expect(await heard('一')).toBe(1)
  expect(await deliveryOf('一')).toMatchObject({ state: 'done', attempts: 1 })
})

test('a listener that fails ten times leaves nothing and is parked with its reason; put right, it is delivered', async () => {
  await t.run(AddCount, { title: '二' })
  const { event_id } = (await deliveryOf('二')) ?? { event_id: '' }
  broken = true
  for (let attempt = 1; attempt <= 9; attempt++) await expect(deliver(t.kernel, event_id, 'toy.hear-count')).rejects.toThrow('接收方拒绝')
  expect(await deliveryOf('二')).toMatchObject({ state: 'waiting', attempts: 9 })
  await deliver(t.kernel, event_id, 'toy.hear-count')
  expect(await deliveryOf('二')).toMatchObject({ state: 'parked', attempts: 10, reason: '接收方拒绝' })
  expect(await heard('二')).toBe(0)
  broken = false
  await deliver(t.kernel, event_id, 'toy.hear-count')
  expect(await deliveryOf('二')).toMatchObject({ state: 'done', reason: null })
  expect(await heard('二')).toBe(1)
})

test('the worker takes events from the queue by itself and seals the audit', async () => {
  await t.run(AddCount, { title: '三' })
  const worker = await startWorker(t.kernel, t.server.url('yinqiao_jobs', t.database), t.dataFolder)
  await expect.poll(() => heard('三'), { timeout: 10_000 }).toBe(1)
  await expect
    .poll(() => t.rows('select 1 from kernel.audit_line l where not exists (select from kernel.audit_seal s where s.line = l.n)'), {
      timeout: 10_000,
    })
    .toEqual([])
  await worker.stop()
})
