import { anonymous } from '@yinqiao/kernel/contract'
import { asSystem as asProgram } from '@yinqiao/kernel/server'
import { type TestRooms, testRooms } from '@yinqiao/kernel/testing'
import { places } from '@yinqiao/places'
import { generateSync } from 'otplib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  ChangePassword,
  CloseAccount,
  CreateAccount,
  EndPost,
  EnterDemo,
  GetSession,
  GrantPost,
  ListAccounts,
  ResetCredentials,
  SignIn,
  SignOut,
  SwitchPost,
  UnlockAccount,
} from './contract/index.ts'
import { access, type AccessSettings, endDemoSessions, findActor, openDemoAccounts } from './index.ts'

const settings: AccessSettings = {
  district: { code: '320507', name: '相城区', synthetic: false },
  oidc: null,
  permissionsOf: () => ['a.b'],
  keptHead: () => null,
}
const system = '00000000-0000-7000-8000-0000000000a1'
const security = '00000000-0000-7000-8000-0000000000a2'

let t: TestRooms
beforeAll(async () => {
  t = await testRooms([places, access(settings)])
})
afterAll(() => t.close())

const asSystem = () => t.actor({ role: 'system-admin', accountId: system, area: '' })
const asSecurity = () => t.actor({ role: 'security-admin', accountId: security, area: '' })
const codeOf = (answer: { ok: boolean; refusal?: { refused: { code: string } } }) => answer.refusal?.refused.code

/** Makes an account with a post and takes it through its first sign-in; returns what signs it in again. */
async function newAccount(username: string, role = 'town-officer') {
  const { accountId, oneTimePassword } = await t.done(CreateAccount, { username, name: '测试员' }, asSystem())
  await t.done(GrantPost, { accountId, role, area: role.endsWith('admin') ? '' : '320507001', unitName: '元和街道' }, asSecurity())
  return { accountId, username, password: oneTimePassword }
}
const codeFor = (secret: string) => generateSync({ secret, epoch: Math.floor(t.kernel.chance.now().epochMilliseconds / 1000) })
async function enrol({ username, password }: { username: string; password: string }) {
  const first = await t.done(SignIn, { username, password }, anonymous)
  const secret = first.enrolment?.secret ?? ''
  const entered = await t.run(SignIn, { username, password, code: codeFor(secret) }, anonymous)
  if (!entered.ok || !entered.session) throw new Error('not signed in')
  return { secret, token: entered.session }
}
/** As `enrol`, by somebody who has changed the one-time password before. */
async function settle(account: { accountId: string; username: string; password: string }) {
  await t.rows('update access.account set must_change_password = false where id = $1', [account.accountId])
  return enrol(account)
}
let minute = 0
const later = (minutes = 1) =>
  t.clock.set(
    Temporal.Instant.from('2026-03-02T02:00:00Z')
      .add({ minutes: (minute += minutes) })
      .toString(),
  )
const actorOf = (token: string) => findActor(t.kernel.pool, token, t.kernel.chance.now())

describe('signing in', () => {
  test("the first time enrols a second factor; then password and code open a session with the post's scope", async () => {
    const account = await newAccount('wang.li')
    expect(await t.done(SignIn, { username: 'WANG.LI', password: account.password }, anonymous)).toMatchObject({
      state: 'enrolment-needed',
      enrolment: { uri: expect.stringContaining('otpauth://totp/') },
    })
    const { secret, token } = await enrol(account)
    expect(await actorOf(token), 'no permission before the one-time password is changed').toMatchObject({
      accountId: account.accountId,
      role: 'newcomer',
    })
    await t.done(ChangePassword, { current: account.password, next: 'Tian-ping7Lu' }, (await actorOf(token)) ?? anonymous)
    account.password = 'Tian-ping7Lu'
    expect(await actorOf(token)).toMatchObject({ accountId: account.accountId, role: 'town-officer', area: '320507001' })
    later()
    expect(await t.done(SignIn, { username: 'wang.li', password: account.password }, anonymous)).toEqual({
      state: 'code-needed',
      enrolment: null,
    })
    expect((await t.run(SignIn, { username: 'wang.li', password: account.password, code: codeFor(secret) }, anonymous)).ok).toBe(true)
  })

  test('a code serves once, a code of another time never', async () => {
    const account = await newAccount('replay.er')
    const { secret } = await enrol(account)
    expect(codeOf(await t.run(SignIn, { ...account, code: codeFor(secret) }, anonymous))).toBe('access.sign-in-failed')
    const old = codeFor(secret)
    later(5)
    expect(codeOf(await t.run(SignIn, { ...account, code: old }, anonymous))).toBe('access.sign-in-failed')
  })

  test('unknown account and wrong password answer alike; the fifth failure locks, another administrator unlocks', async () => {
    const account = await newAccount('lock.ed')
    const wrong = { username: 'lock.ed', password: 'wrong' }
    const unknown = await t.run(SignIn, { username: 'no.body', password: 'wrong' }, anonymous)
    for (let failure = 1; failure <= 5; failure++) expect(await t.run(SignIn, wrong, anonymous)).toEqual(unknown)
    expect(codeOf(await t.run(SignIn, account, anonymous))).toBe('access.account-locked')
    await t.done(UnlockAccount, { accountId: account.accountId }, asSecurity())
    expect((await t.run(SignIn, account, anonymous)).ok).toBe(true)
    for (let failure = 1; failure <= 5; failure++) await t.run(SignIn, wrong, anonymous)
    later(16)
    expect((await t.run(SignIn, account, anonymous)).ok).toBe(true)
  })

  test('a forged token, an idle, an over-long and a signed-out session are nobody', async () => {
    const { token } = await enrol(await newAccount('ses.sion'))
    const actor = await actorOf(token)
    expect(await actorOf(`${token.slice(0, -2)}xx`)).toBeNull()
    expect(await actorOf('')).toBeNull()
    await t.done(SignOut, {}, actor ?? anonymous)
    expect(await actorOf(token)).toBeNull()
    const idle = await enrol(await newAccount('idle.one'))
    later(31)
    expect(await actorOf(idle.token)).toBeNull()
    const long = await enrol(await newAccount('long.one'))
    for (let half = 0; half < 25; half++) {
      expect(await actorOf(long.token), `after ${half} half hours`).not.toBeNull()
      later(29)
    }
    expect(await actorOf(long.token)).toBeNull()
  })

  test('on a full disk, where the time of the last call finds no room, the session stays open', async () => {
    const { token } = await enrol(await newAccount('full.disk'))
    later(2)
    await t.rows(`create function access.no_room() returns trigger language plpgsql as $$ begin
      raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`)
    await t.rows('create trigger full_disk before update on access.session for each row execute function access.no_room()')
    expect(await actorOf(token)).toMatchObject({ role: 'newcomer' })
    await t.rows('drop trigger full_disk on access.session')
    later(2)
    expect(await actorOf(token)).toMatchObject({ role: 'newcomer' })
  })

  test('the stored session holds no token, the stored account no password and no clear second factor', async () => {
    const account = await newAccount('no.traces')
    const { secret, token } = await enrol(account)
    const kept = JSON.stringify([
      await t.rows('select * from access.session'),
      await t.rows('select * from access.account'),
      await t.rows('select * from kernel.idempotency'),
      await t.rows('select * from kernel.audit_line'),
    ])
    for (const trace of [token, account.password, secret]) expect(kept).not.toContain(trace)
  })
})

describe('changes end sessions everywhere', () => {
  test('a new password ends all others and must be strong; the one-time password must be changed', async () => {
    const account = await newAccount('chan.ge')
    const one = await enrol(account)
    later()
    const other = await t.run(SignIn, { ...account, code: codeFor(one.secret) }, anonymous)
    const token = other.ok ? (other.session ?? '') : ''
    const actor = (await actorOf(token)) ?? anonymous
    expect((await t.done(GetSession, {}, actor)).session?.mustChangePassword).toBe(true)
    expect(codeOf(await t.run(ChangePassword, { current: account.password, next: 'short' }, actor))).toBe('access.weak-password')
    expect(codeOf(await t.run(ChangePassword, { current: 'wrong', next: 'Tian-ping7Lu' }, actor))).toBe('access.sign-in-failed')
    expect(await actorOf(one.token)).not.toBeNull()
    await t.done(ChangePassword, { current: account.password, next: 'Tian-ping7Lu' }, actor)
    expect(await actorOf(one.token)).toBeNull()
    expect((await t.done(GetSession, {}, (await actorOf(token)) ?? anonymous)).session?.mustChangePassword).toBe(false)
  })

  test('closing the account, ending the post and resetting credentials each end its sessions at once', async () => {
    const closed = await newAccount('close.d')
    const { token } = await enrol(closed)
    await t.done(CloseAccount, { accountId: closed.accountId, version: 1, reason: '离职' }, asSystem())
    expect(await actorOf(token)).toBeNull()
    expect(codeOf(await t.run(SignIn, closed, anonymous))).toBe('access.account-closed')
    const ended = await newAccount('end.ed')
    const second = await enrol(ended)
    const [post] = await t.rows<{ id: string }>('select id from access.post where account_id = $1', [ended.accountId])
    await t.done(EndPost, { postId: post?.id ?? '' }, asSecurity())
    expect(await actorOf(second.token)).toBeNull()
    expect(codeOf(await t.run(SignIn, ended, anonymous))).toBe('access.no-post')
    const reset = await newAccount('re.set')
    const third = await enrol(reset)
    const { oneTimePassword } = await t.done(ResetCredentials, { accountId: reset.accountId, secondFactorToo: true }, asSecurity())
    expect(await actorOf(third.token)).toBeNull()
    expect(codeOf(await t.run(SignIn, reset, anonymous))).toBe('access.sign-in-failed')
    expect(await t.done(SignIn, { username: 're.set', password: oneTimePassword }, anonymous)).toMatchObject({ state: 'enrolment-needed' })
  })

  test('one person in two units switches posts; the scopes never mix', async () => {
    const account = await newAccount('two.units')
    later()
    const { postId } = await t.done(
      GrantPost,
      { accountId: account.accountId, role: 'statistician', area: '320507102', unitName: '黄埭镇' },
      asSecurity(),
    )
    const { token } = await settle(account)
    const first = (await actorOf(token)) ?? anonymous
    expect(first.area).toBe('320507001')
    await t.done(SwitchPost, { postId }, first)
    expect(await actorOf(token)).toMatchObject({ role: 'statistician', area: '320507102' })
    const stranger = await newAccount('stran.ger')
    const other = (await actorOf((await enrol(stranger)).token)) ?? anonymous
    expect(codeOf(await t.run(SwitchPost, { postId }, other))).toBe('access.not-your-post')
  })
  test('a session opened without a second factor does not come by a post that asks for one', async () => {
    const { accountId, oneTimePassword: password } = await t.done(CreateAccount, { username: 'carer.one', name: '测试员' }, asSystem())
    const providerId = '00000000-0000-7000-8000-0000000000d1'
    const grant = (role: string, more: { area?: string; providerId?: string }) =>
      t.done(GrantPost, { accountId, role, ...more }, asSecurity())
    const carer = await grant('carer', { providerId })
    await t.rows('update access.account set must_change_password = false where id = $1', [accountId])
    const entered = await t.run(SignIn, { username: 'carer.one', password }, anonymous)
    if (!entered.ok || !entered.session) throw new Error('not signed in')
    later()
    const { postId } = await grant('operator', { area: '320507' })
    const actor = (await actorOf(entered.session)) ?? anonymous
    expect(codeOf(await t.run(SwitchPost, { postId }, actor))).toBe('access.second-factor-due')
    expect(await actorOf(entered.session)).toMatchObject({ role: 'carer' })
    // signed in anew, with the code
    later()
    const { token } = await enrol({ username: 'carer.one', password })
    const again = (await actorOf(token)) ?? anonymous
    await t.done(SwitchPost, { postId }, again)
    await t.done(SwitchPost, { postId: carer.postId }, again)
    // who came with the code may take a post that is given meanwhile
    later()
    const officer = await grant('town-officer', { area: '320507001' })
    await t.done(SwitchPost, { postId: officer.postId }, again)
    // the old session stays without
    expect(codeOf(await t.run(SwitchPost, { postId }, actor))).toBe('access.second-factor-due')
  })
})

describe('the three administrators', () => {
  test('exclude one another and every business role, in either order', async () => {
    const account = await newAccount('three.a', 'audit-admin')
    for (const role of ['system-admin', 'security-admin', 'town-officer']) {
      expect(codeOf(await t.run(GrantPost, { accountId: account.accountId, role, area: '320507001' }, asSecurity())), role).toBe(
        'access.roles-exclude',
      )
    }
    const officer = await newAccount('three.b')
    expect(codeOf(await t.run(GrantPost, { accountId: officer.accountId, role: 'audit-admin' }, asSecurity()))).toBe('access.roles-exclude')
    expect(await t.rows('select role from access.post where account_id = any ($1)', [[account.accountId, officer.accountId]])).toHaveLength(
      2,
    )
  })

  test('nobody grants, closes or resets for himself; a post without its scope is refused', async () => {
    const self = { ...asSecurity(), accountId: (await newAccount('self.ish')).accountId }
    expect(codeOf(await t.run(GrantPost, { accountId: self.accountId, role: 'operator', area: '320507' }, self))).toBe(
      'access.not-to-yourself',
    )
    expect(codeOf(await t.run(ResetCredentials, { accountId: self.accountId, secondFactorToo: false }, self))).toBe(
      'access.not-to-yourself',
    )
    const other = await newAccount('scope.less')
    expect(codeOf(await t.run(GrantPost, { accountId: other.accountId, role: 'family' }, asSecurity()))).toBe('access.scope-missing')
    expect(codeOf(await t.run(GrantPost, { accountId: other.accountId, role: 'emperor' }, asSecurity()))).toBe('kernel.invalid-input')
  })

  test('a username is taken once, also at the same moment', async () => {
    const answers = await Promise.all(
      ['same.name', 'same.name'].map((username) => t.run(CreateAccount, { username, name: '甲' }, asSystem())),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.map((answer) => codeOf(answer as never))).toContain('access.username-taken')
    expect((await t.done(ListAccounts, { search: 'same.name' }, asSystem())).total).toBe(1)
  })
})

test('what a demo account left open ends where the district is real', async () => {
  const account = await newAccount('demo.left')
  const { token } = await settle(account)
  const other = await settle(await newAccount('real.left'))
  await t.rows('update access.account set synthetic = true where id = $1', [account.accountId])
  expect(await asProgram(t.kernel, 'access', endDemoSessions)).toBe(1)
  expect(await actorOf(token)).toBeNull()
  expect(await actorOf(other.token)).not.toBeNull()
  await t.rows('update access.account set synthetic = false where id = $1', [account.accountId])
})

test('demo accounts are opened once, and each keeps its posts in the order given', async () => {
  const none = { unitId: null, unitName: null, providerId: null, persons: [] }
  const wanted = Array.from({ length: 12 }, (_, n) => ({
    username: `demo-${n}`,
    name: '演示',
    posts: ['town-officer', 'statistician', 'operator'].map((role) => ({ ...none, role, area: '320507' })),
  }))
  expect(await asProgram(t.kernel, 'access', (ctx) => openDemoAccounts(ctx, wanted))).toBe(12)
  expect(await asProgram(t.kernel, 'access', (ctx) => openDemoAccounts(ctx, wanted))).toBe(0)
  const orders = await t.rows<{ roles: string }>(
    "select string_agg(p.role, ' ' order by p.granted_at, p.id) as roles from access.post p join access.account a on a.id = p.account_id where a.username like 'demo-%' group by a.id",
  )
  expect(new Set(orders.map(({ roles }) => roles))).toEqual(new Set(['town-officer statistician operator']))
})

test('demo accounts open only in a synthetic district', async () => {
  const account = await newAccount('demo.er')
  await t.rows('update access.account set synthetic = true where id = $1', [account.accountId])
  expect(codeOf(await t.run(EnterDemo, { accountId: account.accountId }, anonymous))).toBe('access.demo-off')
})
