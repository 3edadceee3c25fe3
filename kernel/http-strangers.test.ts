import { connect, type AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { command } from './contract/index.ts'
import { openHttp } from './http.ts'
import { body, type Room } from './room.ts'
import { testRooms, type TestRooms } from './testing/index.ts'

const Knock = command({
  name: 'door.knock-once',
  title: { zh: '敲门', en: 'Knock' },
  permission: 'public',
  perMinute: 3,
  input: z.object({}),
  output: z.object({}),
  refusals: [],
})
const BringList = command({
  name: 'door.bring-list',
  title: { zh: '交名单', en: 'Bring a list' },
  permission: 'signed-in',
  bodyLimit: 80_000_000,
  input: z.object({}),
  output: z.object({}),
  refusals: [],
})
const doorRoom: Room = {
  name: 'door',
  signatures: [Knock, BringList],
  bodies: [body(Knock, async () => ({})), body(BringList, async () => ({}))],
}
let t: TestRooms
let app: FastifyInstance
beforeAll(async () => {
  t = await testRooms([doorRoom])
  app = await openHttp(t.kernel, { findActor: async () => null, trustProxy: true })
  await app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await app.close()
  await t.close()
})

test('behind a proxy, what a stranger says of his address neither lifts the limit nor enters the audit', async () => {
  const knock = (n: number) =>
    app.inject({
      method: 'POST',
      url: '/api/door/knock-once',
      // the proxy appends the address it sees; before it stands whatever the stranger sent
      headers: { 'x-yinqiao': '1', 'idempotency-key': `knock-${n}-abcdef`, 'x-forwarded-for': `10.0.0.${n}, 203.0.113.7` },
      payload: {},
    })
  const codes: number[] = []
  for (let n = 0; n < 5; n++) codes.push((await knock(n)).statusCode)
  expect(codes).toEqual([200, 200, 200, 429, 429])
  expect(await t.rows('select distinct origin from kernel.audit_line')).toEqual([{ origin: '203.0.113.7' }])
})

test.each([
  ['PUT /api/files?name=a', 'application/octet-stream'],
  ['POST /api/door/bring-list', 'application/json'],
])('a stranger is told so before his file or list is taken in: %s', async (route, type) => {
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  socket.on('error', () => {})
  const answered = new Promise<string>((done) => socket.once('data', (bytes) => done(bytes.toString('utf8'))))
  // sixty megabytes are announced, and few sent
  socket.write(`${route} HTTP/1.1\r\nhost: x\r\nx-yinqiao: 1\r\ncontent-type: ${type}\r\ncontent-length: 60000000\r\n\r\n{  `)
  const first = await Promise.race([answered, new Promise<string>((done) => setTimeout(done, 2_000, 'nothing'))])
  socket.destroy()
  expect(first).toMatch(/^HTTP\/1.1 401 /)
})

test('a request that never ends is not waited for without end', () => {
  expect(app.server.requestTimeout).toBeGreaterThan(0)
})
