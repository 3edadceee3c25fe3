import { readFileSync } from 'node:fs'
import type { Signature } from '@yinqiao/kernel/contract'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type House, openHouse } from './testing/open-house.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

interface Shape {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Shape>>
  readonly items?: Shape
  readonly anyOf?: readonly Shape[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly format?: string
  readonly pattern?: string
}
interface Page {
  readonly openapi: string
  readonly paths: Readonly<
    Record<
      string,
      {
        readonly post?: {
          readonly operationId?: string
          readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Shape }>> }
          readonly security?: unknown
        }
      }
    >
  >
}
const page = async () => JSON.parse((await house.get('/api/openapi.json')).text) as Page

describe('the OpenAPI page', () => {
  test('is 3.1.0 and has every signature, no more and no fewer', async () => {
    const { openapi, paths } = await page()
    expect(openapi).toBe('3.1.0')
    expect(
      Object.entries(paths)
        .flatMap(([, { post }]) => (post === undefined ? [] : [post.operationId ?? '']))
        .toSorted(),
    ).toEqual(house.signatures.map(({ name }) => name).toSorted())
  })
  test('says which routes need a session', async () => {
    const { paths } = await page()
    for (const { name, permission } of house.signatures)
      expect(paths[`/api/${name.replace('.', '/')}`]?.post?.security === undefined, name).toBe(permission === 'public')
  })
})

/** Values that break programs: zero bytes, half characters, great numbers, dates that are not, wildcards, quotes. */
const nasty = fc.constantFrom<unknown>(
  '\u0000',
  'a\u0000b',
  '\ud800',
  '🀄'.repeat(40),
  '%',
  "'; drop table people.elder; --",
  '__proto__',
  'constructor',
  '1e999',
  '0',
  '-1',
  '9'.repeat(400),
  '2026-02-30',
  '0000-00-00',
  '9999-12-31',
  '沈'.repeat(3000),
  ' ',
  '',
  2_147_483_648,
  -2_147_483_649,
  Number.MAX_SAFE_INTEGER,
  1e308,
  0.5,
  -0,
  null,
  true,
  [],
  {},
  [[]],
  ['\u0000'],
  '00000000-0000-7000-8000-000000000001',
  '990101001001',
  '320507',
  // cursors nobody gave out
  'AA',
  Buffer.from('[-1]').toString('base64url'),
  Buffer.from('[1e300]').toString('base64url'),
  Buffer.from('["\\u0000"]').toString('base64url'),
)

/** A body of the shape the page promises, with something nasty in some of its places. */
function bodyOf(shape: Shape, depth = 0): fc.Arbitrary<unknown> {
  const oneOf = (usual: fc.Arbitrary<unknown>) => fc.oneof({ weight: 5, arbitrary: usual }, { weight: 1, arbitrary: nasty })
  if (shape.const !== undefined) return oneOf(fc.constant(shape.const))
  if (shape.enum !== undefined) return oneOf(fc.constantFrom(...shape.enum))
  if (shape.anyOf !== undefined) return oneOf(fc.oneof(...shape.anyOf.map((each) => bodyOf(each, depth + 1))))
  if (Array.isArray(shape.type)) return oneOf(fc.oneof(...shape.type.map((type: string) => bodyOf({ ...shape, type }, depth + 1))))
  switch (shape.type ?? '') {
    case 'object': {
      const fields = Object.entries(shape.properties ?? {}).map(([name, each]) => [name, bodyOf(each, depth + 1)] as const)
      return fields.length === 0
        ? fc.constant({})
        : fc.record(Object.fromEntries(fields), { requiredKeys: fields.map(([name]) => name).filter((_, at) => at % 5 !== 4) })
    }
    case 'array':
      return oneOf(fc.array(depth > 4 ? nasty : bodyOf(shape.items ?? {}, depth + 1), { maxLength: 3 }))
    case 'string':
      return oneOf(textOf(shape))
    case 'integer':
      return oneOf(fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constantFrom(2_147_483_647, 2_147_483_648, Number.MAX_SAFE_INTEGER, -1)))
    case 'number':
      return oneOf(fc.double({ noNaN: true }))
    case 'boolean':
      return oneOf(fc.boolean())
    case 'null':
      return fc.constant(null)
    default:
      return nasty
  }
}

function textOf({ format, pattern }: Shape): fc.Arbitrary<unknown> {
  if (format === 'uuid') return fc.constantFrom('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-0000000000ff')
  if (format === 'date') return fc.constantFrom('2026-01-01', '1900-02-28', '9999-12-31', '0001-01-01', '2025-12-31')
  if (format === 'date-time') return fc.constantFrom('2026-01-01T00:00:00Z', '0001-01-01T00:00:00Z')
  if (pattern?.includes('\\d')) return fc.constantFrom('990101', '990101001', '990101001001', '000000000000', '123456')
  return fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom('沈稻香', '青禾区', 'a\u0000', '元和街道民政办公室'),
  )
}

/** The role of a route that may do most. */
const rolesOf = ({ permission }: Signature) =>
  typeof permission === 'string'
    ? 'district-officer'
    : (permission.roles.find((role) => role.endsWith('officer')) ?? permission.roles[0] ?? '')

test('eight bodies a route, made from the page with nasty places, never break the server', async () => {
  const { paths } = await page()
  const tokens = new Map<string, string>()
  const broken: string[] = []
  let sent = 0
  for (const [at, signature] of house.signatures.entries()) {
    const role = rolesOf(signature)
    house.t.clock.set(
      Temporal.Instant.from('2026-03-02T01:00:00Z')
        .add({ seconds: at * 10 })
        .toString(),
    )
    const schema = paths[`/api/${signature.name.replace('.', '/')}`]?.post?.requestBody?.content['application/json']?.schema ?? {}
    for (const body of fc.sample(bodyOf(schema), { numRuns: 8, seed: 20_261_122 + at })) {
      if (!tokens.has(role)) tokens.set(role, (await house.enter(role, { area: '990101' }))[0] ?? '')
      const { status, text, refused } = await house.post(signature.name, body, tokens.get(role))
      if (signature.name === 'access.sign-out') tokens.delete(role)
      sent++
      if (status >= 500) broken.push(`${signature.name} ${status} ${text.slice(0, 160)} <- ${JSON.stringify(body).slice(0, 400)}`)
      if (refused === 'kernel.not-signed-in') broken.push(`${signature.name} 401`)
    }
  }
  expect(sent).toBeGreaterThanOrEqual(300)
  expect(broken).toEqual([])
})

test('an answer with a value has the shape the page promises', async () => {
  const [token] = await house.enter('district-officer', { area: '990101' })
  for (const { name, output, kind } of house.signatures.filter((signature) => signature.kind === 'query')) {
    const { status, text } = await house.post(name, {}, token)
    if (status === 200) expect(z.safeParse(output, JSON.parse(text)).success, `${kind} ${name}`).toBe(true)
  }
})

test.each([
  ['not JSON', '{', 'application/json', 400],
  ['no body', '', 'application/json', 400],
  ['an array', '[]', 'application/json', 400],
  ['a form', 'a=b', 'application/x-www-form-urlencoded', 400],
  ['poisoned prototype', '{"__proto__": {"role": "system-admin"}}', 'application/json', 400],
  ['10 MB', JSON.stringify({ search: 'x'.repeat(10 * 1024 * 1024) }), 'application/json', 413],
])('a request that is %s is refused in both languages', async (_what, body, type, status) => {
  const [token] = await house.enter('district-officer', { area: '990101' })
  const answer = await house.app.inject({
    method: 'POST',
    url: '/api/people/list-elders',
    payload: body,
    headers: { 'content-type': type, 'x-yinqiao': '1', cookie: `yinqiao_session=${token}` },
  })
  expect([answer.statusCode, Object.keys(answer.json<{ refused: object }>().refused)]).toEqual([
    status,
    expect.arrayContaining(['code', 'zh', 'en']),
  ])
})

test.each(['', '?name=', `?name=${'长'.repeat(400)}`, '?name=a&name=b', '?name=%00', '?name=../../etc/passwd'])(
  'a file put as "%s" is kept or refused, never an error of the server',
  async (query) => {
    const [token] = await house.enter('district-officer', { area: '990101' })
    const answer = await house.app.inject({
      method: 'PUT',
      url: `/api/files${query}`,
      payload: Buffer.from('%PDF-1.7 test'),
      headers: { 'content-type': 'application/octet-stream', cookie: `yinqiao_session=${token}` },
    })
    expect([200, 400]).toContain(answer.statusCode)
    const [line] = await house.t.rows<{ subjects: string }>(
      `select subjects from kernel.audit_line where signature = 'kernel.put-file' order by n desc limit 1`,
    )
    if (answer.statusCode === 200) expect(line?.subjects).toContain(answer.json<{ id: string }>().id)
  },
)

describe('planted markers', () => {
  const marks = {
    idNumber: '990101193507159',
    phone: '13987654321',
    healthNotes: '植入标记病史甲',
    contactPhone: '13912348765',
    contactName: '植入标记联系人',
  }
  test('an identity number, phones and notes entered through the API stand nowhere in clear: database, log, audit, queue', async () => {
    const [token] = await house.enter('town-officer', { area: '990101001' })
    const idNumber = [...'0123456789X'].map((last) => `${marks.idNumber}12${last}`)
    const elder = {
      name: '标记人',
      sex: 'unknown',
      birthDay: null,
      idKind: 'passport',
      idNumber: 'E98765432',
      phone: marks.phone,
      address: null,
      divisionCode: '990101001001',
      siteId: null,
      householdId: null,
      livesAlone: 'unknown',
      healthNotes: marks.healthNotes,
      contacts: [{ name: marks.contactName, relation: '邻居', phone: marks.contactPhone }],
    }
    const made = await house.post('people.create-elder', elder, token)
    expect(made.status, made.text).toBe(200)
    const { id, version } = JSON.parse(made.text) as { id: string; version: number }
    expect((await house.post('people.edit-elder', { ...elder, id, version, address: '改过' }, token)).status).toBe(200)
    for (const each of idNumber) await house.post('people.check-id-number', { idNumber: each }, token)
    for (const search of [marks.phone, 'E98765432', ...idNumber]) await house.post('people.list-elders', { search }, token)
    await house.post('people.create-elder', { ...elder, idNumber: 'E98765432' }, token)
    await house.post('people.create-elder', { ...elder, phone: `${marks.phone}99` }, token)
    expect((await house.post('people.get-elder', { id }, token)).text).toContain(marks.phone)

    const planted = [marks.idNumber, marks.phone, marks.healthNotes, marks.contactPhone, marks.contactName, 'E98765432']
    const columns = await house.t.rows<{
      at: string
      sql: string
    }>(`select n.nspname || '.' || c.relname || '.' || a.attname as at, format('select 1 from %I.%I where %I::text ~ $1 limit 1', n.nspname, c.relname, a.attname) as sql
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information_schema|graphile_worker)' and a.attnum > 0 and not a.attisdropped`)
    expect(columns.length).toBeGreaterThan(200)
    const found: string[] = []
    for (const { at, sql } of columns) if ((await house.t.rows(sql, [planted.join('|')])).length > 0) found.push(at)
    expect(found).toEqual([])
    // the same search finds what is meant to be in clear
    expect((await house.t.rows('select 1 from people.elder where name ~ $1', ['标记人'])).length).toBe(1)
    const log = readFileSync(house.logFile, 'utf8')
    expect(planted.filter((mark) => log.includes(mark))).toEqual([])
  })
  test("nor in a refusal's text", async () => {
    const [token] = await house.enter('town-officer', { area: '990101001' })
    for (const body of [{ search: `${marks.phone}99` }, { search: marks.idNumber }, { search: [marks.phone] }, { cursor: marks.phone }]) {
      const { status, text } = await house.post('people.list-elders', body, token)
      if (status !== 200) expect(text).not.toContain(marks.phone)
    }
  })
})
