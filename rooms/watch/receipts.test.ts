import { asSystem } from '@yinqiao/kernel/server'
import { type TestRooms, testRooms } from '@yinqiao/kernel/testing'
import { noChannels, notices, receiveReceipts } from '@yinqiao/notices'
import { ConfirmPush, ResendNotice } from '@yinqiao/notices/contract'
import { openHttp } from '@yinqiao/kernel/server'
import { people } from '@yinqiao/people'
import { places } from '@yinqiao/places'
import { series } from '@yinqiao/series'
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { AnswerCallout, CallOut, ClaimAlarm, CloseAlarm, GetAlarm, KeepDuty, RaiseAlarm, SaveContacts } from './contract/index.ts'
import { loadQinghe, newHome } from './fixtures/open-watch.ts'
import { reachByNotices, usualWatch, watch, watchWords } from './index.ts'
import { usualPolicy } from './rules/plan-escalation.ts'
import { doDue } from './store-round.ts'

const secret = 'a secret for tests only, 32 bytes'
const gateway = { url: 'http://127.0.0.1:1/{channel}', headers: {}, secret }
const channels = { ...noChannels, sms: gateway, voice: gateway }
let t: TestRooms
let app: Awaited<ReturnType<typeof openHttp>>
let clock = Temporal.Instant.from('2026-11-22T02:00:00Z')
const pass = (seconds: number) => {
  clock = clock.add({ seconds })
  t.clock.set(clock.toString())
}
const account = (n: number) => `00000000-0000-7000-8000-00000000000${n}`
const operator = () => t.actor({ role: 'operator', accountId: account(1), name: '甲', area: '990101' })

beforeAll(async () => {
  const curves = { words: watchWords, folder: null }
  t = await testRooms([places, people, series(curves), notices(channels), watch({ ...usualWatch, reach: reachByNotices })], {
    area: '990101',
  })
  await loadQinghe(t)
  t.clock.set(clock.toString())
  app = await openHttp(t.kernel, { findActor: async () => null })
  await receiveReceipts(app, t.kernel, channels)
})
afterAll(async () => {
  await app.close()
  await t.close()
})

let homes = 0
let home: { id: string }
const contact = (name: string) => ({
  id: null,
  kind: 'keyholder' as const,
  name,
  phone: '13900000001',
  accountId: null,
  hasKey: true,
  minutes: 5,
  language: null,
})
beforeEach(async () => {
  pass(3600)
  homes += 1
  const made = await newHome(t, `回执户${homes}`, [`回${homes}`])
  home = made
  await t.done(SaveContacts, { homeId: made.id, version: made.version, contacts: [contact('邻居'), contact('女儿')] })
})

/** An alarm that is held, with its first person called out by message. */
async function calledOut() {
  const { id } = await t.done(RaiseAlarm, { homeId: home.id, cause: 'person', said: '来电' }, operator())
  const { fence } = await t.done(ClaimAlarm, { id }, operator())
  await t.done(CallOut, { id, fence }, operator())
  const [head] = await t.rows<{ id: string }>(
    `select id from notices.notice where subject_id = $1 order by queued_at desc, id desc limit 1`,
    [id],
  )
  return { id, fence, notice: head!.id }
}
const brought = new Set<string>()
/** What the engine told since comes to the alarm, as the worker brings it. */
async function bring() {
  const events = await t.rows<{ id: string; type: string; subject: string; time: string; data: never }>(
    `select id, type, subject, at as time, data from kernel.event where id <> all ($1) order by id`,
    [[...brought]],
  )
  for (const { type, ...event } of events) {
    brought.add(event.id)
    await asSystem(t.kernel, 'watch', async (ctx) =>
      t.kernel.registry.listeners
        .get(type.replace('notice.', 'watch.note-'))
        ?.hear(ctx, { specversion: '1.0', source: 'notices', type, ...event } as never),
    )
  }
}
let reports = 0
/** The gateway reports, and what was told of it comes to the alarm, as the worker brings it. */
async function report(notice: string, status: string, more: { answer?: string; channel?: string } = {}) {
  const { channel = 'sms', ...content } = more
  const body = JSON.stringify({ receiptId: `r${(reports += 1)}`, id: notice, status, ...content })
  const time = Math.floor(clock.epochMilliseconds / 1000)
  const answer = await app.inject({
    method: 'POST',
    url: `/api/notices/receipts/${channel}`,
    payload: body,
    headers: {
      'content-type': 'application/json',
      'x-yinqiao-time': String(time),
      'x-yinqiao-signature': createHmac('sha256', secret).update(`${time}.${body}`).digest('hex'),
    },
  })
  expect(answer.statusCode).toBe(200)
  await bring()
}
const sheet = (id: string) => t.done(GetAlarm, { id }, operator())
const calls = async (id: string) => (await sheet(id)).callouts.map(({ name, state }) => `${name} ${state}`)

test('who answers something else first and 1 then has accepted', async () => {
  const { id, notice } = await calledOut()
  await report(notice, 'answered', { answer: '收到' })
  expect(await calls(id)).toEqual(['邻居 asked'])
  await report(notice, 'answered', { answer: '1' })
  expect(await calls(id)).toEqual(['邻居 accepted'])
  // and it stays so, whatever is said after it
  await report(notice, 'answered', { answer: '马上到' })
  expect(await calls(id)).toEqual(['邻居 accepted'])
})

test('what was sent again by a person is of the same call: its receipts come to the alarm, and 1 accepts', async () => {
  const { id, notice } = await calledOut()
  await report(notice, 'failed')
  const again = await t.done(ResendNotice, { id: notice }, operator())
  await report(again.id, 'delivered')
  await report(again.id, 'answered', { answer: '1' })
  expect(await calls(id)).toEqual(['邻居 accepted'])
  const told = (await sheet(id)).told.filter(({ channel }) => channel === 'sms')
  expect(told).toHaveLength(1)
  expect(told[0]).toMatchObject({ name: '邻居', failedWhy: null })
  expect(told[0]?.answeredAt).not.toBeNull()
})

test('whom a second call reached is not shown as one who could not be reached', async () => {
  const { id, notice } = await calledOut()
  await report(notice, 'failed')
  const line = async () => (await sheet(id)).told.find(({ channel }) => channel === 'sms')
  expect((await line())?.failedWhy).toBe('gateway-failed')
  await report(notice, 'delivered')
  expect((await line())?.failedWhy).toBeNull()
  expect((await line())?.deliveredAt).not.toBeNull()
  // a report of the failure that comes late lowers nothing
  await report(notice, 'failed')
  expect((await line())?.failedWhy).toBeNull()
})

test('nobody more is sent out while a closing waits for its second person', async () => {
  const { id, fence } = await calledOut()
  await t.done(CloseAlarm, { id, fence, cause: 'false', why: '坐下时碰到' }, operator())
  const { state } = (await sheet(id)).alarm
  expect(state).toBe('reviewing')
  for (let n = 0; n < 30; n++) {
    pass(10)
    await t.done(KeepDuty, { claims: [] }, operator())
    await asSystem(t.kernel, 'watch', (ctx) => doDue(ctx, usualPolicy, reachByNotices))
  }
  expect(await calls(id)).toEqual(['邻居 no-answer'])
})

test('nor by who cannot come', async () => {
  const { id, fence } = await calledOut()
  const { callouts } = await sheet(id)
  await t.done(CloseAlarm, { id, fence, cause: 'false', why: '坐下时碰到' }, operator())
  await t.done(AnswerCallout, { id: callouts[0]!.id, state: 'declined' }, operator())
  expect(await calls(id)).toEqual(['邻居 declined'])
})

test('a push that its owner opened is seen, and with that delivered, though the browser’s first report was lost', async () => {
  await t.done(SaveContacts, { homeId: home.id, version: 2, contacts: [{ ...contact('响应'), accountId: account(2) }] })
  const { id, notice } = await calledOut()
  await t.done(ConfirmPush, { id: notice, what: 'seen' }, t.actor({ role: 'responder', accountId: account(2), area: '990101' }))
  await bring()
  const line = (await sheet(id)).told.find(({ channel }) => channel === 'push')
  expect(line?.seenAt).not.toBeNull()
  expect(line?.deliveredAt).not.toBeNull()
  expect(line?.answeredAt).toBeNull()
})
