import { command, query } from '@yinqiao/kernel/contract'
import { afterEach, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { call, newKey, routeOf, signedOut } from './call.ts'
import { NetworkError, RefusalError } from './refusal-error.ts'

const Add = command({
  name: 'toy.add-thing',
  title: { zh: '加', en: 'Add' },
  permission: 'signed-in',
  input: z.object({ n: z.number() }),
  output: z.object({ n: z.number() }),
  refusals: [],
})
const List = query({
  name: 'toy.list-things',
  title: { zh: '列', en: 'List' },
  permission: 'signed-in',
  input: Add.input,
  output: Add.output,
  refusals: [],
})

/** The network is the outside: answers once with what is given, and keeps what was sent. */
function answer(status: number, body: unknown): { sent: { url: string; init: RequestInit }[] } {
  const sent: { url: string; init: RequestInit }[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    sent.push({ url, init })
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status })
  })
  return { sent }
}
afterEach(() => vi.unstubAllGlobals())
const header = (init: RequestInit | undefined, name: string) => new Headers(init?.headers).get(name)
const no = (code: string) => ({
  refused: { code, kind: 'conflict', zh: '“{what}”不行', en: 'No "{what}"' },
  facts: { what: '甲' },
  field: 'n',
})

it('sends to the route of the signature, with the header that another site cannot set', async () => {
  const { sent } = answer(200, { n: 2 })
  await expect(call(List, { n: 1 })).resolves.toEqual({ n: 2 })
  expect(sent[0]?.url).toBe('/api/toy/list-things')
  expect(routeOf(Add)).toBe('/api/toy/add-thing')
  expect(header(sent[0]?.init, 'x-yinqiao')).toBe('1')
  expect(header(sent[0]?.init, 'idempotency-key')).toBeNull()
})
it('gives every command a key, and the same one when told', async () => {
  const { sent } = answer(200, { n: 2 })
  await call(Add, { n: 1 })
  await call(Add, { n: 1 }, { key: 'same-key' })
  expect(header(sent[0]?.init, 'idempotency-key')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(header(sent[1]?.init, 'idempotency-key')).toBe('same-key')
  expect(newKey()).not.toBe(newKey())
})
it('throws a refusal with its sentence in both languages, its facts and field', async () => {
  answer(409, no('toy.no'))
  const problem = await call(Add, { n: 1 }).catch((caught: unknown) => caught)
  expect(problem).toBeInstanceOf(RefusalError)
  if (!(problem instanceof RefusalError)) return
  expect([problem.code, problem.field, problem.sentence('zh'), problem.sentence('en')]).toEqual(['toy.no', 'n', '“甲”不行', 'No "甲"'])
})
it('tells the shell when the session is gone, and only then', async () => {
  let told = 0
  signedOut.addEventListener('signed-out', () => {
    told += 1
  })
  answer(409, no('toy.no'))
  await call(Add, { n: 1 }).catch(() => undefined)
  expect(told).toBe(0)
  answer(401, no('kernel.not-signed-in'))
  await call(Add, { n: 1 }).catch(() => undefined)
  expect(told).toBe(1)
})
it('an answer that is not ours is an unknown outcome, not a refusal', async () => {
  answer(502, '<html>Bad gateway</html>')
  await expect(call(Add, { n: 1 })).rejects.toMatchObject({ name: 'NetworkError', status: 502 })
  answer(500, { error: 'x' })
  await expect(call(Add, { n: 1 })).rejects.toBeInstanceOf(NetworkError)
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('failed to fetch')
  })
  await expect(call(Add, { n: 1 })).rejects.toMatchObject({ status: 0 })
})
it('an output of another shape is not shown as if it were right', async () => {
  answer(200, { n: 'two' })
  await expect(call(List, { n: 1 })).rejects.toThrow()
})
