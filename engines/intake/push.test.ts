import { once } from 'node:events'
import { connect as dial } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import type { RawMessage, Verdict } from './contract/message.ts'
import { openNonces, openPush, type PushOptions, signPush, verifyPush } from './index.ts'
import { readPush } from './rules/read-push.ts'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})
const now = 1_700_000_000_000
const secret = Buffer.from('0123456789abcdef')
const nonceOf = (word: string) => word.padEnd(16, '0')
interface Signing {
  readonly time: number
  readonly nonce: string
  readonly key: string
  readonly algorithm: 'sha256' | 'sm3'
}
const signed = (
  path: string,
  body: string,
  { time = now, nonce = nonceOf('a'), key = 'k1', algorithm = 'sha256' }: Partial<Signing> = {},
) => ({
  'x-intake-key': key,
  'x-intake-time': String(time),
  'x-intake-nonce': nonce,
  'x-intake-signature': `hmac-${algorithm}=${signPush(algorithm, secret, { method: 'POST', path, body: Buffer.from(body) }, time, nonce).toString('hex')}`,
})

describe('a signed request', () => {
  const find = (keyId: string) => (keyId === 'k1' ? secret : null)
  const prove = (headers: Record<string, string>, change: { path?: string; body?: string; at?: number } = {}, firstTime = openNonces()) =>
    verifyPush(
      { method: 'POST', path: change.path ?? '/push/a', headers, body: Buffer.from(change.body ?? 'body') },
      change.at ?? now,
      find,
      firstTime,
    )

  test.each(['sha256', 'sm3'] as const)('is proved by HMAC with %s', (algorithm) => {
    expect(prove(signed('/push/a', 'body', { algorithm }))).toEqual({ ok: true, keyId: 'k1', nonce: nonceOf('a'), until: now + 300_000 })
  })
  test('is not proved when anything signed was changed', () => {
    const headers = signed('/push/a', 'body')
    expect(prove(headers, { path: '/push/b' })).toMatchObject({ ok: false, kind: 'credential', why: 'wrong signature' })
    expect(prove(headers, { body: 'Body' })).toMatchObject({ ok: false })
    expect(prove({ ...headers, 'x-intake-nonce': nonceOf('b') })).toMatchObject({ ok: false })
    expect(prove({ ...headers, 'x-intake-time': String(now + 1) })).toMatchObject({ ok: false })
    expect(prove({ ...headers, 'x-intake-key': 'k2' })).toMatchObject({ ok: false, why: 'unknown key' })
  })
  test('counts for five minutes, before and after', () => {
    const headers = signed('/push/a', 'body')
    expect(prove(headers, { at: now + 300_000 })).toMatchObject({ ok: true })
    expect(prove(headers, { at: now - 300_000 })).toMatchObject({ ok: true })
    expect(prove(headers, { at: now + 300_001 })).toMatchObject({ ok: false, kind: 'replay' })
  })
  test('counts once; a wrong one uses up nothing', () => {
    const firstTime = openNonces()
    const headers = signed('/push/a', 'body')
    expect(prove(headers, { body: 'other' }, firstTime)).toMatchObject({ ok: false, kind: 'credential' })
    expect(prove(headers, {}, firstTime)).toMatchObject({ ok: true })
    expect(prove(headers, { at: now + 299_000 }, firstTime)).toMatchObject({ ok: false, kind: 'replay', why: 'seen before' })
  })
  test('a nonce is remembered as long as its request could count', () => {
    const firstTime = openNonces()
    expect(firstTime('k', 'n', now)).toBe(true)
    expect(firstTime('k', 'm', now + 600_000)).toBe(true)
    expect(firstTime('k', 'n', now + 600_000)).toBe(false)
    expect(firstTime('j', 'n', now + 600_000)).toBe(true)
  })
  test('with headers that are missing or odd is unsigned', () => {
    const good = signed('/push/a', 'body')
    for (const name of Object.keys(good)) expect(readPush({ ...good, [name]: undefined }, now)).toBe('unsigned')
    expect(readPush({ ...good, 'x-intake-nonce': 'short' }, now)).toBe('unsigned')
    expect(readPush({ ...good, 'x-intake-signature': 'hmac-md5=00' }, now)).toBe('unsigned')
    expect(readPush({ ...good, 'x-intake-time': 'soon' }, now)).toBe('unsigned')
    expect(readPush({ ...good, 'x-intake-key': ['k1', 'k1'] }, now)).toBe('unsigned')
  })
})

describe('the server for pushed messages', () => {
  async function stand(keep: (message: RawMessage) => Promise<Verdict> = async () => 'kept', options: Partial<PushOptions> = {}) {
    const heard: RawMessage[] = []
    const refused: string[] = []
    const push = await openPush({
      port: 0,
      host: '127.0.0.1',
      now: () => now,
      findKey: async (keyId) => (keyId === 'k1' ? { secret, source: 'hub', mayPublish: ['a'] } : null),
      onMessage: (message) => {
        heard.push(message)
        return keep(message)
      },
      onRefused: (kind, who, what) => refused.push(`${kind} ${who}: ${what}`),
      ...options,
    })
    closers.push(() => push.close())
    const post = async (path: string, body: string, headers: Record<string, string> = signed(path, body), method = 'POST') =>
      (await fetch(`http://127.0.0.1:${push.port}${path}`, { method, headers, ...(method === 'GET' ? {} : { body }) })).status
    return { push, heard, refused, post }
  }

  test('answers 202 after the commit', async () => {
    let commit: () => void = () => undefined
    const { heard, post } = await stand(() => new Promise((resolve) => (commit = () => resolve('kept'))))
    let status = 0
    const answer = post('/push/a/b', '{"x":1}').then((is) => (status = is))
    while (heard.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    expect(status).toBe(0)
    commit()
    expect(await answer).toBe(202)
    expect(heard[0]).toMatchObject({ via: 'http', source: 'hub', topic: 'a/b', receivedAt: now, packet: null })
    expect(Buffer.from(heard[0]?.payload ?? []).toString()).toBe('{"x":1}')
  })
  test('answers 503 when the message was not kept', async () => {
    const { post } = await stand(() => Promise.reject(new Error('gone')))
    expect(await post('/push/a', 'x')).toBe(503)
  })
  test('turns away what is unsigned, replayed, elsewhere or another method, and keeps nothing of it', async () => {
    const { heard, refused, post } = await stand()
    expect(await post('/push/a', 'x', {})).toBe(401)
    expect(await post('/push/b', 'x')).toBe(403)
    expect(await post('/else', 'x')).toBe(404)
    expect(await post('/push/a', 'x', {}, 'GET')).toBe(405)
    expect(heard).toEqual([])
    const headers = signed('/push/a', 'x', { nonce: nonceOf('n') })
    expect([await post('/push/a', 'x', headers), await post('/push/a', 'x', headers)]).toEqual([202, 401])
    expect(heard.length).toBe(1)
    expect(refused).toEqual(['credential 127.0.0.1: unsigned', 'topic hub: pushed to b', 'replay hub: seen before'])
  })
  test('asks whoever knows the nonces of all processes; one that fails or says nothing stops no message', async () => {
    const asked: unknown[] = []
    const seen = new Set<string>()
    const claimNonce = async (source: string, nonce: string, until: number) => {
      asked.push({ source, nonce, until })
      if (nonce === nonceOf('away')) throw new Error('database away')
      if (nonce === nonceOf('hangs')) await new Promise(() => undefined)
      return seen.size < seen.add(`${source} ${nonce}`).size
    }
    const [first, second] = [await stand(undefined, { claimNonce }), await stand(undefined, { claimNonce })]
    const headers = signed('/push/a', 'x', { nonce: nonceOf('n'), time: now - 1000 })
    expect([await first.post('/push/a', 'x', headers), await second.post('/push/a', 'x', headers)]).toEqual([202, 401])
    expect([first.heard.length, second.heard.length, second.refused]).toEqual([1, 0, ['replay hub: seen before']])
    expect(asked[0]).toEqual({ source: 'hub', nonce: nonceOf('n'), until: now + 299_000 })
    // what is not allowed anyway uses up nothing
    expect(await first.post('/push/b', 'x', signed('/push/b', 'x', { nonce: nonceOf('b') }))).toBe(403)
    expect(asked.length).toBe(2)
    for (const nonce of ['away', 'hangs'].map(nonceOf))
      expect(await first.post('/push/a', 'x', signed('/push/a', 'x', { nonce }))).toBe(202)
  })
  test('reads no giant body', async () => {
    const { heard, refused, post, push } = await stand()
    expect(await post('/push/a', 'x'.repeat(1 << 20))).toBe(202)
    expect(await post('/push/a', 'x'.repeat((1 << 20) + 1), {})).toBe(413)
    const socket = dial(push.port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.write('POST /push/a HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n')
    const chunk = `10000\r\n${'y'.repeat(0x10000)}\r\n`
    for (let at = 0; at < 200 && socket.writable; at++) socket.write(chunk)
    const [answer] = await once(socket, 'data')
    expect(String(answer)).toContain('413')
    expect(heard.length).toBe(1)
    expect(refused).toEqual(Array(2).fill('giant 127.0.0.1: a body over 1048576 bytes'))
  })
  test('waits for no request without an end', async () => {
    const { refused, push } = await stand(undefined, { requestWithin: 200 })
    const socket = dial(push.port, '127.0.0.1')
    socket.write('POST /push/a HTTP/1.1\r\nhost: x\r\ncontent-le')
    const [answer] = await once(socket, 'data')
    expect(String(answer)).toContain('408')
    expect(refused[0]).toMatch(/^slow /)
  })
})
