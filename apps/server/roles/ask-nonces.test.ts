import type { TestRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWatch } from '../../../rooms/watch/fixtures/open-watch.ts'
import { askNonces } from './ask-nonces.ts'

let t: TestRooms
beforeAll(async () => {
  t = await openWatch()
})
afterAll(() => t.close())

test('a thousand pushes at once take one connection at a time: seven are left for alarms', async () => {
  let [now, most] = [0, 0]
  const connect = async () => {
    const client = await t.kernel.pool.connect()
    most = Math.max(most, ++now)
    const release = client.release.bind(client)
    client.release = (error) => {
      now--
      client.release = release
      release(error)
    }
    return client
  }
  const ask = askNonces({ ...t.kernel, pool: { ...t.kernel.pool, connect } as typeof t.kernel.pool })
  const answers = await Promise.all(Array.from({ length: 1000 }, (_, n) => ask('own:n', `nonce-${n % 900}`, 2_000_000_000_000)))
  expect(answers.filter(Boolean).length).toBe(900)
  expect(most).toBe(1)
})

test('a database that does not answer rejects those who asked, and is asked again by the next', async () => {
  const away = { ...t.kernel.pool, connect: () => Promise.reject(new Error('away')) } as unknown as typeof t.kernel.pool
  const kernel = { ...t.kernel, pool: away }
  const ask = askNonces(kernel)
  await expect(Promise.all([ask('own:n', 'a', 0), ask('own:n', 'b', 0)])).rejects.toThrow('away')
  kernel.pool = t.kernel.pool
  expect(await ask('own:n', 'a', 2_000_000_000_000)).toBe(true)
})
