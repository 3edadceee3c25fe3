import { anonymous } from '@yinqiao/kernel/contract'
import { asSystem } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { GetAnswerTimes, ListAlarms, ListCountedAlarms } from '../contract/index.ts'
import { openWatch } from '../fixtures/open-watch.ts'
import { message, placeHome } from '../fixtures/place-home.ts'
import { usualPolicy } from '../rules/plan-escalation.ts'
import { openMemory, refreshMemory } from '../store-memory.ts'
import { takeMessages } from '../store-take.ts'

let t: TestRooms
let elderIds: readonly string[]
const period = { from: '2000-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' }
const leader = (area = '990101') => t.actor({ role: 'district-leader', area })

beforeAll(async () => {
  t = await openWatch()
  const home = await placeHome(t, { name: '郁家', elders: 1, devices: [{ source: 'own:counted', kind: 'pendant', worn: true }] })
  elderIds = home.elderIds
  const memory = openMemory()
  await asSystem(t.kernel, 'watch', (ctx) => refreshMemory(ctx, memory))
  await asSystem(t.kernel, 'watch', (ctx) =>
    takeMessages(ctx, memory, [message(t, 'own:counted', { id: '1', signals: ['sos'] })], usualPolicy),
  )
})
afterAll(() => t.close())

test('a leader opens each number to its rows: as many as were counted, and nothing of the person, the home or the device', async () => {
  const times = await t.done(GetAnswerTimes, period, leader())
  expect(times.alarms).toBe(1)
  const asked = [
    [{}, times.alarms],
    [{ state: 'open' as const }, times.open],
    [{ state: 'closed' as const }, times.alarms - times.open],
    [{ late: 'answer-60' as const }, times.alarms - times.answered60],
    [{ late: 'answer-180' as const }, times.alarms - times.answered180],
    [{ divisionCode: times.byTown[0]?.code ?? 'none' }, times.byTown[0]?.alarms],
    [{ divisionCode: '990101999' }, 0],
    [{ level: 2 }, 0],
  ] as const
  for (const [conditions, count] of asked) {
    const { rows } = await t.done(ListCountedAlarms, { ...period, urgent: true, ...conditions }, leader())
    expect(rows.length, JSON.stringify(conditions)).toBe(count)
  }
  const { rows } = await t.done(ListCountedAlarms, period, leader())
  const told = JSON.stringify(rows)
  const [alarm] = await t.rows<Record<string, string>>('select id, home_id, device_id, division_code, title from watch.alarm')
  for (const word of ['郁家', ...elderIds, ...Object.values(alarm ?? {})]) expect(told).not.toContain(word)
  expect(rows[0]?.townCode).toBe(alarm?.['division_code']?.slice(0, 9))
})

test('the whole list of alarms stays closed to a leader', async () => {
  const answer = await t.run(ListAlarms, {}, leader())
  expect(answer.ok ? 'done' : answer.refusal.refused.code).toBe('kernel.not-allowed')
})

test('another town, roles without it and nobody see no row', async () => {
  expect((await t.done(ListCountedAlarms, period, leader('990101100'))).rows).toEqual([])
  for (const role of ['family', 'elder', 'responder', 'care-coordinator', 'system-admin', 'audit-admin', 'provider-staff', 'firm']) {
    const answer = await t.run(ListCountedAlarms, period, t.actor({ role, area: '990101' }))
    expect(answer.ok ? 'done' : answer.refusal.refused.code, role).toBe('kernel.not-allowed')
  }
  const answer = await t.run(ListCountedAlarms, period, anonymous)
  expect(answer.ok ? 'done' : answer.refusal.refused.code).toBe('kernel.not-signed-in')
})

test('a cursor made up is refused', async () => {
  const answer = await t.run(ListCountedAlarms, { ...period, cursor: 'no-cursor' }, leader())
  expect(answer.ok ? 'done' : answer.refusal.refused.code).toBe('kernel.invalid-input')
})

test('what is of the whole district is a line of its own among the towns, and opens to its own rows', async () => {
  await t.rows(`insert into watch.alarm (id, cause, subject_kind, subject_id, division_code, level, title, state, owner_kind, owner_name, deadline_at, needs_second, opened_at, last_signal_at)
    values (gen_random_uuid(), 'equipment', 'incident', gen_random_uuid(), '990101', 2, '多户断电', 'new', 'duty', '值守台', now() + interval '1 minute', false, now(), now())`)
  const { byTown } = await t.done(GetAnswerTimes, period, leader())
  expect(byTown.map(({ code, alarms }) => `${code} ${alarms}`)).toEqual(['990101 1', '990101001 1'])
  for (const { code, alarms } of byTown)
    expect((await t.done(ListCountedAlarms, { ...period, urgent: true, town: code }, leader())).rows.length, code).toBe(alarms)
})
