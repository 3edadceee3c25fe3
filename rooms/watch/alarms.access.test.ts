import { anonymous, type Signature } from '@yinqiao/kernel/contract'
import { asSystem } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ClaimAlarm, CloseAlarm, GetAlarm, KeepDuty, ListAlarms, ListOpenAlarms, NoteAlarm, RaiseAlarm } from './contract/index.ts'
import { openWatch } from './fixtures/open-watch.ts'
import { message, placeHome } from './fixtures/place-home.ts'
import { usualPolicy } from './rules/plan-escalation.ts'
import { openMemory, refreshMemory } from './store-memory.ts'
import { takeMessages } from './store-take.ts'

let t: TestRooms
let home: Awaited<ReturnType<typeof placeHome>>
let alarmId: string
const account = '00000000-0000-7000-8000-000000000001'
const operator = () => t.actor({ role: 'operator', accountId: account, name: '甲', area: '990101' })
const code = async (answer: Promise<{ ok: boolean; refusal?: { refused: { code: string } } }>) =>
  (await answer).refusal?.refused.code ?? 'done'

beforeAll(async () => {
  t = await openWatch()
  home = await placeHome(t, { name: '郁家', elders: 2, devices: [{ source: 'own:sheet', kind: 'pendant', worn: true }] })
  // somebody at the desk, so that there is somebody who was told
  await t.done(KeepDuty, { claims: [] }, operator())
  const memory = openMemory()
  await asSystem(t.kernel, 'watch', (ctx) => refreshMemory(ctx, memory))
  await asSystem(t.kernel, 'watch', (ctx) =>
    takeMessages(ctx, memory, [message(t, 'own:sheet', { id: '1', signals: ['sos'] })], usualPolicy),
  )
  const { rows } = await t.done(ListOpenAlarms, {}, operator())
  alarmId = rows[0]?.id ?? ''
})
afterAll(() => t.close())

describe('a sheet', () => {
  test('that was opened is in the audit, with who opened it and everybody it shows', async () => {
    await t.done(GetAlarm, { id: alarmId }, operator())
    const [line] = await t.rows<{ account: string; subjects: string }>(
      `select account_id as account, subjects::text as subjects from kernel.audit_line
        where signature = 'watch.get-alarm' and outcome = 'done' order by n desc limit 1`,
    )
    expect(line?.account).toBe(account)
    for (const elder of home.elderIds) expect(line?.subjects).toContain(elder)
  })
  test('does not open to another town, to roles without it, to nobody; each try is in the audit and tells nothing', async () => {
    const before = await t.rows("select 1 from kernel.audit_line where signature = 'watch.get-alarm' and outcome <> 'done'")
    expect(await code(t.run(GetAlarm, { id: alarmId }, t.actor({ role: 'operator', area: '990101100' })))).toBe('watch.alarm-unknown')
    for (const role of ['town-officer', 'family', 'elder', 'district-leader', 'system-admin', 'audit-admin', 'provider-staff', 'firm'])
      expect(await code(t.run(GetAlarm, { id: alarmId }, t.actor({ role, area: '990101' }))), role).toBe('kernel.not-allowed')
    expect(await code(t.run(GetAlarm, { id: alarmId }, anonymous))).toBe('kernel.not-signed-in')
    const after = await t.rows("select 1 from kernel.audit_line where signature = 'watch.get-alarm' and outcome <> 'done'")
    expect(after.length - before.length).toBe(10)
  })
})

describe('an alarm of another town', () => {
  const west = (role = 'operator') => t.actor({ role, accountId: account, area: '990101100' })
  test('is in no list, and is neither claimed, written to nor closed', async () => {
    expect((await t.done(ListOpenAlarms, {}, west())).rows).toEqual([])
    expect((await t.done(ListAlarms, { search: '郁' }, west())).rows).toEqual([])
    const acts: readonly (readonly [Signature, object, string])[] = [
      [ClaimAlarm, { id: alarmId }, 'watch.alarm-unknown'],
      [NoteAlarm, { id: alarmId, fence: 1, text: '试探' }, 'watch.alarm-unknown'],
      [CloseAlarm, { id: alarmId, fence: 1, cause: 'test', why: '试探' }, 'watch.alarm-unknown'],
      [RaiseAlarm, { homeId: home.homeId, cause: 'person', said: '试探' }, 'watch.no-such-home'],
    ]
    const rowOf = () => t.rows('select version, state, events, fence from watch.alarm order by id')
    const before = await rowOf()
    for (const [signature, input, refused] of acts) expect(await code(t.run(signature, input, west())), signature.name).toBe(refused)
    expect(await rowOf()).toEqual(before)
  })
  test('nor by SQL: row security hides it with its signals, its story and who was told', async () => {
    const client = await t.kernel.pool.connect()
    try {
      for (const table of ['alarm', 'signal', 'alarm_event', 'told', 'pub_alarm'])
        for (const [area, sees] of [
          ['990101001', true],
          ['990101100', false],
          ['', false],
        ] as const) {
          await client.query(`begin; set local yinqiao.area = '${area}'`)
          const { rows } = await client.query(`select 1 from watch.${table}`)
          await client.query('rollback')
          expect(rows.length > 0, `${table} ${area}`).toBe(sees)
        }
    } finally {
      client.release()
    }
  })
})
