import { describe, expect, test } from 'vitest'
import type { CaseKind } from '../contract/case-kind.ts'
import { appeal } from '../fixtures/kinds.ts'
import { faultsOfKind, faultsOfKinds } from './check-kind.ts'

/** The sound kind with one state or move changed. */
const state = (code: string, change: object): CaseKind => ({
  ...appeal,
  states: appeal.states.map((each) => (each.code === code ? { ...each, ...change } : each)),
})
const move = (code: string, change: object): CaseKind => ({
  ...appeal,
  moves: appeal.moves.map((each) => (each.code === code ? { ...each, ...change } : each)),
})
const without = (code: string): CaseKind => ({ ...appeal, moves: appeal.moves.filter((each) => each.code !== code) })
const drop = <K extends string>(from: CaseKind['states'][number], key: K) =>
  Object.fromEntries(Object.entries(from).filter(([name]) => name !== key))
const bare = (code: string, key: string): CaseKind => ({
  ...appeal,
  states: appeal.states.map((each) => (each.code === code ? (drop(each, key) as unknown as typeof each) : each)),
})

describe('a kind', () => {
  test('that is sound has no fault', () => {
    expect(
      faultsOfKind(appeal, new Set(['town-officer', 'district-officer', 'district-leader', 'working-group', 'park-operator'])),
    ).toEqual([])
  })
  test.each([
    ['an open state without an owner', bare('work', 'owner'), 'state work has no owner'],
    ['an open state without a limit', bare('work', 'limit'), 'state work has no limit'],
    ['a limit of no days', state('work', { limit: { workingDays: 0 } }), 'state work has no limit'],
    ['a limit of half a day', state('work', { limit: { workingDays: 0.5 } }), 'state work has no limit'],
    ['two things one usually does', move('note', { main: true }), 'state work has two main moves'],
    ['a ladder without a rung', state('work', { escalatesTo: [] }), 'state work goes up to nobody'],
    ['a state nobody reaches', without('ask'), 'state ask cannot be reached'],
    [
      'a state its owner cannot leave',
      { ...appeal, moves: appeal.moves.map((each) => (each.from.includes('check') ? { ...each, who: ['working-group'] } : each)) },
      'state check cannot be left by its owner',
    ],
    [
      'a state whose raiser cannot leave it',
      { ...without('add'), moves: without('add').moves.map((each) => (each.code === 'withdraw' ? { ...each, from: ['open'] } : each)) },
      'state ask cannot be left by its owner',
    ],
    ['a final state with an owner', state('done', { owner: 'town-officer' }), 'final state done has an owner, a limit or a ladder'],
    ['a move out of a final state', move('note', { from: ['done'] }), 'move note does not come from open states'],
    ['a move to nowhere', move('note', { to: 'moon' }), 'move note leads to no state'],
    ['two persons of whom one does nothing', move('close', { otherThan: ['sign'] }), 'move close names an unknown move sign'],
    ['a move with a name of the engine', move('note', { code: 'escalate' }), 'move escalate has a name of the engine'],
    ['a first state that is the end', { ...appeal, first: 'done' }, 'first state is not an open state'],
    [
      'a phone in clear',
      { ...appeal, fields: [{ key: 'phone', title: appeal.title, type: 'text' as const }] },
      'field phone must not be kept in clear',
    ],
    [
      'a list without codes',
      { ...appeal, fields: [{ key: 'sort', title: appeal.title, type: 'code' as const }] },
      'field sort has no codes',
    ],
    ['an objection into the void', { ...appeal, objection: { ...appeal.objection!, opens: 'done' } }, 'objection opens no open state'],
    ['nobody who raises it', { ...appeal, raisers: [] }, 'nobody may raise it'],
  ])('with %s is refused', (_, kind, fault) => {
    expect(faultsOfKind(kind)).toContain(`toy.appeal: ${fault}`)
  })
  test('from which there is no end is refused', () => {
    const ways = appeal.moves.filter(({ to }) => !['done', 'refused', 'gone'].includes(to))
    expect(faultsOfKind({ ...appeal, moves: ways })).toContain('toy.appeal: from state work there is no end')
  })
  test('with a role nobody has is refused', () => {
    expect(faultsOfKind({ ...appeal, readers: ['mayor'] }, new Set(['town-officer']))).toContain('toy.appeal: unknown role mayor')
  })
  test('may not share code or prefix with another', () => {
    expect(faultsOfKinds([appeal, appeal])).toEqual(expect.arrayContaining(['toy.appeal: declared twice', 'prefix SS: used twice']))
  })
})
