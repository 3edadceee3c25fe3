import { isRefusal } from '@yinqiao/kernel/contract'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LifeState, LifeStateName } from '../contract/life-state.ts'
import { type HeldState, planLifeState, stateOn } from './plan-life-state.ts'

const today = '2026-03-10'
const held = (...rows: readonly (readonly [LifeStateName, string, string | null])[]): HeldState[] =>
  rows.map(([state, from, to], index) => ({ id: String(index), state, from, to }))
const home = held(['at-home', '2026-01-01', null])
const stay = held(['at-home', '2026-01-01', '2026-02-01'], ['hospital', '2026-02-01', '2026-02-10'], ['at-home', '2026-02-10', null])

/** The states after a plan, oldest first. */
function after(rows: readonly HeldState[], wish: LifeState): string[] | string {
  const plan = planLifeState(rows, wish, today, '1940-05-05')
  if (isRefusal(plan)) return plan.refused.code
  const kept = rows.filter((row) => !plan.withdraw.includes(row.id))
  return [...kept, ...plan.insert]
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .map(({ state, from, to }) => `${state} ${from} ${to ?? ''}`.trim())
}

describe('a state that fits', () => {
  test.each<[string, HeldState[], LifeState, string[]]>([
    ['the first one', [], { state: 'at-home', from: '2026-01-01', to: null }, ['at-home 2026-01-01']],
    [
      'in hospital since yesterday ends the stay at home',
      home,
      { state: 'hospital', from: '2026-03-09', to: null },
      ['at-home 2026-01-01 2026-03-09', 'hospital 2026-03-09'],
    ],
    [
      'a past stay in hospital cuts the stay at home',
      home,
      { state: 'hospital', from: '2026-02-01', to: '2026-02-10' },
      ['at-home 2026-01-01 2026-02-01', 'hospital 2026-02-01 2026-02-10', 'at-home 2026-02-10'],
    ],
    [
      'a journey inside a recorded stay at home',
      stay,
      { state: 'away', from: '2026-01-10', to: '2026-01-20' },
      [
        'at-home 2026-01-01 2026-01-10',
        'away 2026-01-10 2026-01-20',
        'at-home 2026-01-20 2026-02-01',
        'hospital 2026-02-01 2026-02-10',
        'at-home 2026-02-10',
      ],
    ],
    [
      'home again on the day of admission takes its place',
      held(['hospital', '2026-03-10', null]),
      { state: 'at-home', from: '2026-03-10', to: null },
      ['at-home 2026-03-10'],
    ],
    [
      'before everything recorded',
      home,
      { state: 'institution', from: '2025-01-01', to: '2026-01-01' },
      ['institution 2025-01-01 2026-01-01', 'at-home 2026-01-01'],
    ],
    ['death today', home, { state: 'dead', from: today, to: null }, ['at-home 2026-01-01 2026-03-10', 'dead 2026-03-10']],
    [
      'up to and with today',
      home,
      { state: 'away', from: '2026-03-08', to: '2026-03-11' },
      ['at-home 2026-01-01 2026-03-08', 'away 2026-03-08 2026-03-11', 'at-home 2026-03-11'],
    ],
  ])('%s', (_, rows, wish, states) => {
    expect(after(rows, wish)).toEqual(states)
  })
})

describe('a state that does not fit is refused', () => {
  const dead = held(['at-home', '2026-01-01', '2026-03-01'], ['dead', '2026-03-01', null])
  test.each<[string, HeldState[], LifeState, string]>([
    ['over the end of a stay in hospital', stay, { state: 'away', from: '2026-02-05', to: '2026-02-15' }, 'people.state-overlaps'],
    ['inside a stay in hospital', stay, { state: 'away', from: '2026-02-03', to: '2026-02-05' }, 'people.state-overlaps'],
    ['over its start', stay, { state: 'away', from: '2026-01-20', to: '2026-02-05' }, 'people.state-overlaps'],
    ['over the start of what holds now', home, { state: 'hospital', from: '2025-12-20', to: '2026-01-05' }, 'people.state-overlaps'],
    ['open while others follow', stay, { state: 'away', from: '2026-01-10', to: null }, 'people.later-states'],
    ['open before everything', home, { state: 'away', from: '2025-01-10', to: null }, 'people.later-states'],
    ['the same again', home, { state: 'at-home', from: '2026-02-01', to: null }, 'people.state-same'],
    ['after death', dead, { state: 'at-home', from: '2026-03-05', to: null }, 'people.state-after-death'],
    ['into death', dead, { state: 'hospital', from: '2026-02-20', to: '2026-03-02' }, 'people.state-after-death'],
    ['tomorrow', home, { state: 'hospital', from: '2026-03-11', to: null }, 'people.state-future'],
    ['an end in the future', home, { state: 'hospital', from: '2026-03-01', to: '2026-03-12' }, 'people.state-future'],
    ['an empty range', home, { state: 'hospital', from: '2026-03-01', to: '2026-03-01' }, 'people.state-range-empty'],
    ['a death with an end', home, { state: 'dead', from: '2026-03-01', to: '2026-03-05' }, 'people.state-end-not-allowed'],
    ['before birth', [], { state: 'at-home', from: '1940-05-04', to: null }, 'people.state-before-birth'],
  ])('%s', (_, rows, wish, code) => {
    expect(after(rows, wish)).toBe(code)
  })
  test('the refusal names the state in the way', () => {
    expect(planLifeState(stay, { state: 'away', from: '2026-02-05', to: '2026-02-15' }, today, null)).toMatchObject({
      facts: { state: '住院', from: '2026-02-01', to: '2026-02-10' },
    })
  })
})

test('whatever is asked in whatever order, states never overlap, days nobody spoke of stay unrecorded, and the last word holds', () => {
  const day = fc.integer({ min: 1, max: 60 }).map((n) => Temporal.PlainDate.from('2026-01-09').add({ days: n }).toString())
  const wish = fc.record({
    state: fc.constantFrom<LifeStateName>('at-home', 'away', 'hospital', 'institution', 'moved', 'dead'),
    from: day,
    to: fc.option(day, { nil: null }),
  })
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 25 }), (wishes) => {
      let rows: HeldState[] = []
      let nextId = 0
      for (const asked of wishes) {
        const plan = planLifeState(rows, asked, today, null)
        if (isRefusal(plan)) continue
        const before = rows
        rows = [
          ...rows.filter((row) => !plan.withdraw.includes(row.id)),
          ...plan.insert.map((state) => ({ ...state, id: String(nextId++) })),
        ]
        for (const [index, a] of rows.entries()) {
          expect(a.to === null || a.to > a.from).toBe(true)
          for (const b of rows.slice(index + 1)) expect((a.to !== null && a.to <= b.from) || (b.to !== null && b.to <= a.from)).toBe(true)
        }
        for (let n = 0; n < 62; n++) {
          const on = Temporal.PlainDate.from('2026-01-09').add({ days: n }).toString()
          const asksFor = asked.from <= on && (asked.to === null || on < asked.to)
          expect(stateOn(rows, on)).toBe(asksFor ? asked.state : stateOn(before, on))
        }
      }
    }),
    { numRuns: 300 },
  )
})
