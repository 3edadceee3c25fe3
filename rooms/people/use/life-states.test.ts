import type { TestRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  CreateElder,
  EditElder,
  GetElder,
  GetLifeStates,
  type LifeRecord,
  type LifeStateName,
  ListElders,
  SetLifeState,
  UndoLifeState,
} from '../contract/index.ts'
import { openQinghe, plainElder } from '../fixtures/elders.ts'

let t: TestRooms
beforeAll(async () => {
  t = await openQinghe()
})
afterAll(() => t.close())

const create = async (name: string) =>
  (await t.done(CreateElder, { ...plainElder, name, lifeState: { state: 'at-home', from: '2026-01-01' } })).id
const record = (elderId: string): Promise<LifeRecord> => t.done(GetLifeStates, { elderId })
const set = async (elderId: string, state: LifeStateName, from: string, to: string | null = null) =>
  await t.run(SetLifeState, { elderId, seen: (await record(elderId)).lastChangeId, state, from, to, note: '测试' })
const undo = async (elderId: string, changeId: string) => await t.run(UndoLifeState, { elderId, changeId, reason: '登记有误' })
const shown = ({ states }: LifeRecord) => states.map(({ state, from, to }) => `${state} ${from} ${to ?? ''}`.trim())
const last = async (elderId: string) => (await record(elderId)).lastChangeId ?? ''
const codeOf = (answer: { ok: boolean; refusal?: { refused: { code: string } } }) => answer.refusal?.refused.code ?? 'done'

test('in hospital since yesterday: the state changes, lists and record show it, the event tells it', async () => {
  const id = await create('住院者')
  expect(await set(id, 'hospital', '2026-03-01')).toMatchObject({ ok: true, value: { current: 'hospital' } })
  expect(shown(await record(id))).toEqual(['at-home 2026-01-01 2026-03-01', 'hospital 2026-03-01'])
  expect((await t.done(GetElder, { id })).lifeState).toBe('hospital')
  expect((await t.done(ListElders, { lifeState: 'hospital' })).rows.map((row) => row.id)).toEqual([id])
  expect(await t.rows("select data from kernel.event where type = 'life-state.changed' and subject = $1", [id])).toMatchObject([
    { data: { state: 'hospital', from: '2026-03-01', current: 'hospital', undoes: null } },
  ])
})

test('a past stay is put in; overlaps are refused naming what is in the way, and nothing is left', async () => {
  const id = await create('补登者')
  await set(id, 'hospital', '2026-02-01', '2026-02-10')
  const before = await t.rows('select * from people.life_state where elder_id = $1 order by id', [id])
  expect(await set(id, 'away', '2026-02-05', '2026-02-15')).toMatchObject({
    ok: false,
    refusal: { refused: { code: 'people.state-overlaps' }, facts: { state: '住院', from: '2026-02-01', to: '2026-02-10' } },
  })
  expect(codeOf(await set(id, 'away', '2026-03-03'))).toBe('people.state-future')
  expect(await t.rows('select * from people.life_state where elder_id = $1 order by id', [id])).toEqual(before)
  expect((await record(id)).changes).toHaveLength(2)
})

describe('taking back', () => {
  test('dead by mistake: all comes back, both entries stay in the history with reason and author', async () => {
    const id = await create('误报者')
    await set(id, 'hospital', '2026-02-20')
    const before = await record(id)
    await set(id, 'dead', '2026-03-01')
    expect(codeOf(await set(id, 'at-home', '2026-03-02'))).toBe('people.state-after-death')
    const change = await last(id)
    const answer = await undo(id, change)
    expect(answer).toMatchObject({ ok: true, value: { current: 'hospital' } })
    const after = await record(id)
    expect(shown(after)).toEqual(shown(before))
    expect(after.changes.slice(0, 2)).toMatchObject([
      { kind: 'undo', undoes: change, note: '登记有误', recordedBy: '测试' },
      { id: change, kind: 'set', state: 'dead', undoneBy: after.changes[0]?.id },
    ])
    const known = await t.rows<{ state: string }>('select state from people.life_state where elder_id = $1 and known_to is not null', [id])
    expect(known.map((row) => row.state).toSorted()).toEqual(['at-home', 'dead', 'hospital', 'hospital'])
    expect(codeOf(await undo(id, change))).toBe('people.change-undone')
  })
  test('goes back step by step to the very first day', async () => {
    const id = await create('步步退')
    const steps = [await record(id)]
    for (const [state, from, to] of [
      ['hospital', '2026-01-20', '2026-01-25'],
      ['away', '2026-02-01', null],
      ['at-home', '2026-02-10', null],
      ['away', '2026-01-10', '2026-01-12'],
    ] as const) {
      await set(id, state, from, to)
      steps.push(await record(id))
    }
    expect(codeOf(await undo(id, steps[1]?.lastChangeId ?? ''))).toBe('people.change-not-last')
    while (steps.length > 1) {
      const undone = steps.pop()
      expect(codeOf(await undo(id, undone?.lastChangeId ?? ''))).toBe('done')
      expect(shown(await record(id))).toEqual(shown(steps.at(-1) ?? (await record(id))))
    }
    expect(codeOf(await undo(id, id))).toBe('people.change-unknown')
  })
})

test('what was known when: an entry and its undoing leave both times', async () => {
  t.clock.set('2026-03-05T02:00:00Z')
  const id = await create('两时者')
  t.clock.set('2026-03-06T02:00:00Z')
  await set(id, 'moved', '2026-03-01')
  t.clock.set('2026-03-07T02:00:00Z')
  await undo(id, await last(id))
  const at = (instant: string) =>
    t.rows<{ state: string }>(
      "select state from people.pub_life_state where elder_id = $1 and valid_from <= '2026-03-04' and (valid_to is null or valid_to > '2026-03-04') and known_from <= $2 and (known_to is null or known_to > $2)",
      [id, instant],
    )
  expect([await at('2026-03-05T12:00:00Z'), await at('2026-03-06T12:00:00Z'), await at('2026-03-07T12:00:00Z')]).toEqual([
    [{ state: 'at-home' }],
    [{ state: 'moved' }],
    [{ state: 'at-home' }],
  ])
})

test('two people at once: one entry holds, the other is told; the same key makes one entry', async () => {
  const id = await create('同登者')
  const seen = await last(id)
  const wish = { elderId: id, seen, from: '2026-03-01', to: null, note: null }
  const answers = await Promise.all([t.run(SetLifeState, { ...wish, state: 'hospital' }), t.run(SetLifeState, { ...wish, state: 'away' })])
  expect(answers.map(codeOf).toSorted()).toEqual(['done', 'kernel.changed-meanwhile'])
  expect((await record(id)).states).toHaveLength(2)
  const again = { ...wish, seen: await last(id), state: 'institution' as const, from: '2026-03-02' }
  await Promise.all([1, 2, 3].map(() => t.run(SetLifeState, again, t.actor(), 'key-life-once')))
  expect((await record(id)).changes).toHaveLength(3)
})

test('the database itself refuses overlapping states', async () => {
  const id = await create('库拒者')
  const insert = `insert into people.life_state (id, elder_id, division_code, state, valid_from, known_from, set_by) select gen_random_uuid(), elder_id, division_code, 'away', '2026-02-01', now(), set_by from people.life_state where elder_id = $1`
  await expect(t.rows(insert, [id])).rejects.toMatchObject({ code: '23P01' })
})

test('states move with the elder to another town, and its people see them there', async () => {
  const id = await create('搬家者')
  await t.done(EditElder, { ...plainElder, name: '搬家者', id, version: 1, divisionCode: '990101100200' })
  const west = t.actor({ role: 'town-officer', area: '990101100' })
  expect((await t.done(GetLifeStates, { elderId: id }, west)).states).toHaveLength(1)
  expect((await t.done(ListElders, { lifeState: 'at-home' }, west)).rows.map((row) => row.id)).toEqual([id])
})
