import { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { surviveLostConnections } from './database.ts'
import { freeJobs } from './free-jobs.ts'
import { testRooms, type TestRooms } from './testing/index.ts'
import { toyRoom } from './testing/toy/toy-room.ts'
import { startWorker } from './worker.ts'

let t: TestRooms
let pool: Pool
beforeAll(async () => {
  t = await testRooms([toyRoom()])
  pool = new Pool({ connectionString: queueUrl(), max: 4 })
  surviveLostConnections(pool)
})
afterAll(async () => {
  await pool.end()
  await t.close()
})

const queueUrl = () => t.server.url('yinqiao_jobs', t.database)
const jobs = 'graphile_worker._private_jobs'
/** A job that a worker of this name took a minute ago. */
async function taken(by: string): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(`select id::text from graphile_worker.add_job('kernel.forget-keys', '{}'::json)`)
  const id = rows[0]?.id ?? ''
  await pool.query(`update ${jobs} set locked_at = now() - interval '1 minute', locked_by = $1, attempts = 1 where id = $2`, [by, id])
  return id
}
const locked = async () =>
  (await pool.query<{ id: string }>(`select id::text from ${jobs} where locked_by is not null`)).rows.map(({ id }) => id)

test('jobs of a process that was killed, and those it could not give back, are freed; what anybody works on is not', async () => {
  const active = new Set<string>()
  const living = freeJobs(pool, t.kernel.log, () => 'the-living', new Set(['7']))
  const mine = freeJobs(pool, t.kernel.log, () => 'mine', active)
  await expect.poll(async () => (await pool.query(`select 1 from pg_locks where locktype = 'advisory' and objsubid = 2`)).rowCount).toBe(2)
  await living.stop()
  // it lives, and does not look
  const holder = await pool.connect()
  await holder.query("select pg_advisory_lock_shared(1498501463, hashtext('the-living'))")
  const [dead, others, own, lost] = [await taken('the-dead'), await taken('the-living'), await taken('mine'), await taken('mine')]
  active.add(own)
  expect(await locked()).toHaveLength(4)
  await expect.poll(locked, { timeout: 30_000 }).toEqual([others, own])
  expect([dead, lost]).toHaveLength(2)
  await mine.stop()
  holder.release(true)
  await pool.query(`delete from ${jobs}`)
})

test('a worker soon does what one that was killed had in hand', async () => {
  const worker = await startWorker(t.kernel, queueUrl(), t.dataFolder)
  await taken('the-dead')
  await expect.poll(async () => (await pool.query(`select 1 from ${jobs}`)).rowCount, { timeout: 30_000 }).toBe(0)
  await worker.stop()
})
