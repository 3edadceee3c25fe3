import type { TestRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { GetCase, ListCases, MoveCase, ObjectCase, RaiseCase, ReassignCase } from '../contract/index.ts'
import { cases } from '@yinqiao/cases'
import { asked, type Cast, castOf, fileOf, moved, openStage, raised, traces, unit, work } from '../fixtures/cast.ts'
import { appeal } from '../fixtures/kinds.ts'

const monday = '2026-03-02T01:00:00Z'
let t: TestRooms
let cast: Cast
beforeAll(async () => {
  t = await openStage()
  cast = castOf(t)
})
beforeEach(() => t.clock.set(monday))
afterAll(() => t.close())
const code = async (answer: Promise<{ ok: boolean; refusal?: { refused: { code: string } } }>) => (await answer).refusal?.refused.code

describe('a raised case', () => {
  test('has a number, an owner and a deadline at once', async () => {
    const made = await raised(t, cast)
    expect(made).toMatchObject({
      state: 'open',
      owner: { role: 'town-officer', unitId: unit.town, unitName: '合成镇', upRole: null },
      raisedByName: '园区甲',
      raisedUnitName: '合成园区',
      dueOn: '2026-03-04',
      dueAt: '2026-03-04T16:00:00.000Z',
      workingDaysLeft: 2,
      calendarKnown: true,
      late: false,
      version: 1,
    })
    expect(made.number).toMatch(/^SS-2026-\d{5}$/)
    expect(made.steps).toMatchObject([{ n: 1, what: 'raised', toState: 'open', byName: '园区甲' }])
    expect(made.moves.filter(({ hindrance }) => hindrance === null).map((move) => move.code)).toEqual(['withdraw'])
  })
  test('lies in the division of the unit that handles it, unless told', async () => {
    expect(await raised(t, cast, { divisionCode: null })).toMatchObject({ divisionCode: '320507001' })
  })
  test('of a kind that does not hold stops the program', () => {
    const kinds = [{ ...appeal, states: appeal.states.map((state) => (state.code === 'work' ? { ...state, escalatesTo: [] } : state)) }]
    expect(() => cases({ kinds, roles: [], findUnit: async () => undefined })).toThrow('toy.appeal: state work goes up to nobody')
  })
  test('numbers do not repeat when many raise at once', async () => {
    const made = await Promise.all(Array.from({ length: 12 }, () => raised(t, cast)))
    expect(new Set(made.map(({ number }) => number)).size).toBe(12)
  })
  test.each([
    ['a kind nobody declared', { kind: 'toy.moon' }, 'cases.kind-unknown'],
    ['no unit where one handles it', { unitId: null }, 'cases.unit-missing'],
    ['a unit there is not', { unitId: '018f0000-0000-7000-8000-0000000000ff' }, 'cases.unit-unknown'],
    ['a required field left out', { values: { amount: 1 } }, 'kernel.invalid-input'],
    ['an amount that is none', { values: { matter: '事项', amount: 1.5 } }, 'kernel.invalid-input'],
    ['a field the kind has not', { values: { matter: '事项', moon: 1 } }, 'kernel.invalid-input'],
    ['a division outside', { divisionCode: '320508001' }, 'cases.outside-area'],
    ['a file nobody put', { files: ['018f0000-0000-7000-8000-0000000000fe'] }, 'cases.file-missing'],
  ])('with %s is refused and leaves nothing', async (_, change, refused) => {
    const before = await traces(t)
    expect(await code(t.run(RaiseCase, { ...asked, ...change }, cast.park))).toBe(refused)
    expect(await traces(t)).toEqual(before)
  })
  test("another's file is not there", async () => {
    expect(await code(t.run(RaiseCase, { ...asked, files: [await fileOf(t, cast.town)] }, cast.park))).toBe('cases.file-missing')
  })
  test('is told of once, also when the job runs twice', async () => {
    const { id } = await raised(t, cast)
    await work(t, 'cases.tell-raised', { caseId: id })
    await work(t, 'cases.tell-raised', { caseId: id })
    expect(await t.rows("select data from kernel.event where type = 'case.raised' and subject = $1", [id])).toMatchObject([
      { data: { kind: 'toy.appeal' } },
    ])
  })
})

describe('a move', () => {
  test('goes the whole way to a closing by two persons', async () => {
    let at = await moved(t, await raised(t, cast), 'accept', cast.town)
    expect(at).toMatchObject({ state: 'work', dueOn: '2026-03-09', version: 2 })
    at = await moved(t, at, 'ask', cast.town, { text: '请补充图纸' })
    expect(at.owner).toMatchObject({ role: 'park-operator', accountName: '园区甲' })
    at = await moved(t, at, 'add', cast.colleague, { text: '已补充' })
    at = await moved(t, at, 'propose', cast.town, { text: '已解决', files: [await fileOf(t, cast.town)] })
    expect(at).toMatchObject({ state: 'check', dueAt: '2026-03-04T01:00:00.000Z', workingDaysLeft: null })
    at = await moved(t, at, 'close', cast.bureau)
    expect(at).toMatchObject({ state: 'done', outcome: 'done', owner: null, dueAt: null, missed: 0, moves: [] })
    expect(at.steps.map(({ move, byName }) => [move, byName])).toEqual([
      [null, '园区甲'],
      ['accept', '镇甲'],
      ['ask', '镇甲'],
      ['add', '园区乙'],
      ['propose', '镇甲'],
      ['close', '局甲'],
    ])
    expect(at.steps[4]?.files).toMatchObject([{ name: '材料.txt', mime: 'text/plain' }])
    expect(await t.rows("select 1 from kernel.event where type = 'case.closed' and subject = $1", [at.id])).toHaveLength(1)
    expect(await code(t.run(MoveCase, { id: at.id, version: at.version, move: 'accept' }, cast.town))).toBe('cases.move-illegal')
  })
  test('to the same state is a note: the limit runs on', async () => {
    const at = await moved(t, await raised(t, cast), 'accept', cast.town)
    t.clock.set('2026-03-05T01:00:00Z')
    expect(await moved(t, at, 'note', cast.town, { text: '已联系' })).toMatchObject({
      state: 'work',
      dueOn: '2026-03-09',
      workingDaysLeft: 2,
    })
  })
  test('is refused to others, from other states, without text or evidence, on an old version; nothing is left', async () => {
    const first = await raised(t, cast)
    const at = await moved(t, first, 'accept', cast.town)
    const before = await traces(t)
    const move = (name: string, who = cast.town, more: object = {}) =>
      code(t.run(MoveCase, { id: at.id, version: at.version, move: name, ...more }, who))
    expect(await move('accept')).toBe('cases.move-illegal')
    expect(await move('fly')).toBe('cases.move-illegal')
    expect(await move('close', cast.bureau)).toBe('cases.move-illegal')
    expect(await move('ask')).toBe('cases.text-missing')
    expect(await move('propose', cast.town, { text: '已解决' })).toBe('cases.evidence-missing')
    expect(await move('propose', cast.town, { text: '已解决', files: [await fileOf(t, cast.park)] })).toBe('cases.file-missing')
    expect(await move('note', cast.other, { text: '我来' })).toBe('cases.case-unknown')
    expect(await move('note', cast.leader, { text: '我来' })).toBe('cases.not-yours')
    expect(await move('withdraw', cast.bureau)).toBe('cases.not-yours')
    expect(await code(t.run(MoveCase, { id: at.id, version: first.version, move: 'note', text: '旧版' }, cast.town))).toBe(
      'kernel.changed-meanwhile',
    )
    expect(await traces(t)).toEqual(before)
  })
  test('is for every post of the handling unit that the move names, and for no other of it', async () => {
    const at = await raised(t, cast)
    const leader = { ...cast.leader, unitId: unit.town, accountId: '018f0000-0000-7000-8000-000000000029' }
    expect((await t.done(ListCases, { mine: true, search: at.number }, leader)).rows.map(({ id }) => id)).toEqual([at.id])
    expect(await code(t.run(MoveCase, { id: at.id, version: at.version, move: 'accept' }, leader))).toBe('cases.not-yours')
    expect(await moved(t, at, 'accept', { ...leader, role: 'town-officer' })).toMatchObject({ state: 'work' })
  })
  test('of two at once on one version one is made', async () => {
    const at = await raised(t, cast)
    const answers = await Promise.all([1, 2].map(() => t.run(MoveCase, { id: at.id, version: at.version, move: 'accept' }, cast.town)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  })
  test('that closes is refused to the person who proposed it', async () => {
    let at = await moved(t, await raised(t, cast), 'accept', cast.town)
    // the limit passed, the bureau took over and proposes itself
    t.clock.set('2026-03-10T01:00:00Z')
    await work(t, 'cases.escalate-late')
    at = await t.done(GetCase, { id: at.id }, cast.bureau)
    expect(at.owner?.upRole).toBe('district-officer')
    at = await moved(t, at, 'propose', cast.bureau, { text: '已解决', files: [await fileOf(t, cast.bureau)] })
    expect(at.moves.find((move) => move.code === 'close')?.hindrance).toBe('two-persons')
    const before = await traces(t)
    expect(await t.run(MoveCase, { id: at.id, version: at.version, move: 'close' }, cast.bureau)).toMatchObject({
      refusal: { refused: { code: 'cases.two-persons' }, facts: { first: '不得与“报送办结”为同一人' } },
    })
    expect(await traces(t)).toEqual(before)
    expect(await moved(t, at, 'close', cast.second)).toMatchObject({ outcome: 'done', missed: 1 })
  })
})

describe('handing over', () => {
  test('goes to another unit, which then owns it; the limit runs on and the first may still look', async () => {
    const at = await raised(t, cast)
    t.clock.set('2026-03-03T01:00:00Z')
    const handed = await t.done(ReassignCase, { id: at.id, version: at.version, unitId: unit.other, text: '属该街道' }, cast.town)
    expect(handed).toMatchObject({ owner: { unitName: '合成街道' }, unitName: '合成街道', dueOn: '2026-03-04', state: 'open' })
    expect(await code(t.run(MoveCase, { id: at.id, version: handed.version, move: 'accept' }, cast.town))).toBe('cases.not-yours')
    expect(await moved(t, handed, 'accept', cast.other)).toMatchObject({ state: 'work', owner: { unitId: unit.other } })
  })
  test('is refused to who does not own it, to nowhere and after the end', async () => {
    const at = await raised(t, cast)
    const hand = (who = cast.town, unitId = unit.other) =>
      code(t.run(ReassignCase, { id: at.id, version: at.version, unitId, text: '转办' }, who))
    const before = await traces(t)
    expect(await hand(cast.park)).toBe('cases.not-yours')
    expect(await hand(cast.stranger)).toBe('cases.case-unknown')
    expect(await hand(cast.bureau, '018f0000-0000-7000-8000-0000000000ff')).toBe('cases.unit-unknown')
    expect(await traces(t)).toEqual(before)
    const gone = await moved(t, at, 'withdraw', cast.park)
    expect(await code(t.run(ReassignCase, { id: at.id, version: gone.version, unitId: unit.other, text: '转办' }, cast.bureau))).toBe(
      'cases.case-closed',
    )
  })
})

describe('an objection', () => {
  test('brings a closed case back with owner and deadline, once, within its working days, by who raised it', async () => {
    const refused = await moved(t, await raised(t, cast), 'refuse', cast.town, { text: '不属职责' })
    expect(refused).toMatchObject({ outcome: 'refused', mayObject: false, objectUntil: '2026-03-09' })
    const object = (who = cast.park, version = refused.version) =>
      t.run(ObjectCase, { id: refused.id, version, text: '属于职责', files: [] }, who)
    expect(await code(object(cast.town))).toBe('cases.not-yours')
    expect(await t.done(GetCase, { id: refused.id }, cast.park)).toMatchObject({ mayObject: true })
    const back = await t.done(ObjectCase, { id: refused.id, version: refused.version, text: '属于职责', files: [] }, cast.park)
    expect(back).toMatchObject({ state: 'check', outcome: null, closedAt: null, owner: { role: 'district-officer' }, objections: 1 })
    const again = await moved(t, await moved(t, back, 'back', cast.bureau, { text: '请受理' }), 'refuse', cast.town, { text: '维持' })
    expect(await code(object(cast.park, again.version))).toBe('cases.no-objection')
    expect(
      await t.rows('select closed_on, known_to is null as now from cases.known_case where case_id = $1 order by n', [back.id]),
    ).toMatchObject([
      { closed_on: null, now: false },
      { closed_on: '2026-03-02', now: false },
      { closed_on: null, now: false },
      { closed_on: null, now: false },
      { closed_on: '2026-03-02', now: true },
    ])
  })
  test('after its time is refused, and of a withdrawn case too', async () => {
    const refused = await moved(t, await raised(t, cast), 'refuse', cast.town, { text: '不属职责' })
    const gone = await moved(t, await raised(t, cast), 'withdraw', cast.park)
    expect(await code(t.run(ObjectCase, { id: gone.id, version: gone.version, text: '反悔', files: [] }, cast.park))).toBe(
      'cases.no-objection',
    )
    t.clock.set('2026-03-10T01:00:00Z')
    const before = await traces(t)
    expect(await t.run(ObjectCase, { id: refused.id, version: refused.version, text: '太晚', files: [] }, cast.park)).toMatchObject({
      refusal: { refused: { code: 'cases.objection-over' }, facts: { until: '2026-03-09' } },
    })
    expect(await traces(t)).toEqual(before)
  })
})

test('the list: what is mine, what is late, open before closed, page by page', async () => {
  const subject = { kind: 'toy.row', id: 'a', title: '一行' }
  const older = await raised(t, cast, { subject, title: '第一件' })
  const closed = await moved(t, await raised(t, cast, { subject, title: '第二件' }), 'withdraw', cast.park)
  t.clock.set('2026-03-03T01:00:00Z')
  const newer = await raised(t, cast, { subject, title: '第三件' })
  t.clock.set('2026-03-05T01:00:00Z')
  const about = { subjectKind: 'toy.row', subjectId: 'a' }
  const ids = async (input: object, who = cast.town) => (await t.done(ListCases, { ...about, ...input }, who)).rows.map(({ id }) => id)
  expect(await ids({})).toEqual([older.id, newer.id, closed.id])
  expect(await ids({ mine: true })).toEqual([older.id, newer.id])
  expect(await ids({ mine: true }, cast.park)).toEqual([])
  expect(await ids({ raisedByMe: true }, cast.colleague)).toEqual([older.id, newer.id, closed.id])
  expect(await ids({ late: true })).toEqual([older.id])
  expect(await ids({ state: 'open', search: '第三' })).toEqual([newer.id])
  expect(await ids({ state: 'gone' })).toEqual([closed.id])
  expect(await ids({ search: older.number.toLowerCase() })).toEqual([older.id])
  expect(await ids({}, cast.other)).toEqual([])
  expect(await ids({}, cast.stranger)).toEqual([])
  expect(await ids({}, cast.leader)).toEqual([older.id, newer.id, closed.id])
  const first = await t.done(ListCases, { ...about, limit: 2 }, cast.town)
  const second = await t.done(ListCases, { ...about, limit: 2, cursor: first.next }, cast.town)
  expect([first.total, first.rows.length, second.rows.map(({ id }) => id), second.next]).toEqual([3, 2, [closed.id], null])
  expect(await code(t.run(ListCases, { cursor: 'x' }, cast.town))).toBe('kernel.invalid-input')
})
