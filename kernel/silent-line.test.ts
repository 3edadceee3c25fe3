import { sql } from 'kysely'
import type { Pool } from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { liftLimits, openPool } from './database.ts'
import type { Kernel } from './kernel.ts'
import { openProxy, type Proxy, testRooms, type TestRooms } from './testing/index.ts'
import { asSystem } from './transaction.ts'

let t: TestRooms
let proxy: Proxy
let pool: Pool
let kernel: Kernel
beforeAll(async () => {
  t = await testRooms([])
  const url = new URL(t.server.url('yinqiao_app', t.database))
  proxy = await openProxy(Number(url.port))
  url.port = String(proxy.port)
  pool = openPool(url.toString(), 2, { statementAtMost: 400 })
  kernel = { ...t.kernel, pool }
})
afterAll(async () => {
  proxy.close()
  await pool.end()
  await t.close()
})
beforeEach(() => proxy.set('open'))

const ask = () => asSystem(kernel, 'kernel', (ctx) => sql`select 1 as one`.execute(ctx.db))
const sleep = (seconds: number, lifted: boolean) =>
  asSystem(kernel, 'kernel', async (ctx) => {
    if (lifted) await liftLimits(ctx.db)
    await sql`select pg_sleep(${seconds})`.execute(ctx.db)
  })

test('a line that is lost without a word is given up, whoever waits on it; all of the pool works again once the database is there', async () => {
  // both of its lines stand and are idle
  await Promise.all([ask(), ask()])
  // one is lost between two statements, the other while it waits for an answer
  const between = asSystem(kernel, 'kernel', async (ctx) => {
    await sql`select 1`.execute(ctx.db)
    proxy.set('lost')
    await sql`select 2`.execute(ctx.db)
  })
  const waiting = sleep(0.3, false)
  const begun = performance.now()
  const ended = await Promise.allSettled([between, waiting])
  expect(ended.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(performance.now() - begun).toBeLessThan(3000)
  proxy.set('open')
  // more at once than the pool has lines: none of them is still held
  expect(await Promise.allSettled([ask(), ask(), ask(), ask()]).then((all) => all.map(({ status }) => status))).toEqual(
    Array.from({ length: 4 }, () => 'fulfilled'),
  )
})

test('a statement that takes too long is cut by the server, and not where long work was announced', async () => {
  await expect(sleep(1, false)).rejects.toThrow('statement timeout')
  await expect(sleep(1, true)).resolves.toBeUndefined()
  // the announcement was for that transaction alone
  await expect(sleep(1, false)).rejects.toThrow('statement timeout')
})

test('the server is told to notice a machine that is gone, so that what it held is free again', async () => {
  const { rows } = await pool.query<{ idle: string; probes: string }>(
    `select current_setting('tcp_keepalives_idle') as idle, current_setting('tcp_keepalives_count') as probes`,
  )
  expect(rows).toEqual([{ idle: '10', probes: '3' }])
})
