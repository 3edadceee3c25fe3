import type { TestRooms } from '@yinqiao/kernel/testing'
import { asSystem } from '@yinqiao/kernel/server'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listCasesAbout, openCasesOf, raiseCase } from '@yinqiao/cases'
import { GetCase, ListCalendar, ListCases, SetCalendarDay } from './contract/index.ts'
import { type Cast, castOf, moved, openStage, raised, traces, unit, work } from './fixtures/cast.ts'
import { appeal } from './fixtures/kinds.ts'

let t: TestRooms
let cast: Cast
beforeAll(async () => {
  t = await openStage()
  cast = castOf(t)
})
beforeEach(() => t.clock.set('2026-03-02T01:00:00Z'))
afterAll(() => t.close())

describe('a limit missed', () => {
  test('sends the case one step up, once a limit, however often the job runs; at the top it stays and stays late', async () => {
    const at = await raised(t, cast)
    const look = () => t.done(GetCase, { id: at.id }, cast.leader)
    t.clock.set('2026-03-04T15:59:00Z')
    await work(t, 'cases.escalate-late')
    expect(await look()).toMatchObject({ level: 0, late: false, workingDaysLeft: 0, owner: { upRole: null } })
    t.clock.set('2026-03-04T16:00:00Z')
    await Promise.all([work(t, 'cases.escalate-late'), work(t, 'cases.escalate-late')])
    await work(t, 'cases.escalate-late')
    expect(await look()).toMatchObject({
      level: 1,
      late: true,
      missed: 1,
      workingDaysLeft: -1,
      dueOn: '2026-03-04',
      owner: { role: 'town-officer', unitName: '合成镇', upRole: 'district-officer' },
    })
    expect(await t.rows("select data from kernel.event where type = 'case.escalated' and subject = $1", [at.id])).toMatchObject([
      { data: { level: 1, role: 'district-officer' } },
    ])
    // two working days more for who it went up to
    t.clock.set('2026-03-09T15:59:00Z')
    await work(t, 'cases.escalate-late')
    expect((await look()).level).toBe(1)
    t.clock.set('2026-03-09T16:00:00Z')
    await work(t, 'cases.escalate-late')
    t.clock.set('2026-06-01T01:00:00Z')
    await work(t, 'cases.escalate-late')
    await work(t, 'cases.escalate-late')
    const top = await look()
    expect(top).toMatchObject({ level: 2, missed: 1, owner: { upRole: 'district-leader' } })
    expect(top.steps.map(({ what, byRole }) => [what, byRole])).toEqual([
      ['raised', 'park-operator'],
      ['escalated', 'system'],
      ['escalated', 'system'],
    ])
    expect((await t.done(ListCases, { mine: true, late: true }, cast.leader)).rows.map(({ id }) => id)).toContain(at.id)
    // whom it went up to may act, and so may the unit it was with
    expect(await moved(t, top, 'accept', cast.leader)).toMatchObject({
      state: 'work',
      level: 0,
      late: false,
      owner: { upRole: null },
      missed: 1,
    })
  })
  test('in time stays unknown while open, turns no at the first limit missed and never yes again', async () => {
    const late = await raised(t, cast)
    const quick = await moved(t, await raised(t, cast), 'withdraw', cast.park)
    t.clock.set('2026-03-05T01:00:00Z')
    await work(t, 'cases.escalate-late')
    t.clock.set('2026-03-06T01:00:00Z')
    await moved(t, await t.done(GetCase, { id: late.id }, cast.town), 'refuse', cast.town, { text: '不属职责' })
    const known = (id: string) =>
      t.rows('select in_time, days_open, closed_on, due_on, level from cases.known_case where case_id = $1 order by n', [id])
    expect(await known(late.id)).toEqual([
      { in_time: null, days_open: null, closed_on: null, due_on: '2026-03-04', level: 0 },
      { in_time: false, days_open: null, closed_on: null, due_on: '2026-03-04', level: 1 },
      { in_time: false, days_open: 4, closed_on: '2026-03-06', due_on: '2026-03-04', level: 0 },
    ])
    expect(await known(quick.id)).toMatchObject([{ in_time: null }, { in_time: true, days_open: 0 }])
  })
  test('before any escalation ran is counted all the same when the case moves', async () => {
    const at = await raised(t, cast)
    t.clock.set('2026-03-05T01:00:00Z')
    expect(await moved(t, at, 'refuse', cast.town, { text: '不属职责' })).toMatchObject({ missed: 1 })
  })
  test('the escalation that is cut off leaves nothing', async () => {
    await raised(t, cast)
    t.clock.set('2026-03-05T01:00:00Z')
    const before = await traces(t)
    const job = t.kernel.registry.jobs.get('cases.escalate-late')
    await expect(
      asSystem(t.kernel, 'cases', async (ctx) => {
        await job?.work(ctx, {} as never)
        throw new Error('killed')
      }),
    ).rejects.toThrow('killed')
    expect(await traces(t)).toEqual(before)
    await work(t, 'cases.escalate-late')
    expect(await traces(t)).not.toEqual(before)
  })
})

test('what was known on an earlier moment stays: the rows of a case lie end to end', async () => {
  const at = await raised(t, cast)
  t.clock.set('2026-03-03T01:00:00Z')
  await moved(t, at, 'accept', cast.town)
  const on = (instant: string) =>
    t.rows('select state from cases.pub_case where id = $1 and known_from <= $2 and (known_to is null or known_to > $2)', [at.id, instant])
  expect(await on('2026-03-02T12:00:00Z')).toEqual([{ state: 'open' }])
  expect(await on('2026-03-03T12:00:00Z')).toEqual([{ state: 'work' }])
})

describe('the working calendar', () => {
  test('of a year without a published list says so on the case, and setting it counts open limits anew', async () => {
    t.clock.set('2026-12-30T01:00:00Z')
    const at = await moved(t, await raised(t, cast), 'accept', cast.town)
    expect(at).toMatchObject({ dueOn: '2027-01-06', calendarKnown: false })
    expect(await t.done(ListCalendar, { year: 2027 }, cast.town)).toMatchObject({ known: false, source: null, days: [] })
    const days = ['2027-01-01', '2027-01-04'].map((day) => ({ day, working: false, note: '元旦' }))
    await t.done(SetCalendarDay, { days, source: '合成通知〔2026〕1号', completes: 2027 }, cast.bureau)
    await work(t, 'cases.recount-due')
    const after = await t.done(GetCase, { id: at.id }, cast.town)
    expect(after).toMatchObject({ dueOn: '2027-01-08', calendarKnown: true, workingDaysLeft: 5 })
    expect(after.steps.at(-1)).toMatchObject({ what: 'recounted', byRole: 'system', dueOn: '2027-01-08' })
    await work(t, 'cases.recount-due')
    expect((await t.done(GetCase, { id: at.id }, cast.town)).version).toBe(after.version)
    // the newest word on a day counts
    t.clock.set('2026-12-30T02:00:00Z')
    await t.done(SetCalendarDay, { days: [{ day: '2027-01-04', working: true, note: '更正' }], source: '合成更正通知' }, cast.bureau)
    expect((await t.done(ListCalendar, { year: 2027 }, cast.town)).days).toEqual([
      { day: '2027-01-01', working: false, note: '元旦', source: '合成通知〔2026〕1号' },
      { day: '2027-01-04', working: true, note: '更正', source: '合成更正通知' },
    ])
  })
  test('of a published year is known', async () => {
    const { known, source, days } = await t.done(ListCalendar, { year: 2026 }, cast.town)
    expect([known, source, days.length]).toEqual([true, 'chinese-days', 39])
  })
  test('a day that does not exist is refused', async () => {
    expect(
      await t.run(SetCalendarDay, { days: [{ day: '2027-02-29', working: false, note: '假' }], source: '合成通知' }, cast.bureau),
    ).toMatchObject({ refusal: { refused: { code: 'kernel.invalid-input' } } })
    expect(await t.rows("select 1 from cases.calendar_day where note = '假'")).toEqual([])
  })
})

describe('a unit that is no more', () => {
  test('leaves its open cases to its heir, whose turn it then is; the limit runs on', async () => {
    const at = await raised(t, cast)
    const waiting = await moved(t, await moved(t, await raised(t, cast), 'accept', cast.town), 'ask', cast.town, { text: '请补充' })
    const closed = await moved(t, await raised(t, cast), 'withdraw', cast.park)
    await work(t, 'cases.pass-on', { fromUnitId: unit.town, toUnitId: unit.other })
    await work(t, 'cases.pass-on', { fromUnitId: unit.town, toUnitId: unit.other })
    const after = await t.done(GetCase, { id: at.id }, cast.other)
    expect(after).toMatchObject({ version: 2, unitName: '合成街道', owner: { unitId: unit.other }, dueOn: at.dueOn })
    expect(await moved(t, after, 'accept', cast.other)).toMatchObject({ state: 'work' })
    // one that waits for who raised it stays there, and comes back to the heir
    const back = await t.done(GetCase, { id: waiting.id }, cast.park)
    expect(back.owner).toMatchObject({ accountName: '园区甲' })
    expect(await moved(t, back, 'add', cast.park, { text: '已补充' })).toMatchObject({ owner: { unitId: unit.other } })
    expect(await t.done(GetCase, { id: closed.id }, cast.park)).toMatchObject({ version: closed.version, unitId: unit.town })
  })
  test('without an heir leaves them to every post of the role whose area holds the case', async () => {
    const at = await raised(t, cast)
    await work(t, 'cases.pass-on', { fromUnitId: unit.town, toUnitId: null })
    const after = await t.done(GetCase, { id: at.id }, cast.park)
    expect(after).toMatchObject({ unitId: null, owner: { role: 'town-officer', unitId: null } })
    const neighbour = { ...cast.town, unitId: null, accountId: '018f0000-0000-7000-8000-000000000029' }
    expect(await moved(t, after, 'accept', neighbour)).toMatchObject({ state: 'work', owner: { role: 'town-officer', unitId: null } })
  })
})

test('a room above raises a case in its own transaction, finds it by what it is about, and all goes when that is undone', async () => {
  const raising = {
    title: '补材料',
    values: { matter: '由上层房间提出' },
    unit: { id: unit.town, name: '合成镇' },
    divisionCode: '320507001',
    subject: { kind: 'toy.thing', id: 'x1', title: '某事物' },
  }
  const found = await asSystem(t.kernel, 'toy', async (ctx) => {
    const made = await raiseCase(ctx, appeal, raising)
    return { made, about: await listCasesAbout(ctx, [appeal], 'toy.thing', ['x1']), open: await openCasesOf(ctx, appeal, unit.town) }
  })
  expect(found.about).toMatchObject([{ subjectTitle: '某事物', raisedByName: '系统', owner: { unitName: '合成镇' } }])
  expect(found.open.map(({ id }) => id)).toContain(found.about[0]?.id)
  const before = await traces(t)
  await expect(
    asSystem(t.kernel, 'toy', async (ctx) => {
      await raiseCase(ctx, appeal, raising)
      throw new Error('the room changed its mind')
    }),
  ).rejects.toThrow('mind')
  expect(await traces(t)).toEqual(before)
})
