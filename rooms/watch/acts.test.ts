import { asSystem } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  AnswerCallout,
  CallOut,
  ClaimAlarm,
  CloseAlarm,
  GetAlarm,
  GetAnswerTimes,
  KeepDuty,
  ListCountedAlarms,
  ListOpenAlarms,
  ListRules,
  NoteAlarm,
  RaiseAlarm,
  ReviewAlarm,
  SaveContacts,
  SnoozeAlarm,
} from './contract/index.ts'
import { newHome, openWatch } from './fixtures/open-watch.ts'
import { mustSound } from './rules/order-alarms.ts'
import { usualPolicy } from './rules/plan-escalation.ts'
import { watchInvariants } from './rules/invariants.ts'
import type { Reach } from './store-callout.ts'
import { keepAlarms } from './store-known.ts'
import { doDue } from './store-round.ts'

let t: TestRooms
let clock = Temporal.Instant.from('2026-11-22T02:00:00Z')
const pass = (seconds: number) => {
  clock = clock.add({ milliseconds: Math.round(seconds * 1000) })
  t.clock.set(clock.toString())
}
const person = (n: number) =>
  t.actor({ role: 'operator', name: `值${n}`, accountId: `00000000-0000-7000-8000-00000000000${n}`, area: '990101' })
const round = () => asSystem(t.kernel, 'watch', (ctx) => doDue(ctx, usualPolicy, async () => []))
let home: { id: string; version: number; elders: readonly string[] }
let homes = 0
const open = async (id: string) => (await t.done(ListOpenAlarms, {}, person(1))).rows.find((row) => row.id === id)
const raise = (cause: 'person' | 'wander' = 'person', homeId = home.id) => t.done(RaiseAlarm, { homeId, cause, said: '来电' }, person(1))
const claimed = async () => {
  const { id } = await raise()
  const { fence } = await t.done(ClaimAlarm, { id }, person(1))
  return { id, fence }
}

beforeAll(async () => {
  t = await openWatch()
  t.clock.set(clock.toString())
})
afterAll(() => t.close())
beforeEach(async () => {
  pass(3600)
  homes += 1
  home = await newHome(t, `处置户${homes}`, [`处${homes}`])
})

test('who put an alarm off and is gone takes the silence along: it is offered again and sounds', async () => {
  const held = await claimed()
  await t.done(SnoozeAlarm, { ...held, minutes: 60, why: '稍后再打' }, person(1))
  pass(13)
  await round()
  const row = (await open(held.id))!
  expect(row).toMatchObject({ ownerKind: 'duty', state: 'new' })
  expect(mustSound(row, clock.epochMilliseconds)).toBe(true)
})

test('somebody arrives while a closing waits for its second person: it is written down, and the closing still waits', async () => {
  const contacts = [
    {
      id: null,
      kind: 'responder' as const,
      name: '响应',
      phone: '13900000001',
      accountId: null,
      hasKey: null,
      minutes: null,
      language: null,
    },
  ]
  await t.done(SaveContacts, { homeId: home.id, version: home.version, contacts })
  const held = await claimed()
  await t.done(CallOut, held, person(1))
  await t.done(CloseAlarm, { ...held, cause: 'true', why: '' }, person(1))
  const [callout] = (await t.done(GetAlarm, { id: held.id }, person(1))).callouts
  const row = await t.done(AnswerCallout, { id: callout!.id, state: 'inside' }, person(1))
  expect(row).toMatchObject({ state: 'reviewing', ownerKind: 'supervisor' })
  expect(row.insideAt).not.toBeNull()
  expect(await t.done(ReviewAlarm, { id: held.id, agrees: true }, person(2))).toMatchObject({ state: 'closed' })
})

test('a new call while a second person holds the closing: anybody may take it at once', async () => {
  const held = await claimed()
  await t.done(CloseAlarm, { ...held, cause: 'true', why: '' }, person(1))
  await t.done(ClaimAlarm, { id: held.id }, person(2))
  await raise()
  expect(await open(held.id)).toMatchObject({ state: 'new', ownerKind: 'duty' })
  expect((await t.run(ClaimAlarm, { id: held.id }, person(3))).ok).toBe(true)
})

test('an alarm that nobody answered for four months does not keep the others from going up', async () => {
  const old = await raise()
  await t.rows(`update watch.alarm set step = 32767 where id = $1`, [old.id])
  home = await newHome(t, `另户${homes}`, [`另${homes}`])
  const { id } = await raise()
  pass(70)
  await round()
  expect(await open(id)).toMatchObject({ step: 1 })
})

test('a contact that cannot be read keeps neither the others of its list from being rung nor other homes’ alarms from going up', async () => {
  const contact = (name: string) => ({
    id: null,
    kind: 'responder' as const,
    name,
    phone: '13900000001',
    accountId: null,
    hasKey: null,
    minutes: null,
    language: null,
  })
  await t.done(SaveContacts, { homeId: home.id, version: home.version, contacts: [contact('坏'), contact('好')] })
  await t.rows(`update watch.contact set name_sealed = 'spoiled' where home_id = $1 and order_no = 1`, [home.id])
  const bad = await raise()
  await t.rows(`update watch.alarm set step = 2 where id = $1`, [bad.id])
  home = await newHome(t, `好户${homes}`, [`好${homes}`])
  const { id } = await raise()
  pass(250)
  const rung: string[] = []
  const reach: Reach = async (_, call) => {
    rung.push(call.name)
    return []
  }
  await asSystem(t.kernel, 'watch', (ctx) => doDue(ctx, usualPolicy, reach))
  expect(await open(id)).toMatchObject({ step: 1 })
  expect(rung).toContain('好')
  expect(await open(bad.id)).toMatchObject({ step: 3, ownerKind: 'supervisor' })
  // a call to somebody who cannot be read ends, and is not tried five times a second
  const { fence } = await t.done(ClaimAlarm, { id: bad.id }, person(1))
  const [, good] = await t.rows<{ id: string }>(
    'select c.id from watch.contact c join watch.alarm a using (home_id) where a.id = $1 order by c.order_no',
    [bad.id],
  )
  await t.done(CallOut, { id: bad.id, fence, contactId: good!.id }, person(1))
  for (let n = 0; n < 5; n++) {
    pass(12)
    await t.done(KeepDuty, { claims: [{ id: bad.id, fence }] }, person(1))
    await round()
  }
  expect(await t.rows('select state from watch.callout where alarm_id = $1', [bad.id])).toEqual([{ state: 'no-answer' }])
  const kinds = await t.rows<{ kind: string }>('select kind from watch.alarm_event where alarm_id = $1 order by n', [bad.id])
  expect(kinds.map(({ kind }) => kind)).toEqual(['opened', 'escalated', 'step-failed', 'claimed', 'called-out', 'step-failed'])
})

test('a closing that waits or was refused is counted as open, and each number opens to as many rows', async () => {
  const period = { from: clock.toString(), to: clock.add({ hours: 1 }).toString() }
  const held = await claimed()
  await t.done(CloseAlarm, { ...held, cause: 'false', why: '碰到' }, person(1))
  const counts = async () => {
    const times = await t.done(GetAnswerTimes, period, person(1))
    const byCause: Record<string, number> = Object.fromEntries(times.byCloseCause.map(({ cause, alarms }) => [cause ?? 'open', alarms]))
    const { rows } = await t.done(ListCountedAlarms, { ...period, urgent: true, state: 'open' }, person(1))
    return { byCause, open: times.open, rows: rows.length }
  }
  expect(await counts()).toEqual({ byCause: { open: 1 }, open: 1, rows: 1 })
  await t.done(ReviewAlarm, { id: held.id, agrees: false, why: '未核实' }, person(2))
  expect(await counts()).toEqual({ byCause: { open: 1 }, open: 1, rows: 1 })
  await t.rows(`update watch.signal set rule = 'sos' where alarm_id = $1`, [held.id])
  const { rows } = await t.done(ListRules, {}, t.actor({ role: 'district-officer', area: '990101' }))
  expect(rows.find(({ code }) => code === 'sos')?.truth).toMatchObject({ false: 0, open: 1 })
  await asSystem(t.kernel, 'watch', (ctx) => keepAlarms(ctx, true))
  expect(
    await t.rows('select closed_on, close_cause from watch.known_alarm where alarm_id = $1 order by version desc limit 1', [held.id]),
  ).toEqual([{ closed_on: null, close_cause: null }])
})

test('after a thousand lines the newest are shown, not the oldest', async () => {
  const held = await claimed()
  await t.rows(
    `insert into watch.alarm_event (alarm_id, n, at, kind, by_name) select $1, n, now(), 'signal', '系统' from generate_series(3, 1102) n`,
    [held.id],
  )
  await t.rows('update watch.alarm set events = 1102 where id = $1', [held.id])
  await t.done(NoteAlarm, { ...held, text: '已进门' }, person(1))
  const { timeline } = await t.done(GetAlarm, { id: held.id }, person(1))
  expect(timeline.at(-1)).toMatchObject({ kind: 'note', detail: { text: '已进门' } })
})

test('an alarm that grew graver goes up from the first step again, and the check of steps says nothing', async () => {
  const duty = () => t.done(KeepDuty, { claims: [] }, person(1))
  const { id } = await raise('wander')
  await t.rows(`update watch.alarm set level = 3, deadline_at = $2 where id = $1`, [id, clock.toString()])
  await duty()
  await round()
  await raise('wander')
  pass(61)
  await duty()
  await round()
  expect(await open(id)).toMatchObject({ step: 1 })
  const check = watchInvariants.find(({ code }) => code === 'steps-in-order')!
  const broken = async () => (await t.rows<{ alarm_id: string }>(check.sql)).filter((row) => row.alarm_id === id)
  expect(await broken()).toEqual([])
  // a step left out is still found
  await t.rows(
    `update watch.alarm_event set detail = '{"step":3}' where alarm_id = $1 and kind = 'escalated' and n = (select max(n) from watch.alarm_event where alarm_id = $1)`,
    [id],
  )
  expect(await broken()).toHaveLength(1)
})

test('who is told again at the same step has not answered yet: each telling has its own line', async () => {
  const duty = () => t.done(KeepDuty, { claims: [] }, person(1))
  await duty()
  const held = await claimed()
  pass(13)
  await duty()
  await round()
  expect(await open(held.id)).toMatchObject({ ownerKind: 'duty', ownerName: '值1' })
  const { told } = await t.done(GetAlarm, { id: held.id }, person(1))
  expect(told.map(({ step, channel, answeredAt }) => [step, channel, answeredAt === null])).toEqual([
    [0, 'desk', false],
    [0, 'desk', true],
  ])
})
