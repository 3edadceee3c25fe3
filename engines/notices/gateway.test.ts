import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FastifyInstance } from 'fastify'
import { openHttp } from '@yinqiao/kernel/server'
import { noChannels, type NoticesSettings, receiveReceipts } from './index.ts'
import { signMessage } from './sign-message.ts'
import { openStage, senderOf, type Stage, until } from './testing/stage.ts'
import { type Helper, startHelper } from './testing/start-process.ts'

const secret = 'a secret for tests only, 32 bytes'
const order = ['queued', 'sending', 'sent', 'failed', 'delivered', 'seen', 'answered']
interface Seen {
  readonly phone: { id: string; channel: string; to: string; title: string }[]
  readonly requests: string[]
  readonly refused: string[]
  readonly reporting: number
}

let stage: Stage
let app: FastifyInstance
let receipts: string
const opened: Helper<unknown>[] = []
const over = (url: string): NoticesSettings => {
  const gateway = { url: `${url}/{channel}/{id}`, headers: {}, secret }
  return { ...noChannels, sms: gateway, voice: gateway }
}
beforeAll(async () => {
  stage = await openStage()
  app = await openHttp(stage.live, { findActor: async () => null })
  await receiveReceipts(app, stage.live, over('http://127.0.0.1:1'))
  receipts = `${await app.listen({ host: '127.0.0.1', port: 0 })}/api/notices/receipts/{channel}`
})
afterAll(async () => {
  for (const helper of opened) await helper.end('SIGKILL')
  await app.close()
  await stage.t.close()
})
const gateway = async (told: object = {}) => {
  const helper = await startHelper<{ url: string }>('gateway', { secret, trouble: 0, seed: 7, ...told })
  opened.push(helper)
  return { ...helper, settings: over(helper.ready.url), seen: async () => (await (await fetch(helper.ready.url)).json()) as Seen }
}
const reached = (id: string, state: string, seconds = 30) => until(async () => (await stage.row(id)).state === state, seconds)

describe('a gateway that loses, delays, repeats and reorders', () => {
  test('shows each message once on the phone, every receipt counts, and no state goes back', async () => {
    const bad = await gateway({ trouble: 0.3, receipts, seed: 20261122 })
    const ids = await Promise.all(
      Array.from({ length: 60 }, (_, n) => stage.tell(stage.live, { channel: n % 2 === 0 ? 'sms' : 'voice', topic: 'toy.chaos' })),
    )
    const highest = new Map<string, number>()
    const backwards: string[] = []
    await stage.sending(stage.live, bad.settings, () =>
      until(async () => {
        const rows = await stage.t.rows<{ id: string; channel: string; state: string }>(
          `select id, channel, state from notices.notice where topic = 'toy.chaos'`,
        )
        for (const { id, state } of rows) {
          const now = order.indexOf(state)
          if (now < (highest.get(id) ?? 0)) backwards.push(`${id} ${state}`)
          highest.set(id, now)
        }
        return (
          rows.every(({ channel, state }) => state === (channel === 'sms' ? 'delivered' : 'answered')) && (await bad.seen()).reporting === 0
        )
      }, 90),
    )
    const { phone, requests, refused } = await bad.seen()
    expect(backwards).toEqual([])
    expect(phone.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
    expect(refused).toEqual([])
    // there was trouble: requests were made again, under the same ids; how many depends on whose receipt came first
    expect(requests.length).toBeGreaterThan(ids.length)
    expect(new Set(requests)).toEqual(new Set(ids))
    const told = await stage.t.rows<{ type: string; n: number }>(
      `select type, count(*)::int as n from kernel.event where data->>'topic' = 'toy.chaos' group by type order by type`,
    )
    // each once; a call may be answered before the report that it was picked up came
    expect(told.find(({ type }) => type === 'notice.answered')?.n).toBe(30)
    expect(told.find(({ type }) => type === 'notice.delivered')?.n).toBeGreaterThanOrEqual(30)
    expect(told.find(({ type }) => type === 'notice.delivered')?.n).toBeLessThanOrEqual(60)
    const [answer] = await stage.t.rows<{ answer_sealed: string }>(
      `select answer_sealed from notices.notice where topic = 'toy.chaos' and channel = 'voice' limit 1`,
    )
    expect(stage.live.cipher.open(answer?.answer_sealed ?? '')).toBe('1')
  })
  test('a number that is busy is called again as a new call, and after three the next way goes', async () => {
    const busy = await gateway({ receipts, reports: { voice: ['sent', 'busy'], sms: ['delivered'] } })
    const id = await stage.tell(stage.live, { channel: 'voice', fallback: [{ channel: 'sms', after: 3600 }] })
    await stage.sending(stage.live, busy.settings, () =>
      until(async () => {
        await stage.t.rows(`update notices.notice set next_at = queued_at where chain_id = $1 and state = 'queued'`, [id])
        return (await stage.chain(id)).some(({ channel, state }) => channel === 'sms' && state === 'delivered')
      }),
    )
    expect((await stage.chain(id)).map(({ channel, state, failure_reason }) => [channel, state, failure_reason])).toEqual([
      ['voice', 'failed', 'busy'],
      ['voice', 'failed', 'busy'],
      ['voice', 'failed', 'busy'],
      ['sms', 'delivered', null],
    ])
    expect((await busy.seen()).phone.map(({ channel }) => channel)).toEqual(['voice', 'voice', 'voice', 'sms'])
  })
  test('a wrong secret is refused for good, and said', async () => {
    const strict = await gateway({ secret: 'another secret altogether' })
    const id = await stage.tell(stage.live)
    await stage.sending(stage.live, strict.settings, () => reached(id, 'failed'))
    expect(await stage.row(id)).toMatchObject({ failure_reason: 'refused', failure_detail: 'HTTP 401', attempt: 1 })
    expect((await strict.seen()).phone).toEqual([])
  })
})

describe('senders', () => {
  test('killed in the middle of sending: another sends again under the same id, and the phone rings once', async () => {
    const slow = await gateway({ hang: 1 })
    const hanging = new Promise<void>((done) => slow.child.once('message', () => done()))
    const options = { timeoutMs: 1500, lookMs: 50 }
    const first = await startHelper('sender', senderOf(stage, slow.settings, options))
    const id = await stage.tell(stage.live, { topic: 'toy.killed' })
    await hanging
    await first.end('SIGKILL')
    expect(await stage.row(id)).toMatchObject({ state: 'sending', attempt: 1 })
    const second = await startHelper('sender', senderOf(stage, slow.settings, options))
    await reached(id, 'sent')
    await second.end()
    const { phone, requests } = await slow.seen()
    expect(requests).toEqual([id, id])
    expect(phone.map((each) => each.id)).toEqual([id])
    expect(await stage.row(id)).toMatchObject({ attempt: 2 })
    expect(await stage.steps(id)).toEqual(['queued', 'attempt', 'attempt', 'sent'])
  })
  test('three at once make each attempt once', async () => {
    const good = await gateway()
    const ids = await Promise.all(Array.from({ length: 150 }, () => stage.tell(stage.live, { topic: 'toy.many', urgent: false })))
    const senders = await Promise.all([1, 2].map(() => startHelper('sender', senderOf(stage, good.settings, { lookMs: 20 }))))
    await stage.sending(stage.live, good.settings, () =>
      until(async () => (await stage.t.rows(`select 1 from notices.notice where topic = 'toy.many' and state <> 'sent'`)).length === 0),
    )
    for (const sender of senders) await sender.end()
    expect((await good.seen()).requests.toSorted()).toEqual(ids.toSorted())
  })
  test('stop waits for what is under way', async () => {
    const good = await gateway()
    const id = await stage.tell(stage.live)
    await stage.sending(stage.live, good.settings, () => until(async () => (await stage.row(id)).state !== 'queued'))
    expect((await stage.row(id)).state).toBe('sent')
  })
})

describe('a receipt', () => {
  const now = () => Math.floor(Date.now() / 1000)
  const report = async (content: unknown, change: { time?: number; signature?: string; key?: string; channel?: string } = {}) => {
    const body = typeof content === 'string' ? content : JSON.stringify(content)
    const time = change.time ?? now()
    const answer = await fetch(receipts.replace('{channel}', change.channel ?? 'sms'), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-yinqiao-time': String(time),
        'x-yinqiao-signature': change.signature ?? signMessage(change.key ?? secret, time, body),
      },
      body,
    })
    return [answer.status, ((await answer.json()) as { refused?: { code: string } }).refused?.code]
  }
  const sentOne = async () => {
    const id = await stage.tell(stage.live)
    await stage.t.rows(`update notices.notice set state = 'sent', sent_at = queued_at where id = $1`, [id])
    return id
  }
  test('forged, old, unsigned or of another body is refused and changes nothing', async () => {
    const id = await sentOne()
    const good = { receiptId: 'r1', id, status: 'delivered' }
    const before = await stage.steps(id)
    expect(await report(good, { key: 'guess' })).toEqual([401, 'notices.receipt-forged'])
    expect(await report(good, { signature: '' })).toEqual([401, 'notices.receipt-forged'])
    expect(await report(good, { signature: signMessage(secret, now(), '{}') })).toEqual([401, 'notices.receipt-forged'])
    expect(await report(good, { time: now() - 301 })).toEqual([401, 'notices.receipt-stale'])
    expect(await report(good, { time: now() + 301 })).toEqual([401, 'notices.receipt-stale'])
    expect(await stage.steps(id)).toEqual(before)
    expect((await stage.row(id)).state).toBe('sent')
  })
  test('that cannot be read, or of an unknown message or another channel, is refused', async () => {
    const id = await sentOne()
    for (const content of [
      '{',
      '[]',
      '"x"',
      { receiptId: 'r', id, status: 'exploded' },
      { receiptId: 'r', id: 'x', status: 'sent' },
      { receiptId: 'r\u0000', id, status: 'sent' },
    ])
      expect(await report(content)).toEqual([400, 'notices.receipt-unreadable'])
    expect(await report({ receiptId: 'r', id: '00000000-0000-7000-8000-00000000dead', status: 'sent' })).toEqual([
      404,
      'notices.notice-unknown',
    ])
    expect(await report({ receiptId: 'r', id, status: 'pressed-key' }, { channel: 'voice' })).toEqual([404, 'notices.notice-unknown'])
    expect(
      (
        await fetch(receipts.replace('{channel}', 'sms'), {
          method: 'POST',
          body: 'x'.repeat(20_000),
          headers: { 'content-type': 'application/json' },
        })
      ).status,
    ).toBe(413)
    expect((await stage.row(id)).state).toBe('sent')
  })
  test('replayed does nothing, and one that comes late lowers nothing', async () => {
    const id = await sentOne()
    expect(await report({ receiptId: 'r1', id, status: 'answered', answer: '好的' })).toEqual([200, undefined])
    const steps = await stage.steps(id)
    for (let n = 0; n < 3; n++) expect(await report({ receiptId: 'r1', id, status: 'answered', answer: '改' })).toEqual([200, undefined])
    expect(await stage.steps(id)).toEqual(steps)
    expect(await report({ receiptId: 'r0', id, status: 'delivered' })).toEqual([200, undefined])
    expect(await report({ receiptId: 'r2', id, status: 'failed' })).toEqual([200, undefined])
    expect((await stage.row(id)).state).toBe('answered')
    const events = await stage.t.rows(`select 1 from kernel.event where subject = $1`, [id])
    expect(events).toHaveLength(1)
  })
  test('that says it arrived after all outdoes a failure', async () => {
    const id = await sentOne()
    await report({ receiptId: 'a', id, status: 'failed', reason: 'EXPIRED' })
    expect(await stage.row(id)).toMatchObject({ state: 'failed', failure_reason: 'gateway-failed', failure_detail: 'EXPIRED' })
    await report({ receiptId: 'b', id, status: 'delivered' })
    expect((await stage.row(id)).state).toBe('delivered')
  })
})
