import { asSystem } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import type { RawMessage } from '@yinqiao/intake/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ClaimAlarm, CloseAlarm, KeepDuty, ListAlarms, ListOpenAlarms } from './contract/index.ts'
import { openWatch } from './fixtures/open-watch.ts'
import { message, placeHome, type PlacedHome } from './fixtures/place-home.ts'
import { usualPolicy } from './rules/plan-escalation.ts'
import { openMemory, refreshMemory } from './store-memory.ts'
import { doDue, lookAtIncidents } from './store-round.ts'
import { takeMessages } from './store-take.ts'

let t: TestRooms
const memory = openMemory()
const homes: PlacedHome[] = []
const take = (messages: readonly RawMessage[]) => asSystem(t.kernel, 'watch', (ctx) => takeMessages(ctx, memory, messages, usualPolicy))
const operator = () => t.actor({ role: 'operator', name: '甲', area: '990101' })
const open = async (input = {}) => (await t.done(ListOpenAlarms, input, operator())).rows
const power = (n: number, id: string, kind: string) => message(t, `own:g${n}`, { id, signals: [kind] })

beforeAll(async () => {
  t = await openWatch()
  t.clock.set('2026-11-22T02:00:00Z')
  for (let n = 0; n < 24; n++)
    homes.push(
      await placeHome(t, {
        name: `停电户${n}`,
        village: n < 12 ? '990101001001' : '990101100200',
        devices: [
          { source: `own:g${n}`, kind: 'gateway' },
          { source: `own:s${n}`, kind: 'pendant', worn: true },
        ],
      }),
    )
  await asSystem(t.kernel, 'watch', (ctx) => refreshMemory(ctx, memory))
}, 120_000)
afterAll(() => t.close())

test('a power cut is one incident a town with its homes inside, a call in it stands alone and on top; four homes are no incident', async () => {
  await take([0, 1, 2, 3].map((n) => power(n, 'a', 'power-lost')))
  expect((await open()).map(({ subjectKind }) => subjectKind)).toEqual(['home', 'home', 'home', 'home'])
  await take([...[4, 5, 6, 7, 8, 9, 10, 11].map((n) => power(n, 'a', 'power-lost')), message(t, 'own:s7', { id: '1', signals: ['sos'] })])
  await Promise.all([12, 13, 14, 15, 16, 17].map((n) => take([power(n, 'a', 'power-lost')])))
  await take([18, 19, 20, 21, 22, 23].map((n) => power(n, 'a', 'power-lost')))
  // one that fell out while another opened the incident stands beside it until the next look, two seconds at most
  await asSystem(t.kernel, 'watch', (ctx) => lookAtIncidents(ctx, usualPolicy))
  const rows = await open()
  expect(rows.map(({ cause, subjectKind, homes: count }) => `${cause}/${subjectKind}/${count}`)).toEqual([
    'person/elder/null',
    'equipment/incident/12',
    'equipment/incident/12',
  ])
  const incident = rows.find(({ divisionCode }) => divisionCode === '990101001')
  expect(incident?.deadlineAt).not.toBeNull()
  expect(
    await open({
      incidentId: (await t.rows<{ id: string }>('select subject_id as id from watch.alarm where id = $1', [incident?.id]))[0]?.id,
    }),
  ).toHaveLength(12)
  expect(await t.rows(`select 1 as x from watch.alarm where closed_at is null and (deadline_at is null or owner_name = '')`)).toEqual([])
})

test('a home that fell out while another opened the incident is taken in at the next look, not left beside it', async () => {
  const before = (await open()).map(({ id }) => id)
  // as it stands after such a race: its own transaction did not see the incident, that of the incident did not see it
  const [stray] = await t.rows<{ id: string; incident: string }>(
    `with one as (select id, incident_id from watch.alarm where incident_id is not null and closed_at is null order by id limit 1)
      update watch.alarm a set incident_id = null, owner_kind = 'duty', owner_name = '值守台' from one where a.id = one.id
      returning a.id, one.incident_id as incident`,
  )
  expect((await open()).map(({ id }) => id)).toContain(stray?.id)
  await asSystem(t.kernel, 'watch', (ctx) => lookAtIncidents(ctx, usualPolicy))
  expect((await open()).map(({ id }) => id)).toEqual(before)
  expect(await t.rows('select incident_id as incident, owner_kind as owner from watch.alarm where id = $1', [stray?.id])).toEqual([
    { incident: stray?.incident, owner: 'incident' },
  ])
})

test('power comes back: the homes end by themselves, and the incident with the last of them', async () => {
  await take(Array.from({ length: 11 }, (_, n) => power(n, 'b', 'power-back')))
  await asSystem(t.kernel, 'watch', (ctx) => lookAtIncidents(ctx, usualPolicy))
  expect((await open()).filter(({ subjectKind }) => subjectKind === 'incident')).toHaveLength(2)
  await take([power(11, 'b', 'power-back')])
  await asSystem(t.kernel, 'watch', (ctx) => lookAtIncidents(ctx, usualPolicy))
  expect((await open()).filter(({ subjectKind }) => subjectKind === 'incident').map(({ divisionCode }) => divisionCode)).toEqual([
    '990101100',
  ])
  expect(
    await t.rows(`select close_cause, closed_by_name from watch.alarm where subject_kind = 'incident' and division_code = '990101001'`),
  ).toEqual([{ close_cause: 'returned', closed_by_name: '系统' }])
  // the call is a person's: it does not end with the power
  expect((await open()).some(({ cause }) => cause === 'person')).toBe(true)
})

test('an incident closed by a person lets go the homes that are still without power: none is closed with the crowd', async () => {
  const [incident] = (await open()).filter(({ subjectKind }) => subjectKind === 'incident')
  const mine = await t.done(ClaimAlarm, { id: incident!.id }, operator())
  await t.done(CloseAlarm, { id: mine.id, fence: mine.fence, cause: 'equipment', why: '供电局已通知' }, operator())
  const rows = (await open()).filter(({ cause }) => cause === 'equipment')
  expect(rows).toHaveLength(12)
  expect(new Set(rows.map(({ ownerKind, incidentId }) => `${ownerKind}/${incidentId}`))).toEqual(new Set(['duty/null']))
})

test('a post of one village, which does not see the incident of the town, sees the homes themselves', async () => {
  await take([12, 13, 14, 15, 16].map((n) => power(n, 'again', 'power-lost')))
  const village = await t.done(ListOpenAlarms, {}, t.actor({ role: 'village-officer', area: '990101100200' }))
  expect(village.rows.filter(({ cause }) => cause === 'equipment').length).toBeGreaterThanOrEqual(5)
})

test('several towns out together are one incident of the district, with all their homes inside', async () => {
  const town = (n: number) => `9901011${String(n).padStart(2, '0')}`
  for (let n = 30; n < 34; n++) {
    const id = crypto.randomUUID()
    await t.rows(`insert into watch.incident (id, kind, division_code, what, opened_at) values ($1, 'power-lost', $2, '多户断电', now())`, [
      id,
      town(n),
    ])
    await t.rows(
      `insert into watch.alarm (id, cause, subject_kind, subject_id, division_code, level, title, state, owner_kind, owner_name, deadline_at, needs_second, opened_at, last_signal_at)
       values (gen_random_uuid(), 'equipment', 'incident', $1, $2, 2, '多户断电', 'new', 'duty', '值守台', now() + interval '1 minute', false, now(), now())`,
      [id, town(n)],
    )
  }
  const inside = await t.rows<{ n: number }>(`select count(*) as n from watch.alarm where closed_at is null and incident_id is not null`)
  await asSystem(t.kernel, 'watch', (ctx) => lookAtIncidents(ctx, usualPolicy))
  const rows = (await open()).filter(({ subjectKind }) => subjectKind === 'incident')
  expect(rows.map(({ divisionCode }) => divisionCode)).toEqual(['990101'])
  expect(rows[0]?.homes).toBe(inside[0]?.n)
  expect(rows[0]?.deadlineAt).not.toBeNull()
})

test('homes of an incident that an operator took: let go they are the incident’s again; its end leaves a held one with who holds it', async () => {
  let clock = t.kernel.chance.now()
  const pass = (seconds: number) => {
    clock = clock.add({ seconds })
    t.clock.set(clock.toString())
  }
  pass(3600)
  await take([0, 1, 2, 3, 4, 5].map((n) => power(n, 'taken', 'power-lost')))
  await asSystem(t.kernel, 'watch', (ctx) => lookAtIncidents(ctx, usualPolicy))
  const [incident] = (await open()).filter(({ subjectKind }) => subjectKind === 'incident')
  const homesOf = () => open({ incidentId: incident!.subjectId })
  const inside = (await homesOf()).filter(({ ownerKind }) => ownerKind === 'incident')
  const gone = await t.done(ClaimAlarm, { id: inside[0]!.id }, operator())
  // the browser is closed
  pass(13)
  await asSystem(t.kernel, 'watch', (ctx) => doDue(ctx, usualPolicy, async () => []))
  expect((await homesOf()).find(({ id }) => id === gone.id)).toMatchObject({ ownerKind: 'incident', state: 'new' })
  const held = await t.done(ClaimAlarm, { id: inside[1]!.id }, operator())
  const whole = await t.done(ClaimAlarm, { id: incident!.id }, operator())
  await t.done(CloseAlarm, { id: whole.id, fence: whole.fence, cause: 'equipment', why: '供电局已通知' }, operator())
  const { lost } = await t.done(KeepDuty, { claims: [{ id: held.id, fence: held.fence }] }, operator())
  expect(lost).toEqual([])
  const rows = await open()
  expect(rows.find(({ id }) => id === held.id)).toMatchObject({ ownerKind: 'operator', state: 'claimed', incidentId: null })
  expect(rows.find(({ id }) => id === gone.id)).toMatchObject({ ownerKind: 'duty', incidentId: null })
})

test('the wall’s number of a level opens to as many alarms, also while an incident holds many homes', async () => {
  const clock = t.kernel.chance.now().add({ seconds: 7200 })
  t.clock.set(clock.toString())
  await take([0, 1, 2, 3, 4, 5, 6].map((n) => power(n, 'wall', 'power-lost')))
  const shown = await open()
  for (const level of [1, 2, 3, 4]) {
    const { rows } = await t.done(ListAlarms, { state: 'open', level, standing: true, limit: 100 }, operator())
    expect(rows.length, `level ${level}`).toBe(shown.filter((row) => row.level === level).length)
  }
})
