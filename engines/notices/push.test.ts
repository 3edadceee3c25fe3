import { afterAll, beforeAll, expect, test } from 'vitest'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { asSystem } from '@yinqiao/kernel/server'
import { ConfirmPush, GetOwn, GetPush, SendTest, SubscribePush, UnsubscribePush } from './contract/index.ts'
import { fileVapidKeys, noChannels, notices, type NoticesSettings } from './index.ts'
import { account, openStage, type Stage, until } from './testing/stage.ts'
import { type Helper, startHelper } from './testing/start-process.ts'

interface Browser {
  readonly endpoint: string
  readonly keys: { readonly p256dh: string; readonly auth: string }
}
interface Heard {
  readonly path: string
  readonly problem?: string
  readonly status: number
  readonly key: string
  readonly claims: { aud: string; sub: string; exp: number }
  readonly ttl: string
  readonly urgency: string
  readonly topic: string
  readonly encoding: string
  readonly message: { id: string; title: string; url: string | null }
}

let stage: Stage
let service: Helper<{ url: string }>
let settings: NoticesSettings
let vapid: ReturnType<typeof fileVapidKeys>
beforeAll(async () => {
  service = await startHelper('push-service', {})
  const folder = `/tmp/yinqiao-vapid-${process.pid}-${Math.floor(performance.now())}`
  vapid = fileVapidKeys(join(folder, 'vapid.json'))
  settings = { ...noChannels, push: { hosts: [service.ready.url], subject: 'mailto:ops@example.test', keys: vapid } }
  stage = await openStage(settings)
  expect(existsSync(folder)).toBe(false)
  vapid()
  expect(statSync(join(folder, 'vapid.json')).mode & 0o777).toBe(0o600)
  expect(fileVapidKeys(join(folder, 'vapid.json'))()).toEqual(vapid())
})
afterAll(async () => {
  await service.end()
  await stage.t.close()
})
const me = () => stage.t.actor({ role: 'carer', accountId: account, area: '' })
const other = () => stage.t.actor({ role: 'family', accountId: '00000000-0000-7000-8000-0000000000b2', area: '' })
const browser = async () => (await (await fetch(`${service.ready.url}/new`, { method: 'POST' })).json()) as Browser
const behave = ({ endpoint }: Browser, status: number) => fetch(endpoint, { method: 'PUT', body: String(status) })
const heard = async () => (await (await fetch(service.ready.url)).json()) as Heard[]
const subscribe = (of: Browser, actor = me()) => stage.t.done(SubscribePush, { ...of, device: '合成浏览器' }, actor)
const mine = async () => (await stage.t.done(GetPush, {}, me())).subscriptions
const clear = async () => {
  for (const { id } of await mine()) await stage.t.done(UnsubscribePush, { id }, me())
}
const push = (more: object = {}) => stage.tell(stage.live, { channel: 'push', url: '/watch/alarms/1', ...more })
const reached = (id: string, state: string) => until(async () => (await stage.row(id)).state === state)

test('a message is decrypted by the browser it was meant for, signed by this server', async () => {
  const firefox = await browser()
  await subscribe(firefox)
  const { key, subscriptions } = await stage.t.done(GetPush, {}, me())
  expect(subscriptions).toHaveLength(1)
  const id = await push()
  await stage.sending(stage.live, settings, () => reached(id, 'sent'))
  const [came] = (await heard()).filter(({ message }) => message?.id === id)
  expect(came).toMatchObject({
    key,
    ttl: '600',
    urgency: 'high',
    encoding: 'aes128gcm',
    topic: id.replaceAll('-', ''),
    claims: { aud: service.ready.url, sub: 'mailto:ops@example.test' },
    message: { id, title: '合成报警', body: '合成内容：请回电。', url: '/watch/alarms/1', urgent: true },
  })
  expect(came?.claims.exp).toBeGreaterThan(Date.now() / 1000)
  // the browser says that it showed it, its owner opens it; nobody else can say so
  expect(await stage.t.run(ConfirmPush, { id, what: 'seen' }, other())).toMatchObject({
    refusal: { refused: { code: 'notices.notice-unknown' } },
  })
  await stage.t.done(ConfirmPush, { id, what: 'delivered' }, me())
  expect((await stage.t.done(GetOwn, { id }, me())).state).toBe('delivered')
  await stage.t.done(ConfirmPush, { id, what: 'seen' }, me())
  await stage.t.done(ConfirmPush, { id, what: 'delivered' }, me())
  expect((await stage.row(id)).state).toBe('seen')
  expect(await stage.t.run(GetOwn, { id }, other())).toMatchObject({ refusal: { refused: { code: 'notices.notice-unknown' } } })
})

test('a browser that is gone is unsubscribed and its address wiped; another of the same person still gets it', async () => {
  await clear()
  const [old, current] = [await browser(), await browser()]
  await subscribe(old)
  const kept = await subscribe(current)
  await behave(old, 410)
  const id = await push()
  await stage.sending(stage.live, settings, () => reached(id, 'sent'))
  expect((await mine()).map((each) => each.id)).toEqual([kept.id])
  expect((await mine())[0]?.acceptedAt).not.toBeNull()
  const [wiped] = await stage.t.rows(
    `select endpoint_sealed, secret_sealed, end_reason from notices.subscription where end_reason = 'gone'`,
  )
  expect(wiped).toEqual({ endpoint_sealed: null, secret_sealed: null, end_reason: 'gone' })
})

test('a person without a browser is a failure at once; so is one whose last browser is gone', async () => {
  await clear()
  const id = await push({ fallback: [{ channel: 'sms', after: 3600 }] })
  await stage.sending(stage.live, settings, () => reached(id, 'failed'))
  expect((await stage.row(id)).failure_reason).toBe('no-subscription')
  expect((await stage.chain(id))[1]?.channel).toBe('sms')
  const gone = await browser()
  await subscribe(gone)
  await behave(gone, 404)
  const next = await push()
  await stage.sending(stage.live, settings, () => reached(next, 'failed'))
  expect((await stage.row(next)).failure_reason).toBe('no-subscription')
})

test('a push service in trouble is asked again; one that refuses is not', async () => {
  await clear()
  const only = await browser()
  await subscribe(only)
  await behave(only, 503)
  const id = await push()
  await stage.sending(stage.live, settings, async () => {
    await until(async () => (await stage.row(id)).failure_reason === 'unreachable')
    await behave(only, 201)
    await reached(id, 'sent')
  })
  expect((await stage.row(id)).attempt).toBe(2)
  await behave(only, 403)
  const refused = await push()
  await stage.sending(stage.live, settings, () => reached(refused, 'failed'))
  expect(await stage.row(refused)).toMatchObject({ failure_reason: 'refused', failure_detail: 'push 403', attempt: 1 })
})

test('an endpoint outside the allowed push services is refused and leaves nothing', async () => {
  const real = await browser()
  const before = await stage.t.rows('select id from notices.subscription')
  for (const endpoint of [
    'http://127.0.0.1:1/x',
    'https://169.254.169.254/latest',
    `${service.ready.url}@evil.test/x`,
    'file:///etc/passwd',
  ])
    expect(await stage.t.run(SubscribePush, { ...real, endpoint, device: 'x' }, me())).toMatchObject({ refusal: { field: 'endpoint' } })
  expect(await stage.t.rows('select id from notices.subscription')).toEqual(before)
})

test('a browser that another account signs in with tells the former one no more', async () => {
  await clear()
  const shared = await browser()
  await subscribe(shared)
  const { id } = await subscribe(shared, other())
  const job = notices(settings).jobs?.find(({ type }) => type.name === 'notices.claim-endpoint')
  await asSystem(stage.t.kernel, 'notices', async (ctx) => job?.work(ctx, { id } as never))
  expect(await mine()).toEqual([])
  expect((await stage.t.done(GetPush, {}, other())).subscriptions.map((each) => each.id)).toEqual([id])
})

test('one tests one’s own browser, and only when there is one', async () => {
  await clear()
  expect(await stage.t.run(SendTest, {}, me())).toMatchObject({ refusal: { refused: { code: 'notices.no-subscription' } } })
  await subscribe(await browser())
  const { id } = await stage.t.done(SendTest, {}, me())
  await stage.sending(stage.t.kernel, settings, () => reached(id, 'sent'))
  const [came] = (await heard()).filter(({ message }) => message?.id === id)
  expect(came?.message).toMatchObject({ title: '银桥试发', url: '/notices/mine' })
})

test('another cannot end my subscription', async () => {
  const [own] = await mine()
  expect(await stage.t.run(UnsubscribePush, { id: own?.id ?? '' }, other())).toMatchObject({
    refusal: { refused: { code: 'notices.subscription-unknown' } },
  })
  expect(await mine()).toHaveLength(1)
})
