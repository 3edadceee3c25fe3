import { asSystem } from '@yinqiao/kernel/server'
import { type TestRooms, testRooms } from '@yinqiao/kernel/testing'
import { markAnswered, noChannels, notices } from '@yinqiao/notices'
import { people } from '@yinqiao/people'
import { places } from '@yinqiao/places'
import { series } from '@yinqiao/series'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { AnswerCallout, CallOut, ClaimAlarm, CloseAlarm, GetAlarm, KeepDuty, RaiseAlarm, SaveContacts } from './contract/index.ts'
import { loadQinghe, newHome } from './fixtures/open-watch.ts'
import { reachByNotices, usualWatch, watch, watchWords } from './index.ts'
import { usualPolicy } from './rules/plan-escalation.ts'
import { doDue } from './store-round.ts'

let t: TestRooms
let clock = Temporal.Instant.from('2026-11-22T02:00:00Z')
const pass = (seconds: number) => {
  clock = clock.add({ milliseconds: Math.round(seconds * 1000) })
  t.clock.set(clock.toString())
}
const account = (n: number) => `00000000-0000-7000-8000-00000000000${n}`
const operator = () => t.actor({ role: 'operator', accountId: account(1), name: '甲', area: '990101' })
const responder = () => t.actor({ role: 'responder', accountId: account(2), name: '响应', area: '990101100' })
const round = () => asSystem(t.kernel, 'watch', (ctx) => doDue(ctx, usualPolicy, reachByNotices))
/** Lets time go by second by second as the program does, until `seconds` are over. */
const live = async (seconds: number) => {
  for (let n = 0; n < seconds; n += 2) {
    pass(2)
    await round()
  }
}
const heads = (id: string) =>
  t.rows<{ id: string; key: string; state: string }>(
    `select id, key, state from notices.notice where subject_id = $1 and step = 0 order by queued_at, id`,
    [id],
  )

beforeAll(async () => {
  const curves = { words: watchWords, folder: null }
  t = await testRooms([places, people, series(curves), notices(noChannels), watch({ ...usualWatch, reach: reachByNotices })], {
    area: '990101',
  })
  await loadQinghe(t)
  t.clock.set(clock.toString())
})
afterAll(() => t.close())

let homes = 0
let home: { id: string }
const contact = (name: string, accountId: string | null, phone: string | null = '13900000001') => ({
  id: null,
  kind: 'keyholder' as const,
  name,
  phone,
  accountId,
  hasKey: true,
  minutes: 5,
  language: null,
})
beforeEach(async () => {
  pass(3600)
  homes += 1
  const made = await newHome(t, `外呼户${homes}`, [`外${homes}`])
  home = made
  await t.done(SaveContacts, { homeId: made.id, version: made.version, contacts: [contact('响应', account(2)), contact('邻居', null)] })
})
const raise = () => t.done(RaiseAlarm, { homeId: home.id, cause: 'person', said: '来电' }, operator())

test('after a claim that ended nobody answers again: the home’s people are telephoned again at once, not passed over', async () => {
  const { id } = await raise()
  await live(260)
  const before = (await heads(id)).length
  expect(before).toBeGreaterThan(0)
  await t.done(ClaimAlarm, { id }, operator())
  await live(280)
  const rung = await heads(id)
  expect(rung.length).toBeGreaterThan(before)
  // each call has its own line of who was told: a receipt of the second is not lost, nor written to the first
  const told = await t.rows<{ notice_id: string }>('select notice_id from watch.told where alarm_id = $1 and notice_id is not null', [id])
  expect(told.map(({ notice_id }) => notice_id).toSorted()).toEqual(rung.map((one) => one.id).toSorted())
})

test('what waits to be sent is called off when its alarm is closed', async () => {
  const { id } = await raise()
  const { fence } = await t.done(ClaimAlarm, { id }, operator())
  await t.done(CallOut, { id, fence }, operator())
  pass(5)
  await t.done(CloseAlarm, { id, fence, cause: 'test' }, operator())
  expect(
    await t.rows(
      `select channel, state from notices.notice where subject_id = $1 and (state in ('queued', 'sending') or fall_at is not null)`,
      [id],
    ),
  ).toEqual([])
})

test('who accepts on the platform is not rung up for the same call', async () => {
  const { id } = await raise()
  const { fence } = await t.done(ClaimAlarm, { id }, operator())
  await t.done(CallOut, { id, fence }, operator())
  const [callout] = (await t.done(GetAlarm, { id }, operator())).callouts
  pass(5)
  await t.done(AnswerCallout, { id: callout!.id, state: 'accepted' }, responder())
  expect(
    await t.rows(
      `select channel, state from notices.notice where subject_id = $1 and (state in ('queued', 'sending') or fall_at is not null)`,
      [id],
    ),
  ).toEqual([])
})

test('who presses 1 on the telephone has accepted: no "no answer" is written, and nobody else is called', async () => {
  const { id } = await raise()
  const { fence } = await t.done(ClaimAlarm, { id }, operator())
  const { contacts } = await t.done(GetAlarm, { id }, operator())
  await t.done(CallOut, { id, fence, contactId: contacts[1]!.id }, operator())
  const [head] = await heads(id)
  const press = async (key: string) => {
    await asSystem(t.kernel, 'watch', (ctx) => markAnswered(ctx, head!.id, key))
    const data = {
      noticeId: head!.id,
      chainId: head!.id,
      topic: 'watch.alarm',
      subjectKind: 'alarm',
      subjectId: id,
      channel: 'sms',
      accountId: null,
    }
    const told = {
      specversion: '1.0',
      id: crypto.randomUUID(),
      source: 'notices',
      type: 'notice.answered',
      subject: head!.id,
      time: clock.toString(),
    } as const
    await asSystem(t.kernel, 'watch', async (ctx) =>
      t.kernel.registry.listeners.get('watch.note-answered')?.hear(ctx, { ...told, data: data as never }),
    )
  }
  pass(10)
  await press('１ ')
  await press('１ ')
  for (let n = 0; n < 5; n++) {
    pass(11)
    await t.done(KeepDuty, { claims: [{ id, fence }] }, operator())
    await round()
  }
  const sheet = await t.done(GetAlarm, { id }, operator())
  expect(sheet.callouts.map(({ name, state }) => `${name} ${state}`)).toEqual(['邻居 accepted'])
  expect(sheet.callouts[0]?.answeredAt).not.toBeNull()
  expect(sheet.timeline.filter(({ kind }) => kind === 'callout-accepted')).toHaveLength(1)
})

test('neither what an operator wrote down nor a finding about health leaves the platform', async () => {
  const words = '低血糖，打不开药盒（合成）'
  const { id } = await t.done(RaiseAlarm, { homeId: home.id, cause: 'person', said: words }, operator())
  const { fence } = await t.done(ClaimAlarm, { id }, operator())
  const outside = async () => {
    await t.done(CallOut, { id, fence }, operator())
    const [row] = await t.rows<{ title_sealed: string; body_sealed: string }>(
      'select title_sealed, body_sealed from notices.notice where subject_id = $1 order by queued_at desc, id desc limit 1',
      [id],
    )
    return [row?.title_sealed, row?.body_sealed].map((sealed) => t.kernel.cipher.open(sealed ?? '')).join(' ')
  }
  const first = await outside()
  expect(first).toContain('人工报警')
  expect(first).not.toContain('低血糖')
  await t.rows(`update watch.alarm set title = '生命体征危急（卧室）' where id = $1`, [id])
  pass(5)
  const second = await outside()
  expect(second).toContain('需要您前往')
  expect(second).not.toContain('体征')
})
