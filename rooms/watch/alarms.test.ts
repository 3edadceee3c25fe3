import { asSystem } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import type { RawMessage } from '@yinqiao/intake/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ClaimAlarm, CloseAlarm, GetAlarm, KeepDuty, ListOpenAlarms, NoteAlarm, ReviewAlarm, SnoozeAlarm } from './contract/index.ts'
import { openWatch } from './fixtures/open-watch.ts'
import { message, placeHome } from './fixtures/place-home.ts'
import { watchInvariants } from './rules/invariants.ts'
import { usualPolicy } from './rules/plan-escalation.ts'
import { openMemory, refreshMemory } from './store-memory.ts'
import { raiseAlarms } from './store-raise.ts'
import { doDue } from './store-round.ts'
import { takeMessages } from './store-take.ts'

let t: TestRooms
const memory = openMemory()
const take = (...messages: RawMessage[]) => asSystem(t.kernel, 'watch', (ctx) => takeMessages(ctx, memory, messages, usualPolicy))
const refresh = () => asSystem(t.kernel, 'watch', (ctx) => refreshMemory(ctx, memory))
const round = () => asSystem(t.kernel, 'watch', (ctx) => doDue(ctx, usualPolicy, async () => []))
const person = (n: number, name: string) =>
  t.actor({ role: 'operator', name, accountId: `00000000-0000-7000-8000-00000000000${n}`, area: '990101' })
const open = async (homeId: string) => (await t.done(ListOpenAlarms, {}, person(1, '甲'))).rows.filter((row) => row.homeId === homeId)
let clock = Temporal.Instant.from('2026-11-22T02:00:00Z')
const pass = (seconds: number) => {
  clock = clock.add({ milliseconds: Math.round(seconds * 1000) })
  t.clock.set(clock.toString())
}

beforeAll(async () => {
  t = await openWatch()
  t.clock.set(clock.toString())
})
afterAll(() => t.close())

describe('signals and alarms', () => {
  test('two presses 5 ms apart, a fall and a bathroom stay are one alarm with four signals (R21)', async () => {
    const home = await placeHome(t, {
      name: '顾家',
      devices: [
        { source: 'own:p1', kind: 'pendant', worn: true },
        { source: 'own:w1', kind: 'wearable', worn: true },
        { source: 'own:b1', kind: 'radar', room: '卫生间' },
      ],
    })
    await refresh()
    await Promise.all([
      take(message(t, 'own:p1', { id: '1', signals: ['sos'] })),
      take(message(t, 'own:p1', { id: '2', signals: ['sos'] })),
      take(message(t, 'own:w1', { id: '1', signals: ['fall'] })),
      take(message(t, 'own:b1', { id: '1', signals: ['stay'] })),
    ])
    const rows = await open(home.homeId)
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ cause: 'person', level: 1, signals: 4, state: 'new', elderId: home.elderIds[0] })
    expect(rows[0]?.deadlineAt).not.toBeNull()
    expect(await t.rows('select kind from watch.signal where alarm_id = $1 order by kind', [rows[0]?.id])).toEqual([
      { kind: 'fall' },
      { kind: 'sos' },
      { kind: 'sos' },
      { kind: 'stay' },
    ])
  })

  test('a press right after the device was registered and hung up is of its person and home, before the register is read again', async () => {
    await refresh()
    pass(1)
    const home = await placeHome(t, { name: '新装户', devices: [{ source: 'own:p9', kind: 'pendant', worn: true }] })
    await take(message(t, 'own:p9', { id: '1', signals: ['sos'] }))
    expect(await open(home.homeId)).toMatchObject([{ cause: 'person', elderId: home.elderIds[0], signals: 1 }])
    // known but hung nowhere until now
    const [device] = await t.rows<{ id: string }>(`select id from watch.device where source = 'own:p9'`)
    memory.byId.delete(device!.id)
    memory.devices.set('own:p9', { ...memory.devices.get('own:p9')!, bound: null })
    await take(message(t, 'own:p9', { id: '2', signals: ['sos'] }))
    expect(await open(home.homeId)).toMatchObject([{ signals: 2 }])
  })

  test('a reading right after the device was hung up is kept, before the register is read again: it was acknowledged', async () => {
    await placeHome(t, { name: '新挂户', devices: [{ source: 'own:p10', kind: 'pendant', worn: true }] })
    await refresh()
    pass(0.4)
    // known but hung nowhere until now
    const known = memory.devices.get('own:p10')!
    memory.devices.set('own:p10', { ...known, bound: null })
    memory.byId.set(known.id, { ...known, bound: null })
    await take(message(t, 'own:p10', { id: '1', readings: { 'heart-rate': 72 } }))
    expect(await t.rows('select trust from series.entry where series_id = $1', [known.bound?.seriesId])).toEqual([{ trust: 0 }])
  })

  test('the same message three times counts once, also after the alarm was closed', async () => {
    const home = await placeHome(t, { name: '陆家', devices: [{ source: 'own:p2', kind: 'pendant', worn: true }] })
    await refresh()
    const press = message(t, 'own:p2', { id: '7', at: clock.toString(), signals: ['sos'] })
    await Promise.all([take(press), take(press)])
    await take(press)
    const [row] = await open(home.homeId)
    expect(row?.signals).toBe(1)
    const mine = await t.done(ClaimAlarm, { id: row!.id }, person(1, '甲'))
    await t.done(CloseAlarm, { id: row!.id, fence: mine.fence, cause: 'test' }, person(1, '甲'))
    await take(press)
    expect(await open(home.homeId)).toEqual([])
    expect(await t.rows('select count(*) as n from watch.alarm where home_id = $1', [home.homeId])).toEqual([{ n: 1 }])
  })

  test('a message of an unknown device is laid aside with its reason, and nobody is alarmed', async () => {
    const before = await t.rows<{ n: number }>('select count(*) as n from watch.alarm')
    await take(message(t, 'own:nobody', { signals: ['sos'] }))
    expect(await t.rows('select reason, source from watch.quarantine where source = $1', ['own:nobody'])).toEqual([
      { reason: 'unknown-device', source: 'own:nobody' },
    ])
    expect(await t.rows<{ n: number }>('select count(*) as n from watch.alarm')).toEqual(before)
  })
})

describe('escalation and claims', () => {
  test('unanswered: 60 s another operator, 180 s the supervisor, then telephone; each once, and always a next deadline', async () => {
    const home = await placeHome(t, { name: '沈家', devices: [{ source: 'own:p3', kind: 'pendant', worn: true }] })
    await refresh()
    const beat = async () => {
      await t.done(KeepDuty, { claims: [] }, person(1, '甲'))
      await t.done(KeepDuty, { claims: [] }, person(2, '乙'))
      await t.done(KeepDuty, { claims: [], supervisor: true }, person(3, '值守长'))
    }
    await beat()
    await take(message(t, 'own:p3', { id: '1', signals: ['sos'] }))
    const [first] = await open(home.homeId)
    expect(first).toMatchObject({ ownerKind: 'duty', step: 0 })
    const seen: unknown[] = []
    for (let second = 0; second < 250; second += 5) {
      pass(5)
      await beat()
      await round()
      const [row] = await open(home.homeId)
      expect(row?.ownerName).toBeTruthy()
      expect(Date.parse(row?.deadlineAt ?? '')).toBeGreaterThan(clock.epochMilliseconds)
      seen.push(`${second + 5}:${row?.ownerKind}/${row?.step}`)
    }
    expect(seen).toContain('55:duty/0')
    expect(seen).toContain('60:duty/1')
    expect(seen).toContain('175:duty/1')
    expect(seen).toContain('180:supervisor/2')
    expect(seen).toContain('240:supervisor/3')
    const steps = await t.rows<{ detail: { what: string; to: string } }>(
      `select detail from watch.alarm_event where alarm_id = $1 and kind = 'escalated' order by n`,
      [first!.id],
    )
    expect(steps.map(({ detail }) => detail.what)).toEqual(['next-operator', 'supervisor', 'telephone'])
    expect(steps[0]?.detail.to).not.toBe(first?.ownerName)
    expect(steps[1]?.detail.to).toBe('值守长')
  })

  test('of two who claim at once one wins; the loser is told who has it; an old claim can do nothing', async () => {
    const home = await placeHome(t, { name: '徐家', devices: [{ source: 'own:p4', kind: 'pendant', worn: true }] })
    await refresh()
    await take(message(t, 'own:p4', { id: '1', signals: ['sos'] }))
    const [row] = await open(home.homeId)
    const id = row!.id
    const both = await Promise.all([t.run(ClaimAlarm, { id }, person(1, '甲')), t.run(ClaimAlarm, { id }, person(2, '乙'))])
    expect(both.filter((answer) => answer.ok)).toHaveLength(1)
    const lost = both.find((answer) => !answer.ok)
    expect(lost?.ok === false && lost.refusal.refused.code).toBe('watch.already-claimed')
    const won = both.find((answer) => answer.ok)
    const winner = won?.ok === true ? won.value : undefined
    const [mine, other] = winner?.ownerName === '甲' ? [1, 2] : [2, 1]
    const held = { id, fence: winner!.fence }
    await t.done(NoteAlarm, { ...held, text: '已通话' }, person(mine, 'x'))
    // the browser is closed: no beat for twelve seconds
    pass(13)
    await round()
    expect((await open(home.homeId))[0]).toMatchObject({ ownerKind: 'duty', state: 'new', claimUntil: null })
    const late = await t.run(NoteAlarm, { ...held, text: '迟到' }, person(mine, 'x'))
    expect(late.ok ? 'ok' : late.refusal.refused.code).toBe('watch.claim-lost')
    const again = await t.done(ClaimAlarm, { id }, person(other, 'y'))
    expect(again.fence).toBeGreaterThan(held.fence)
    const { lost: gone } = await t.done(KeepDuty, { claims: [held] }, person(mine, 'x'))
    expect(gone).toEqual([id])
  })

  test('an alarm put off sounds at its end with no new reading; a new grave signal ends the pause at once', async () => {
    const home = await placeHome(t, { name: '朱家', devices: [{ source: 'own:p5', kind: 'pendant', worn: true }] })
    await refresh()
    await take(message(t, 'own:p5', { id: '1', signals: ['sos'] }))
    const [row] = await open(home.homeId)
    const mine = await t.done(ClaimAlarm, { id: row!.id }, person(1, '甲'))
    const held = { id: mine.id, fence: mine.fence }
    await t.done(SnoozeAlarm, { ...held, minutes: 10, why: '已通话，稍后再打' }, person(1, '甲'))
    for (let minute = 0; minute < 10; minute++) {
      expect((await open(home.homeId))[0]?.snoozedUntil).not.toBeNull()
      for (let beat = 0; beat < 6; beat++) {
        pass(10)
        await t.done(KeepDuty, { claims: [held] }, person(1, '甲'))
      }
      await round()
    }
    expect((await open(home.homeId))[0]?.snoozedUntil).toBeNull()
    expect(await t.rows(`select 1 as x from watch.alarm_event where alarm_id = $1 and kind = 'snooze-ended'`, [mine.id])).toHaveLength(1)
    await t.done(SnoozeAlarm, { ...held, minutes: 10, why: '再等' }, person(1, '甲'))
    await take(message(t, 'own:p5', { id: '2', signals: ['sos'] }))
    expect((await open(home.homeId))[0]).toMatchObject({ snoozedUntil: null, signals: 2 })
  })

  test('closing needs a cause, why it was false, and a second person; the second may not be the first', async () => {
    const home = await placeHome(t, { name: '钱家', devices: [{ source: 'own:p6', kind: 'pendant', worn: true }] })
    await refresh()
    await take(message(t, 'own:p6', { id: '1', signals: ['fall'] }))
    const [row] = await open(home.homeId)
    const mine = await t.done(ClaimAlarm, { id: row!.id }, person(1, '甲'))
    const held = { id: mine.id, fence: mine.fence }
    const no = async (answer: ReturnType<typeof t.run>) => {
      const said = await answer
      return said.ok ? 'ok' : said.refusal.refused.code
    }
    expect(await no(t.run(CloseAlarm, { ...held, cause: 'false', why: '' }, person(1, '甲')))).toBe('watch.why-missing')
    expect(await no(t.run(CloseAlarm, { ...held, cause: 'returned', why: '' }, person(1, '甲')))).toBe('watch.not-returned')
    expect(await no(t.run(CloseAlarm, { ...held, cause: 'true', why: '' }, person(2, '乙')))).toBe('watch.claim-lost')
    const closing = await t.done(CloseAlarm, { ...held, cause: 'false', why: '坐下时碰到' }, person(1, '甲'))
    expect(closing).toMatchObject({ state: 'reviewing', closedAt: null })
    expect(closing.deadlineAt).not.toBeNull()
    expect(await no(t.run(ReviewAlarm, { id: mine.id, agrees: true }, person(1, '甲')))).toBe('watch.second-is-first')
    const done = await t.done(ReviewAlarm, { id: mine.id, agrees: true }, person(2, '乙'))
    expect(done).toMatchObject({ state: 'closed', closeCause: 'false', deadlineAt: null })
    const sheet = await t.done(GetAlarm, { id: mine.id }, person(2, '乙'))
    expect(sheet).toMatchObject({ closedByName: '甲', secondByName: '乙', closeWhy: '坐下时碰到' })
    expect(sheet.timeline.map(({ kind }) => kind)).toEqual(['opened', 'claimed', 'closing', 'closed'])
  })
})

test('the line to the database dies while an alarm is opened: that try fails, and nothing else does', async () => {
  const home = await placeHome(t, { name: '断家', devices: [{ source: 'own:cut', kind: 'pendant', worn: true }] })
  const unheard: unknown[] = []
  const hear = (reason: unknown) => unheard.push(reason)
  process.on('unhandledRejection', hear)
  const subject = { kind: 'elder' as const, id: home.elderIds[0] ?? '' }
  const finding = {
    cause: 'person' as const,
    level: 1,
    title: '呼救',
    subject,
    elderId: subject.id,
    homeId: home.homeId,
    deviceId: null,
    divisionCode: '990101001001',
    model: null,
    kind: 'sos',
    said: null,
    sourceKey: 'cut-1',
    claimedAt: null,
    rule: 'sos',
    ruleVersion: 1,
    why: {},
    needsSecond: false,
    synthetic: true,
  }
  const raise = (cut: boolean) =>
    asSystem(t.kernel, 'watch', async (ctx) => {
      if (cut) await sql`select pg_terminate_backend(pg_backend_pid())`.execute(ctx.db).catch(() => undefined)
      await raiseAlarms(ctx, [finding], usualPolicy)
    })
  await expect(raise(true)).rejects.toThrow()
  // what nobody waits for would end the program in this turn
  await new Promise((done) => setTimeout(done, 50))
  process.off('unhandledRejection', hear)
  expect(unheard).toEqual([])
  expect(await open(home.homeId)).toEqual([])
  await raise(false)
  expect(await open(home.homeId)).toHaveLength(1)
})

test('a graver signal starts the steps anew, and the invariants know that it did', async () => {
  const home = await placeHome(t, { name: '急家', devices: [{ source: 'own:grave', kind: 'pendant', worn: true }] })
  await refresh()
  const late = (id: string, minutes: number) =>
    take(message(t, 'own:grave', { id, at: clock.subtract({ minutes }).toString(), signals: ['sos'] }))
  await late('1', 120)
  pass(61)
  await round()
  expect(await open(home.homeId)).toMatchObject([{ level: 2, step: 1 }])
  await late('2', 20)
  expect(await open(home.homeId)).toMatchObject([{ level: 1, step: 0, signals: 2 }])
  pass(61)
  await round()
  const [alarm] = await open(home.homeId)
  expect(alarm).toMatchObject({ level: 1, step: 1 })
  const lines = await t.rows<{ kind: string; step: number | null }>(
    `select kind, (detail->>'step')::int as step from watch.alarm_event where alarm_id = $1 order by n`,
    [alarm?.id],
  )
  expect(lines.map(({ kind, step }) => `${kind} ${step ?? ''}`.trim())).toEqual(['opened', 'escalated 1', 'signal', 'escalated 1'])
  const stepwise = watchInvariants.find(({ en }) => en.startsWith('alarms go up step by step'))
  expect(await t.rows(stepwise?.sql ?? '')).toEqual([])
})
