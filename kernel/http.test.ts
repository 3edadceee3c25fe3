import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { command } from './contract/index.ts'
import { openHttp } from './http.ts'
import { body, type Room } from './room.ts'
import { type TestRooms, testRooms } from './testing/index.ts'
import { toyRoom } from './testing/toy/toy-room.ts'

const Knock = command({
  name: 'door.knock-once',
  title: { zh: '敲门', en: 'Knock' },
  permission: 'public',
  perMinute: 3,
  input: z.object({}),
  output: z.object({}),
  refusals: [],
})
const Enter = command({
  name: 'door.enter-house',
  title: { zh: '进门', en: 'Enter' },
  permission: 'public',
  input: z.object({}),
  output: z.object({}),
  refusals: [],
})
const doorRoom: Room = {
  name: 'door',
  signatures: [Knock, Enter],
  bodies: [
    body(Knock, async () => ({})),
    body(Enter, async (ctx) => {
      ctx.setSession('a-token')
      return {}
    }),
  ],
}

let t: TestRooms
let app: FastifyInstance
let url: string
beforeAll(async () => {
  t = await testRooms([toyRoom(), doorRoom])
  app = await openHttp(t.kernel, {
    findActor: async (token) =>
      token === 'officer'
        ? t.actor({ role: 'town-officer' })
        : token === 'family'
          ? t.actor({ role: 'family', accountId: '00000000-0000-7000-8000-000000000002' })
          : null,
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
})
afterAll(async () => {
  await app.close()
  await t.close()
})

let keys = 0
const post = (path: string, payload: unknown, { token, headers = {} }: { token?: string; headers?: Record<string, string> } = {}) =>
  fetch(url + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-yinqiao': '1',
      'idempotency-key': `http-test-${keys++}`,
      ...(token === undefined ? {} : { cookie: `yinqiao_session=${token}` }),
      ...headers,
    },
    body: typeof payload === 'string' ? payload : JSON.stringify(payload),
  })
const codeOf = async (answer: Response) => ((await answer.json()) as { refused: { code: string } }).refused.code

describe('statuses', () => {
  test.each([
    [200, { title: '一' }, 'officer', undefined],
    [400, { title: '' }, 'officer', 'kernel.invalid-input'],
    [400, '{"title":', 'officer', 'kernel.invalid-input'],
    [401, { title: '一' }, undefined, 'kernel.not-signed-in'],
    [401, { title: '一' }, 'forged', 'kernel.not-signed-in'],
    [403, { title: '一' }, 'family', 'kernel.not-allowed'],
    [422, { title: '二', fail: true }, 'officer', 'toy.full'],
    [503, { title: '三', by: 9 }, 'officer', 'kernel.internal'],
  ])('%i for %j as %s', async (status, payload, token, code) => {
    const answer = await post('/api/toy/add-count', payload, token === undefined ? {} : { token })
    expect(answer.status).toBe(status)
    if (code !== undefined) expect(await codeOf(answer)).toBe(code)
  })

  test('a body over the limit is refused with 413, an unknown route with 404, a missing key with 400', async () => {
    const large = await post('/api/toy/add-count', { title: '一', more: 'x'.repeat(10 * 1024 * 1024) }, { token: 'officer' })
    expect([large.status, await codeOf(large)]).toEqual([413, 'kernel.too-large'])
    const nowhere = await post('/api/toy/no-such', {}, { token: 'officer' })
    expect([nowhere.status, await codeOf(nowhere)]).toEqual([404, 'kernel.no-such-route'])
    const keyless = await post('/api/toy/add-count', { title: '一' }, { token: 'officer', headers: { 'idempotency-key': '' } })
    expect([keyless.status, await codeOf(keyless)]).toEqual([400, 'kernel.key-missing'])
  })

  test('a call from another site, which cannot set our header, is refused', async () => {
    const answer = await fetch(`${url}/api/toy/add-count`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', cookie: 'yinqiao_session=officer' },
      body: '{"title":"外"}',
    })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(await t.rows("select 1 from toy.counter where title = '外'")).toEqual([])
  })

  test('a public route may be called so often a minute, no more', async () => {
    const statuses: number[] = []
    for (let call = 0; call < 5; call++) statuses.push((await post('/api/door/knock-once', {})).status)
    expect(statuses).toEqual([200, 200, 200, 429, 429])
    t.clock.set('2026-03-02T01:01:00Z')
    expect((await post('/api/door/knock-once', {})).status).toBe(200)
  })
})

test('the session cookie is for this site and for no script; a replay under the same key gives no second session', async () => {
  const first = await post('/api/door/enter-house', {}, { headers: { 'idempotency-key': 'enter-once' } })
  expect(first.headers.get('set-cookie')).toMatch(/^yinqiao_session=a-token;.*HttpOnly.*SameSite=Strict/)
  const again = await post('/api/door/enter-house', {}, { headers: { 'idempotency-key': 'enter-once' } })
  expect([again.status, again.headers.get('set-cookie')]).toEqual([200, null])
})

test('every answer carries the guards of the browser and is kept in no cache', async () => {
  const answer = await post('/api/toy/list-persons', {}, { token: 'officer' })
  expect(answer.headers.get('content-security-policy')).toContain("script-src 'self';")
  expect(answer.headers.get('content-security-policy')).not.toContain('unsafe')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(answer.headers.get('cache-control')).toBe('no-store')
})

describe('files', () => {
  const put = (bytes: Uint8Array, name: string, token = 'officer') =>
    fetch(`${url}/api/files?name=${encodeURIComponent(name)}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream', cookie: `yinqiao_session=${token}` },
      body: Buffer.from(bytes),
    })
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')

  test('are typed by their content, come back byte for byte to who put them, and to nobody else', async () => {
    const stored = (await (await put(png, '其实是图片.txt')).json()) as {
      id: string
      mime: string
      sha256: string
      sm3: string
      size: number
    }
    expect(stored).toMatchObject({ mime: 'image/png', size: png.length, sm3: expect.stringMatching(/^[0-9a-f]{64}$/) })
    const got = await fetch(`${url}/api/files/${stored.id}`, { headers: { cookie: 'yinqiao_session=officer' } })
    expect(Buffer.from(await got.arrayBuffer()).equals(png)).toBe(true)
    expect(got.headers.get('content-disposition')).toContain('attachment')
    for (const cookie of ['yinqiao_session=family', ''])
      expect((await fetch(`${url}/api/files/${stored.id}`, { headers: { cookie } })).status).toBeGreaterThanOrEqual(401)
    expect((await fetch(`${url}/api/files/not-an-id`, { headers: { cookie: 'yinqiao_session=officer' } })).status).toBe(404)
  })

  test('nobody who is not signed in leaves one', async () => {
    const before = await t.rows('select id from kernel.file')
    expect((await put(png, 'x', 'forged')).status).toBe(401)
    expect(await t.rows('select id from kernel.file')).toEqual(before)
  })
})

test('the OpenAPI page is 3.1 and has every signature with its key', async () => {
  const page = (await (await fetch(`${url}/api/openapi.json`)).json()) as {
    openapi: string
    paths: Record<string, { post?: { operationId: string; parameters?: { name: string; required: boolean }[] } }>
  }
  expect(page.openapi).toBe('3.1.0')
  for (const name of t.kernel.registry.bodies.keys()) expect(page.paths[`/api/${name.replace('.', '/')}`]?.post?.operationId).toBe(name)
  expect(page.paths['/api/toy/add-count']?.post?.parameters).toContainEqual(
    expect.objectContaining({ name: 'idempotency-key', required: true }),
  )
})
