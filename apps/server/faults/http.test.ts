import { createGunzip } from 'node:zlib'
import { createReadStream, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { Signature } from '@yinqiao/kernel/contract'
import { generateSync } from 'otplib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { idleRooms } from '../platform.ts'
import { newFolder, type Program, remove, runCli, startProgram } from './program.ts'
import { elderWith, likelyInput, realInputs } from './sample-input.ts'
import { allRows, giveSession } from './sessions.ts'

const dataFolder = newFolder()
const backup = `${newFolder()}/backup`
let program: Program
let officer: string

beforeAll(async () => {
  program = await startProgram(dataFolder)
  officer = (await giveSession(dataFolder, 'district-officer')).cookie
})
afterAll(async () => {
  program.child.kill('SIGKILL')
  await remove(dataFolder)
  await remove(join(backup, '..'))
})

const raw = (body: string | Buffer, headers = {}) => program.call('places.list-sites', {}, { cookie: officer, raw: body, headers })

test('10 MB of JSON is refused with the limit, and the next call is served', async () => {
  const answer = await raw(JSON.stringify({ search: 'x'.repeat(10 * 1024 * 1024) }))
  expect(answer).toMatchObject({ status: 413, refused: 'kernel.too-large', body: { facts: { limit: 1048576 } } })
  expect((await raw('{}')).status).toBe(200)
})

test.each([
  ['broken', '{"search": '],
  ['not an object', '[1,2'],
  ['nothing that is JSON', 'hello'],
  ['wrong UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a])],
  ['deep beyond use', '['.repeat(200_000)],
  ['a prototype', '{"__proto__": {"admin": true}}'],
])('a body that is %s is refused as bad input, without an echo', async (_name, body) => {
  const answer = await raw(body)
  expect(answer).toMatchObject({ status: 400, refused: 'kernel.invalid-input' })
  expect(JSON.stringify(answer.body)).not.toContain('admin')
})

test('another content type, and a call without the header that a page of another site cannot send, are refused', async () => {
  expect((await raw('search=x', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(400)
  expect((await program.call('places.list-sites', {}, { cookie: officer, headers: { 'content-type': 'text/plain' } })).status).toBe(400)
})

test('forged and made-up session cookies open nothing', async () => {
  const own = await program.call('places.list-sites', {}, { cookie: officer })
  expect(own.status).toBe(200)
  for (const cookie of ['made-up', officer.slice(0, -1), `${officer}x`, officer.toUpperCase(), "' or 1=1 --", '']) {
    expect(await program.call('places.list-sites', {}, { cookie })).toMatchObject({ status: 401, refused: 'kernel.not-signed-in' })
  }
})

test('an idle, an overlong and an ended session are over', async () => {
  for (const change of [
    `last_seen_at = now() - interval '31 minutes'`,
    `created_at = now() - interval '12 hours 1 minute'`,
    'ended_at = now()',
  ]) {
    const { cookie, accountId } = await giveSession(dataFolder, 'district-officer')
    expect((await program.call('places.list-sites', {}, { cookie })).status).toBe(200)
    await allRows(dataFolder, `update access.session set ${change} where account_id = $1`, [accountId])
    expect(await program.call('places.list-sites', {}, { cookie })).toMatchObject({ status: 401, refused: 'kernel.not-signed-in' })
  }
})

test('a real sign-in: replayed requests and codes open no second session, and after sign-out its cookie is worthless', async () => {
  const admin = await giveSession(dataFolder, 'system-admin')
  const security = await giveSession(dataFolder, 'security-admin')
  const made = await program.call('access.create-account', { username: 'replayed', name: '合成' }, { cookie: admin.cookie })
  const { accountId, oneTimePassword: password } = made.body as { accountId: string; oneTimePassword: string }
  await program.call('access.grant-post', { accountId, role: 'district-officer', area: '320507' }, { cookie: security.cookie })
  const first = await program.call('access.sign-in', { username: 'replayed', password })
  const { enrolment } = first.body as { enrolment: { secret: string } }
  expect(first.cookie).toBeNull()
  const key = crypto.randomUUID()
  const code = generateSync({ secret: enrolment.secret })
  const entered = await program.call('access.sign-in', { username: 'replayed', password, code }, { key })
  expect(entered).toMatchObject({ status: 200, body: { state: 'signed-in' } })
  expect(entered.cookie).not.toBeNull()
  // the whole request again, as somebody on the wire would send it, and the code again under a new key
  expect((await program.call('access.sign-in', { username: 'replayed', password, code }, { key })).cookie).toBeNull()
  expect(await program.call('access.sign-in', { username: 'replayed', password, code })).toMatchObject({
    status: 401,
    refused: 'access.sign-in-failed',
  })
  expect(await allRows(dataFolder, 'select 1 from access.session where account_id = $1', [accountId])).toHaveLength(1)
  const cookie = entered.cookie ?? ''
  expect((await program.call('places.list-sites', {}, { cookie })).status).toBe(200)
  expect((await program.call('access.sign-out', {}, { cookie })).status).toBe(200)
  expect(await program.call('places.list-sites', {}, { cookie })).toMatchObject({ status: 401 })
})

test('five wrong passwords lock the account, also for the right one', async () => {
  const admin = await giveSession(dataFolder, 'system-admin')
  const made = await program.call('access.create-account', { username: 'locked', name: '合成' }, { cookie: admin.cookie })
  const { oneTimePassword: password } = made.body as { oneTimePassword: string }
  for (let n = 0; n < 5; n++)
    expect((await program.call('access.sign-in', { username: 'locked', password: `wrong ${n}` })).refused).toBe('access.sign-in-failed')
  expect((await program.call('access.sign-in', { username: 'locked', password })).refused).toBe('access.account-locked')
})

const commands = idleRooms()
  .flatMap((room) => room.signatures)
  .filter(({ kind, name }) => kind === 'command' && !/sign-out|end-own-session|switch-post|change-password/.test(name))

/** A cookie of a role that may call it. */
async function cookieFor({ permission }: Signature, role: string | undefined): Promise<{ cookie: string; accountId: string }> {
  return giveSession(
    dataFolder,
    role ?? (typeof permission === 'string' ? 'district-officer' : (permission.roles[0] ?? '')),
    role === 'town-officer' ? '320507001' : '320507',
  )
}

test.each(commands.map((signature) => [signature.name, signature] as const))(
  'twice at once with one key: %s answers alike and happens once',
  async (name, signature) => {
    const real = realInputs[name]
    const { cookie, accountId } = await cookieFor(signature, real?.role)
    const sample = likelyInput(signature) as object
    const input = real === undefined ? sample : { ...sample, ...real.input(crypto.randomUUID().slice(0, 8)) }
    const key = crypto.randomUUID()
    const answers = await Promise.all(
      [0, 1].map(() => program.call(name, input, { cookie: signature.permission === 'public' ? undefined : cookie, key })),
    )
    expect(answers.map(({ status, body }) => [status, body])).toEqual(answers.map(() => [answers[0]?.status, answers[0]?.body]))
    if (real !== undefined) expect(answers[0]).toMatchObject({ status: 200 })
    expect(answers[0]?.refused).not.toBe('kernel.internal')
    const lines = await allRows(dataFolder, 'select 1 from kernel.audit_line where account_id = $1 and signature = $2', [accountId, name])
    expect(lines.length).toBeLessThanOrEqual(1)
    if (real !== undefined) {
      expect(lines).toHaveLength(1)
      expect(
        await program.call(
          name,
          {
            ...input,
            by: 'another body',
            ...real.input(crypto.randomUUID().slice(0, 8)),
            ...(name === 'people.create-elder' ? { name: '另一位' } : {}),
            ...(name.endsWith('member') ? { basis: '另一依据' } : {}),
          },
          { cookie, key },
        ),
      ).toMatchObject({ status: 409, refused: 'kernel.key-reused' })
    }
  },
)

/** A citizen id number that passes the check of GB 11643. */
function idNumber(order: number): string {
  const body = `32050719500307${String(order).padStart(3, '0')}`
  const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (2 ** (17 - at) % 11), 0)
  return body + '10X98765432'[sum % 11]
}

test('identity numbers, phones, health notes, passwords and session tokens are nowhere in the data folder, the logs or a backup', async () => {
  const marks = {
    idNumber: idNumber(128),
    phone: '13912345678',
    healthNotes: '标记病史甲乙丙丁',
    typed: idNumber(244),
    password: 'marked-Password-7391',
    cookie: officer,
    control: '合成标记',
  }
  const { cookie } = await giveSession(dataFolder, 'town-officer', '320507001')
  const elder = elderWith({
    name: '合成标记',
    idKind: 'citizen-id',
    idNumber: marks.idNumber,
    phone: marks.phone,
    healthNotes: marks.healthNotes,
  })
  const saved = await program.call('people.create-elder', elder, { cookie })
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)
  expect((await program.call('people.list-elders', { search: marks.idNumber }, { cookie })).body).toMatchObject({
    rows: [{ name: '合成标记' }],
  })
  // the ways in by mistake: searches, wrong fields, broken bodies, user names, addresses
  await program.call('people.list-elders', { search: marks.typed }, { cookie })
  await program.call('people.check-id-number', { idNumber: marks.typed }, { cookie })
  await program.call('people.create-elder', { ...elder, birthDay: marks.typed }, { cookie })
  await program.call('people.list-elders', {}, { cookie, raw: `{"search": "${marks.typed}` })
  await program.call('access.sign-in', { username: marks.typed, password: marks.password })
  await program.call('people.get-elder', { id: marks.typed }, { cookie })
  await allRows(dataFolder, 'checkpoint')
  expect((await runCli(dataFolder, ['db', 'backup', backup])).code).toBe(0)
  const found: string[] = []
  for (const folder of [dataFolder, backup]) {
    for (const file of readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())) {
      const path = join(file.parentPath, file.name)
      const content = file.name.endsWith('.gz') ? await buffer(createReadStream(path).pipe(createGunzip())) : readFileSync(path)
      for (const [mark, value] of Object.entries(marks)) if (content.includes(value)) found.push(`${mark} in ${path}`)
    }
  }
  // the plain name shows that the search looks where data is
  expect(found.some((line) => line.startsWith('control in'))).toBe(true)
  expect(found.filter((line) => !line.startsWith('control in'))).toEqual([])
  expect(readdirSync(backup)).not.toContain('keys.json')
})
