import { asSystem, withClient } from '@yinqiao/kernel/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ListFailed, ListNotices, NoticeId, ResendNotice } from './contract/index.ts'
import { cancelNotices, listNotices, markAnswered, markSeen, noChannels, sendNotice } from './index.ts'
import { takeReceipt } from './store-claim.ts'
import { openStage, type Stage, subject, until } from './testing/stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.t.close())
const clerk = () => stage.t.actor({ role: 'operator' })
const ended = (id: string) => until(async () => (await stage.row(id)).state === 'failed')
const nothing = () =>
  stage.t.rows<{ n: number }>('select (select count(*) from notices.notice) + (select count(*) from notices.notice_event) as n')

describe('telling', () => {
  test('the same step twice makes one notice', async () => {
    const first = await stage.tell(stage.live, { key: 'same' })
    expect(await stage.tell(stage.live, { key: 'same', title: '别的' })).toBe(first)
    expect(await stage.chain(first)).toHaveLength(1)
    expect(await stage.steps(first)).toEqual(['queued'])
  })
  test('in a transaction that is undone leaves nothing', async () => {
    const before = await nothing()
    await expect(
      stage.in(stage.live, async (ctx) => {
        await sendNotice(ctx, { key: 'undone', topic: 'toy.alarm', subject, to: {}, channel: 'sms', title: '题', body: '文' })
        throw new Error('undone')
      }),
    ).rejects.toThrow('undone')
    expect(await nothing()).toEqual(before)
  })
  test.each([
    [{ title: '' }],
    [{ url: 'https://elsewhere.test/' }],
    [{ url: '//elsewhere.test' }],
    [{ topic: 'nodot' }],
    [{ divisionCode: '32' }],
  ])('%j is not taken', async (more) => {
    const before = await nothing()
    await expect(stage.tell(stage.live, more)).rejects.toThrow()
    expect(await nothing()).toEqual(before)
  })
  test('keeps names, phones, addresses and texts closed in the database', async () => {
    const id = await stage.tell(stage.live)
    const [row] = await stage.t.rows<Record<string, unknown>>(
      'select n.*, (select json_agg(e) from notices.notice_event e where e.notice_id = n.id) as steps from notices.notice n where id = $1',
      [id],
    )
    expect(JSON.stringify(row)).not.toMatch(/13900001111|family@|合成/)
    const [shown] = (await stage.t.done(ListNotices, { subjectKind: subject.kind, subjectId: subject.id }, clerk())).rows.filter(
      (each) => each.id === id,
    )
    expect(shown).toMatchObject({ name: '合成家属', address: '139****11', title: '合成报警', state: 'queued' })
  })
})

describe('a channel that is not configured', () => {
  test.each(['push', 'mail', 'sms', 'voice'] as const)('%s fails at once and says so', async (channel) => {
    const id = await stage.tell(stage.live, { channel })
    await stage.sending(stage.live, noChannels, () => ended(id))
    expect(await stage.row(id)).toMatchObject({ failure_reason: 'not-configured', attempt: 1 })
    const [event] = await stage.t.rows<{ data: object }>(`select data from kernel.event where type = 'notice.failed' and subject = $1`, [
      id,
    ])
    expect(event?.data).toMatchObject({ noticeId: id, reason: 'not-configured', last: true, topic: 'toy.alarm', subjectId: subject.id })
  })
  test('falls back to the next way, and says which was the last', async () => {
    const id = await stage.tell(stage.live, {
      channel: 'push',
      fallback: [
        { channel: 'sms', after: 3600 },
        { channel: 'voice', after: 3600 },
      ],
    })
    const chain = await stage.sending(stage.live, noChannels, () =>
      until(async () => {
        const rows = await stage.chain(id)
        return rows.length === 3 && rows.every(({ state }) => state === 'failed') && rows
      }),
    )
    expect(chain.map(({ channel }) => channel)).toEqual(['push', 'sms', 'voice'])
    const told = await stage.t.rows<{ last: boolean }>(
      `select (data->>'last')::boolean as last from kernel.event where type = 'notice.failed' and data->>'chainId' = $1 order by id`,
      [id],
    )
    expect(told.map(({ last }) => last)).toEqual([false, false, true])
  })
})

test('a slip in an address or a long text does not undo the caller: that way fails, and the next one goes', async () => {
  // nothing listens there: an address that passed would be tried again, not refused at once
  const gateway = { url: 'http://127.0.0.1:1/', headers: {}, secret: 'sixteen characters' }
  const settings = { ...noChannels, sms: gateway, smtp: { url: 'smtp://127.0.0.1:1', from: 'a@example.test' } }
  const id = await stage.tell(stage.live, {
    to: { phone: '见通讯录', mail: '无', name: '名'.repeat(300) },
    title: '长'.repeat(500),
    fallback: [{ channel: 'mail', after: 3600 }],
  })
  await stage.sending(stage.live, settings, () =>
    until(async () => (await stage.chain(id)).filter(({ state }) => state === 'failed').length === 2),
  )
  expect((await stage.chain(id)).map(({ channel, failure_reason }) => [channel, failure_reason])).toEqual([
    ['sms', 'bad-address'],
    ['mail', 'bad-address'],
  ])
})

describe('the next way', () => {
  const quick = { lookMs: 20 }
  test('goes when nobody answered in time, by a timer in the table', async () => {
    stage.t.clock.set('2026-03-02T02:00:00Z')
    const { kernel } = stage.t
    const id = await stage.tell(kernel, { channel: 'sms', fallback: [{ channel: 'voice', after: 60 }] })
    await stage.t.rows(`update notices.notice set state = 'sent', sent_at = queued_at where id = $1`, [id])
    await stage.sending(
      kernel,
      noChannels,
      async () => {
        stage.t.clock.set('2026-03-02T02:00:59Z')
        await new Promise((done) => setTimeout(done, 200))
        expect(await stage.chain(id)).toHaveLength(1)
        stage.t.clock.set('2026-03-02T02:01:00Z')
        await until(async () => (await stage.chain(id)).length === 2)
      },
      quick,
    )
    expect((await stage.chain(id)).map(({ channel, fall_at }) => [channel, fall_at])).toEqual([
      ['sms', null],
      ['voice', null],
    ])
  })
  test('does not go once somebody answered, and what waits is taken back', async () => {
    const { kernel } = stage.t
    const id = await stage.tell(kernel, {
      fallback: [
        { channel: 'voice', after: 10 },
        { channel: 'mail', after: 10 },
      ],
    })
    await stage.t.rows(`update notices.notice set state = 'sent', sent_at = queued_at where id = $1`, [id])
    expect(await stage.in(kernel, (ctx) => markSeen(ctx, id))).toBe(true)
    expect((await stage.row(id)).fall_at).not.toBeNull()
    expect(await stage.in(kernel, (ctx) => markAnswered(ctx, id, '按键 1'))).toBe(true)
    stage.t.clock.set('2026-03-02T03:00:00Z')
    await stage.sending(kernel, noChannels, () => new Promise((done) => setTimeout(done, 200)), quick)
    expect(await stage.chain(id)).toHaveLength(1)
    expect(await stage.row(id)).toMatchObject({ state: 'answered', fall_at: null })
    // another room's transaction may not emit for this engine: a job does
    const waiting = await withClient(stage.t.server.url('yinqiao_jobs', stage.t.database), (jobs) =>
      jobs.query(
        `select j.payload::jsonb ->> 'what' as what from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
          where t.identifier = 'notices.tell-change' and j.payload::jsonb ->> 'id' = $1 order by j.id`,
        [id],
      ),
    )
    expect(waiting.rows).toEqual([{ what: 'seen' }, { what: 'answered' }])
    const tell = stage.t.kernel.registry.jobs.get('notices.tell-change')
    await asSystem(kernel, 'notices', async (ctx) => tell?.work(ctx, { id, what: 'answered', last: false } as never))
    const told = await stage.t.rows(`select type from kernel.event where subject = $1`, [id])
    expect(told).toEqual([{ type: 'notice.answered' }])
  })
  test('states never go back: seen after answered changes nothing', async () => {
    const id = await stage.tell(stage.live)
    await stage.in(stage.live, (ctx) => markAnswered(ctx, id))
    await stage.in(stage.live, (ctx) => markSeen(ctx, id))
    expect((await stage.row(id)).state).toBe('answered')
    expect(await stage.in(stage.live, (ctx) => markSeen(ctx, '00000000-0000-7000-8000-00000000dead'))).toBe(false)
  })
})

describe('taking back', () => {
  test('cancels what waits about a thing, also what was to come', async () => {
    const about = { kind: 'toy', id: 'cancelled' }
    const id = await stage.tell(stage.live, { subject: about, fallback: [{ channel: 'voice', after: 1 }] })
    const other = await stage.tell(stage.live, { subject: { kind: 'toy', id: 'stays' } })
    expect(await stage.in(stage.live, (ctx) => cancelNotices(ctx, about))).toBe(1)
    expect(await stage.row(id)).toMatchObject({ state: 'cancelled', fall_at: null })
    expect((await stage.row(other)).state).toBe('queued')
    expect(await stage.in(stage.live, (ctx) => cancelNotices(ctx, about))).toBe(0)
    expect((await stage.in(stage.live, (ctx) => listNotices(ctx, about))).map(({ state }) => state)).toEqual(['cancelled'])
  })
})

test('a call that met nobody after its thing was over is not made again', async () => {
  const about = { kind: 'toy', id: 'over' }
  const id = await stage.tell(stage.live, { subject: about, channel: 'voice' })
  await stage.t.rows(`update notices.notice set state = 'sent', sent_at = now(), attempt = 1 where id = $1`, [id])
  await stage.in(stage.live, (ctx) => cancelNotices(ctx, about))
  const busy = { receiptId: 'over-1', id: NoticeId.parse(id), status: 'busy' as const }
  expect(await asSystem(stage.live, 'notices', (ctx) => takeReceipt(ctx, 'voice', busy))).toBe(true)
  expect(await stage.chain(id)).toMatchObject([{ state: 'failed', failure_reason: 'busy' }])
})

describe('the undelivered', () => {
  test('are listed with their reason, and sent again once, however often one asks', async () => {
    const id = await stage.tell(stage.live, { topic: 'toy.listed' })
    await stage.sending(stage.live, noChannels, () => ended(id))
    const list = async () => (await stage.t.done(ListFailed, { topic: 'toy.listed' }, clerk())).rows
    expect(await list()).toMatchObject([{ id, failureReason: 'not-configured', resent: false }])
    const again = await stage.t.done(ResendNotice, { id }, clerk())
    expect(again.id).not.toBe(id)
    expect(await stage.t.done(ResendNotice, { id }, clerk())).toEqual(again)
    expect((await list()).find((row) => row.id === id)?.resent).toBe(true)
    expect(await stage.steps(id)).toContain('resent')
    expect(await stage.t.run(ResendNotice, again, clerk())).toMatchObject({ refusal: { refused: { code: 'notices.not-resendable' } } })
  })
  test('are paged without a gap', async () => {
    const ids: string[] = []
    for (let n = 0; n < 5; n++) ids.push(await stage.tell(stage.live, { topic: 'toy.paged' }))
    await stage.sending(stage.live, noChannels, () =>
      until(async () => (await Promise.all(ids.map((id) => stage.row(id)))).every(({ state }) => state === 'failed')),
    )
    const seen: string[] = []
    for (let cursor: string | null = null; ; ) {
      const page: { rows: { id: string }[]; next: string | null } = await stage.t.done(
        ListFailed,
        { topic: 'toy.paged', limit: 2, cursor },
        clerk(),
      )
      seen.push(...page.rows.map((row) => row.id))
      cursor = page.next
      if (cursor === null) break
    }
    expect(seen.toSorted()).toEqual(ids.toSorted())
    expect(await stage.t.run(ListFailed, { cursor: 'x' }, clerk())).toMatchObject({ refusal: { field: 'cursor' } })
  })
  test('leave out a person whom another way reached, and show SMS that nobody confirmed', async () => {
    stage.t.clock.set('2026-03-05T00:00:00Z')
    const reached = await stage.tell(stage.t.kernel, { topic: 'toy.reached', fallback: [{ channel: 'voice', after: 0 }] })
    await stage.sending(stage.t.kernel, noChannels, () => until(async () => (await stage.chain(reached)).length === 2))
    const [, second] = await stage.chain(reached)
    await stage.in(stage.t.kernel, (ctx) => markAnswered(ctx, second?.id ?? ''))
    const silent = await stage.tell(stage.t.kernel, { topic: 'toy.silent' })
    await stage.t.rows(`update notices.notice set state = 'sent', sent_at = queued_at where id = $1`, [silent])
    const of = async (topic: string) => (await stage.t.done(ListFailed, { topic }, clerk())).rows.map(({ id }) => id)
    expect(await of('toy.silent')).toEqual([])
    stage.t.clock.set('2026-03-05T00:05:00Z')
    expect(await of('toy.silent')).toEqual([silent])
    expect(await of('toy.reached')).toEqual([])
  })
})
