import { asSystem, transact } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWatch } from './fixtures/open-watch.ts'
import { claimNonces, forgetNonces } from './index.ts'

let t: TestRooms
beforeAll(async () => {
  t = await openWatch()
})
afterAll(() => t.close())

const claim = async (source: string, nonce: string, until: number) =>
  (await asSystem(t.kernel, 'watch', (ctx) => claimNonces(ctx, [{ source, nonce, until }])))[0]

test('of all who ask at once one is told that a nonce is new; another key has nonces of its own; old ones are forgotten', async () => {
  t.clock.set('2026-11-22T08:00:00Z')
  const at = Temporal.Instant.from('2026-11-22T08:00:00Z').epochMilliseconds
  const answers = await Promise.all(Array.from({ length: 6 }, () => claim('own:a', 'n1', at + 300_000)))
  expect(answers.filter(Boolean).length).toBe(1)
  expect(await claim('own:b', 'n1', at + 600_000)).toBe(true)
  t.clock.set('2026-11-22T08:05:01Z')
  await asSystem(t.kernel, 'watch', forgetNonces)
  expect(await t.rows('select source from watch.push_nonce')).toEqual([{ source: 'own:b' }])
})

test('nobody but the program itself sees or writes them', async () => {
  await claim('own:c', 'n2', 2_000_000_000_000)
  const operator = t.actor({ role: 'operator', area: '320507' })
  const as = <R>(work: Parameters<typeof transact<R>>[2]) => transact(t.kernel, { actor: operator, room: 'watch', origin: 'test' }, work)
  expect(await as(async ({ db }) => (await sql`select 1 from watch.push_nonce`.execute(db)).rows)).toEqual([])
  await expect(as((ctx) => claimNonces(ctx, [{ source: 'own:d', nonce: 'n3', until: 0 }]))).rejects.toThrow(/row-level security/)
  expect(await t.rows(`select 1 from watch.push_nonce where source = 'own:d'`)).toEqual([])
})

test('asked for together, each is told of its own; one that is there twice is new once', async () => {
  await claim('own:e', 'old', 2_000_000_000_000)
  const asked = ['one', 'old', 'two', 'one'].map((nonce) => ({ source: 'own:e', nonce, until: 2_000_000_000_000 }))
  expect(await asSystem(t.kernel, 'watch', (ctx) => claimNonces(ctx, asked))).toEqual([true, false, true, false])
  expect(await asSystem(t.kernel, 'watch', (ctx) => claimNonces(ctx, asked))).toEqual([false, false, false, false])
})
