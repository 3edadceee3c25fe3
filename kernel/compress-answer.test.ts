import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import Fastify from 'fastify'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { compressAnswer, encodingFor } from './compress-answer.ts'
import { command, query } from './contract/index.ts'
import { openHttp } from './http.ts'
import { body, type Room } from './room.ts'
import { testRooms } from './testing/index.ts'

describe('what an Accept-Encoding header allows', () => {
  test.each([
    [undefined, null],
    ['', null],
    ['identity', null],
    ['gzip', 'gzip'],
    ['gzip, deflate, br, zstd', 'br'],
    ['br;q=0.2, gzip;q=0.8', 'gzip'],
    ['br;q=0, gzip;q=0', null],
    ['*', 'br'],
    ['*;q=0', null],
    ['br;q=0, *', 'gzip'],
    ['GZIP ; q=0.5', 'gzip'],
    ['br;q=nonsense', 'br'],
  ] as const)('%j: %s', (header, encoding) => {
    expect(encodingFor(header)).toBe(encoding)
  })
})

test('what is no text is passed on as it is', async () => {
  const app = Fastify()
  app.get('/', { onSend: compressAnswer }, async (_request, reply) => reply.type('application/zip').send(Buffer.alloc(5000)))
  const answer = await app.inject({ url: '/', headers: { 'accept-encoding': 'br' } })
  expect([answer.headers['content-encoding'], answer.rawPayload.length]).toEqual([undefined, 5000])
})

const long = { words: Array.from({ length: 400 }, (_, n) => `第 ${n} 行合成数据`) }
const answers = { permission: 'public', input: z.object({}), output: z.object({ words: z.array(z.string()) }), refusals: [] } as const
const title = { zh: '长', en: 'Long' }
const signatures = [
  query({ name: 'shelf.list-words', title, ...answers }),
  command({ name: 'shelf.print-words', title, ...answers }),
  query({ name: 'access.list-words', title, ...answers }),
]
const roomOf = (name: string): Room => {
  const own = signatures.filter((signature) => signature.name.startsWith(`${name}.`))
  return { name, signatures: own, bodies: own.map((signature) => body(signature, async () => long)) }
}

test('a long answer of a query is compressed as accepted; those of commands and of sign-in never are', async () => {
  const t = await testRooms([roomOf('shelf'), roomOf('access')])
  const app = await openHttp(t.kernel, { findActor: async () => null })
  const ask = (path: string, accepts?: string) =>
    app.inject({
      method: 'POST',
      url: path,
      payload: {},
      headers: {
        'x-yinqiao': '1',
        'idempotency-key': `compress-${path}-${accepts}`,
        ...(accepts === undefined ? {} : { 'accept-encoding': accepts }),
      },
    })
  const plain = JSON.stringify(long)
  const br = await ask('/api/shelf/list-words', 'gzip, br')
  expect(br.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding', 'cache-control': 'no-store' })
  expect(brotliDecompressSync(br.rawPayload).toString()).toBe(plain)
  expect(br.rawPayload.length).toBeLessThan(plain.length / 4)
  expect(Number(br.headers['content-length'])).toBe(br.rawPayload.length)
  const gz = await ask('/api/shelf/list-words', 'gzip')
  expect(gunzipSync(gz.rawPayload).toString()).toBe(plain)
  for (const [path, accepts] of [
    ['/api/shelf/list-words', undefined],
    ['/api/shelf/print-words', 'br'],
    ['/api/access/list-words', 'br'],
  ] as const) {
    const answer = await ask(path, accepts)
    expect([path, answer.headers['content-encoding'], answer.body]).toEqual([path, undefined, plain])
  }
  await app.close()
  await t.close()
})
