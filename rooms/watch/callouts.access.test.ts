import type { TestRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  AnswerCallout,
  CallOut,
  ClaimAlarm,
  CloseAlarm,
  GetAlarm,
  ListAlarms,
  ListOpenAlarms,
  MyCallouts,
  RaiseAlarm,
  SaveContacts,
  SaveHome,
} from './contract/index.ts'
import { newHome, openWatch, plainHome } from './fixtures/open-watch.ts'

let t: TestRooms
let home: { id: string; elders: readonly string[] }
let id: string
let held: { id: string; fence: number }
let clock = Temporal.Instant.from('2026-11-22T02:00:00Z')
const pass = (minutes: number) => {
  clock = clock.add({ seconds: Math.round(minutes * 60) })
  t.clock.set(clock.toString())
}
const account = (n: number) => `00000000-0000-7000-8000-00000000000${n}`
const operator = () => t.actor({ role: 'operator', accountId: account(1), name: '甲', area: '990101' })
/** Posts of another town than the home's; the first two are in the home's list. */
const responder = (n: number) => t.actor({ role: 'responder', accountId: account(n), name: `响应${n}`, area: '990101100' })
const mine = (n: number) => t.done(MyCallouts, {}, responder(n))
const code = async (answer: Promise<{ ok: boolean; refusal?: { refused: { code: string } } }>) =>
  (await answer).refusal?.refused.code ?? 'done'
const audited = async () =>
  t.rows<{ subjects: string }>(
    `select subjects::text as subjects from kernel.audit_line where signature = 'watch.list-my-callouts' and subjects::text <> '[]' order by n`,
  )

const contact = (
  kind: 'responder' | 'keyholder' | 'family' | 'doctor',
  name: string,
  accountId: string | null,
  hasKey: boolean | null = null,
) => ({
  id: null,
  kind,
  name,
  phone: '13900000001',
  accountId,
  hasKey,
  minutes: 5,
  language: null,
})

beforeAll(async () => {
  t = await openWatch()
  t.clock.set(clock.toString())
  const { version, ...made } = await newHome(t, '沈家', ['沈稻香'])
  home = made
  const entry = { gate: '东门 1234#', floor: '3 楼', key: '门卫处', language: '苏州话', hazards: '有狗', note: '耳背，多敲' }
  const saved = await t.done(SaveHome, { ...plainHome, id: home.id, version, name: '沈家', entry })
  await t.done(SaveContacts, {
    homeId: home.id,
    version: saved.version,
    contacts: [
      contact('responder', '响应2', account(2)),
      contact('responder', '响应3', account(3)),
      contact('keyholder', '邻居金', null),
      contact('family', '女儿', null, true),
      contact('doctor', '医生', null),
    ],
  })
})
afterAll(() => t.close())

beforeEach(async () => {
  pass(60)
  const raised = await t.done(RaiseAlarm, { homeId: home.id, cause: 'person', said: '来电' }, operator())
  id = raised.id
  const claimed = await t.done(ClaimAlarm, { id }, operator())
  held = { id, fence: claimed.fence }
  return async () => {
    await t.run(CloseAlarm, { ...held, cause: 'test' }, operator())
  }
})

describe('a responder whose post lies in another town', () => {
  test('sees nothing before being asked; asked, what one needs to get there and in, and nothing of the file; read and audited', async () => {
    expect(await mine(2)).toEqual([])
    const before = (await audited()).length
    await t.done(CallOut, held, operator())
    const [sheet, ...more] = await mine(2)
    expect(more).toEqual([])
    expect(sheet).toEqual({
      id: expect.any(String),
      state: 'asked',
      askedAt: expect.any(String),
      until: expect.any(String),
      endedAt: null,
      alarmId: id,
      alarmN: expect.any(Number),
      title: '人工报警：来电',
      elderName: '沈稻香',
      homeName: '沈家',
      address: plainHome.address,
      gate: '东门 1234#',
      floor: '3 楼',
      key: '门卫处',
      hazards: '有狗',
      language: '苏州话',
      note: '耳背，多敲',
      keyholders: [
        { name: '邻居金', phone: '13900000001', minutes: 5 },
        { name: '女儿', phone: '13900000001', minutes: 5 },
      ],
      lat: null,
      lon: null,
    })
    const lines = await audited()
    expect(lines.length).toBe(before + 1)
    expect(lines.at(-1)?.subjects).toContain(home.elders[0])
  })

  test('another responder of that town, asked by nobody, sees nothing; nor does an operator of it', async () => {
    await t.done(CallOut, held, operator())
    const [sheet] = await mine(2)
    expect(await mine(3)).toEqual([])
    expect(await mine(4)).toEqual([])
    const state = () => t.rows('select version, state, events from watch.alarm where id = $1', [id])
    const before = await state()
    const move = { id: sheet?.id ?? '', state: 'accepted' as const }
    expect(await code(t.run(AnswerCallout, move, responder(3)))).toBe('watch.callout-unknown')
    const west = t.actor({ role: 'operator', accountId: account(5), area: '990101100' })
    expect(await code(t.run(AnswerCallout, move, west))).toBe('watch.callout-unknown')
    expect(await state()).toEqual(before)
  })

  test('to be asked opens no other door: neither the whole sheet nor any list, nor a table', async () => {
    await t.done(CallOut, held, operator())
    expect(await mine(2)).toHaveLength(1)
    expect(await code(t.run(GetAlarm, { id }, responder(2)))).toBe('watch.alarm-unknown')
    expect((await t.done(ListOpenAlarms, {}, responder(2))).rows).toEqual([])
    expect((await t.done(ListAlarms, {}, responder(2))).rows).toEqual([])
    const client = await t.kernel.pool.connect()
    try {
      for (const table of ['watch.alarm', 'watch.home', 'watch.contact', 'people.pub_elder']) {
        await client.query(`begin; set local yinqiao.area = '990101100'; set local yinqiao.account = '${account(2)}'`)
        const { rows } = await client.query(`select 1 from ${table}`)
        await client.query('rollback')
        expect([table, rows.length]).toEqual([table, 0])
      }
    } finally {
      client.release()
    }
  })

  test('accepts, arrives, is inside; who cannot come sees it no more, and the next is asked', async () => {
    await t.done(CallOut, held, operator())
    const [first] = await mine(2)
    await t.done(AnswerCallout, { id: first!.id, state: 'declined' }, responder(2))
    expect(await mine(2)).toEqual([])
    expect(await code(t.run(AnswerCallout, { id: first!.id, state: 'accepted' }, responder(2)))).toBe('watch.callout-unknown')
    const [next] = await mine(3)
    for (const state of ['accepted', 'arrived', 'inside'] as const) await t.done(AnswerCallout, { id: next!.id, state }, responder(3))
    expect((await mine(3))[0]).toMatchObject({ state: 'inside', key: '门卫处' })
    const [alarm] = await t.rows('select state, inside_at is not null as inside from watch.alarm where id = $1', [id])
    expect(alarm).toEqual({ state: 'on-site', inside: true })
  })

  test('when the alarm is closed sees that it is over for half an hour, without keys and numbers; then nothing', async () => {
    await t.done(CallOut, held, operator())
    const [sheet] = await mine(2)
    await t.done(AnswerCallout, { id: sheet!.id, state: 'accepted' }, responder(2))
    await t.done(CloseAlarm, { ...held, cause: 'test' }, operator())
    pass(29)
    expect((await mine(2))[0]).toMatchObject({
      state: 'cancelled',
      address: plainHome.address,
      gate: null,
      floor: null,
      key: null,
      hazards: null,
      note: null,
      keyholders: [],
    })
    expect(await code(t.run(AnswerCallout, { id: sheet!.id, state: 'arrived' }, responder(2)))).toBe('watch.alarm-closed')
    pass(1)
    expect(await mine(2)).toEqual([])
    expect(await code(t.run(AnswerCallout, { id: sheet!.id, state: 'arrived' }, responder(2)))).toBe('watch.callout-unknown')
  })
})
