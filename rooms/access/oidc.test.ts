import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { anonymous } from '@yinqiao/kernel/contract'
import { type TestRooms, testRooms } from '@yinqiao/kernel/testing'
import { places } from '@yinqiao/places'
import { generateSync } from 'otplib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BeginOidc, CreateAccount, FinishOidc, GrantPost } from './contract/index.ts'
import { access, findActor } from './index.ts'

// a real OpenID provider in a process of its own (npm oidc-provider), with a sign-in page that asks nothing
const returnTo = 'http://127.0.0.1:9/oidc'
let t: TestRooms
let issuer: string
let stopProvider: () => void
beforeAll(async () => {
  const provider = spawn(process.execPath, [join(import.meta.dirname, 'fixtures/oidc-provider.mjs'), returnTo], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  issuer = await new Promise<string>((done) => provider.stdout.once('data', (line: Buffer) => done(line.toString().trim())))
  stopProvider = () => provider.kill()
  t = await testRooms([
    places,
    access({
      district: { code: '320507', name: '相城区', synthetic: false },
      oidc: { issuer, clientId: 'yinqiao', clientSecret: 'not-a-secret-in-tests', title: '统一身份认证', allowHttp: true },
      permissionsOf: () => [],
      keptHead: () => null,
    }),
  ])
  const { accountId } = await t.done(
    CreateAccount,
    { username: 'oidc.user', name: '测试员', oidcSubject: 'subject-1' },
    t.actor({ role: 'system-admin', accountId: '00000000-0000-7000-8000-0000000000a1' }),
  )
  await t.done(
    GrantPost,
    { accountId, role: 'town-officer', area: '320507001' },
    t.actor({ role: 'security-admin', accountId: '00000000-0000-7000-8000-0000000000a2' }),
  )
})
afterAll(async () => {
  stopProvider()
  await t.close()
})

const codeOf = (answer: { ok: boolean; refusal?: { refused: { code: string } } }) => answer.refusal?.refused.code

/** The browser's way through the provider as `login`: follows its redirects with its cookies until it is sent back. */
async function through(url: string, login: string): Promise<string> {
  const cookies = new Map<string, string>()
  let at = new URL(url)
  for (let step = 0; step < 12; step++) {
    if (at.href.startsWith(returnTo)) return at.href
    if (at.pathname.startsWith('/interaction/')) at.searchParams.set('login', login)
    const answer = await fetch(at, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    at = new URL(answer.headers.get('location') ?? '', at)
  }
  throw new Error('the provider did not send us back')
}

async function walk(login: string) {
  const { url, attempt } = await t.done(BeginOidc, { returnTo }, anonymous)
  return { attempt, callback: await through(url, login) }
}

test('a linked person enrols a second factor and is in; the answer of the provider serves once', async () => {
  const way = await walk('subject-1')
  const first = await t.done(FinishOidc, way, anonymous)
  expect(first.state).toBe('enrolment-needed')
  const code = generateSync({ secret: first.enrolment?.secret ?? '', epoch: Math.floor(t.kernel.chance.now().epochMilliseconds / 1000) })
  const entered = await t.run(FinishOidc, { ...way, code }, anonymous)
  expect(entered).toMatchObject({ ok: true, value: { state: 'signed-in' } })
  expect(await findActor(t.kernel.pool, entered.ok ? (entered.session ?? '') : '', t.kernel.chance.now())).toMatchObject({
    role: 'newcomer',
  })
  expect(codeOf(await t.run(FinishOidc, way, anonymous))).toBe('access.oidc-failed')
})

test('a second factor that the provider saw is enough', async () => {
  expect(await t.done(FinishOidc, await walk('subject-1:mfa'), anonymous)).toMatchObject({ state: 'signed-in' })
})

test('a person nobody linked, a forged state, a foreign code, a stolen attempt and an old attempt are refused, and no session is left', async () => {
  const before = (await t.rows('select 1 from access.session')).length
  expect(codeOf(await t.run(FinishOidc, await walk('stranger'), anonymous))).toBe('access.oidc-unlinked')
  const forged = await walk('subject-1')
  const callback = new URL(forged.callback)
  callback.searchParams.set('state', 'forged')
  expect(codeOf(await t.run(FinishOidc, { ...forged, callback: callback.href }, anonymous))).toBe('access.oidc-failed')
  const [mine, other] = [await walk('subject-1'), await walk('subject-1')]
  expect(codeOf(await t.run(FinishOidc, { attempt: mine.attempt, callback: other.callback }, anonymous))).toBe('access.oidc-failed')
  expect(codeOf(await t.run(FinishOidc, { ...(await walk('subject-1')), attempt: 'somebody-elses' }, anonymous))).toBe('access.oidc-failed')
  const elsewhere = await walk('subject-1')
  expect(
    codeOf(await t.run(FinishOidc, { ...elsewhere, callback: elsewhere.callback.replace('127.0.0.1:9', 'evil.invalid') }, anonymous)),
  ).toBe('access.oidc-failed')
  const old = await walk('subject-1')
  t.clock.set('2026-03-02T01:20:00Z')
  expect(codeOf(await t.run(FinishOidc, old, anonymous))).toBe('access.oidc-failed')
  expect((await t.rows('select 1 from access.session')).length).toBe(before)
})
