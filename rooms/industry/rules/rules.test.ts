import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ChainNode } from '../contract/chain.ts'
import { checkMainLease, checkSublets, type LeaseFacts } from './check-lease.ts'
import { findParentCycle } from './check-graph.ts'
import { contains, dayAfter, dayBefore, monthEnds, overlaps, type Span } from './days.ts'
import { countChain, findGaps, type StandingFirm } from './find-gaps.ts'
import { gapState } from './gap-state.ts'
import { isGrey } from './is-grey.ts'
import { occupancyOn } from './occupancy-on.ts'
import { mayMovePark } from './park-states.ts'
import { splitLease } from './split-lease.ts'

const days = Array.from({ length: 12 }, (_, n) => `2026-01-${String(n + 1).padStart(2, '0')}`)
const span: fc.Arbitrary<Span> = fc
  .tuple(fc.constantFrom(...days.slice(0, 8)), fc.option(fc.integer({ min: 1, max: 6 })))
  .map(([from, length]) => ({ from, to: length === null ? null : Temporal.PlainDate.from(from).add({ days: length }).toString() }))

test('two times overlap when, and only when, they share a day', () => {
  const until = [...days, ...Array.from({ length: 9 }, (_, n) => `2026-01-${n + 13}`)]
  fc.assert(fc.property(span, span, (a, b) => overlaps(a, b) === until.some((day) => contains(a, day) && contains(b, day))))
})
test('days go over months, years and leap days', () => {
  expect(dayAfter('2028-02-28')).toBe('2028-02-29')
  expect(dayAfter('2026-12-31')).toBe('2027-01-01')
  expect(dayBefore('2028-03-01')).toBe('2028-02-29')
  expect(monthEnds('2028-03-31', 3)).toEqual(['2027-12-31', '2028-01-31', '2028-02-29', '2028-03-31'])
})

const lease = (of: Partial<LeaseFacts>): LeaseFacts => ({
  id: 'l',
  parentId: null,
  firmName: '甲',
  number: null,
  areaDm2: 100,
  rentFreeTo: null,
  from: '2026-01-01',
  to: null,
  ...of,
})

describe('a lease', () => {
  test('stands on a unit whose slices join without a hole, and on none with one', () => {
    const slices = [
      { from: '2026-01-01', to: '2026-01-05', areaDm2: 100 },
      { from: '2026-01-05', to: null, areaDm2: 200 },
    ]
    expect(checkMainLease(lease({}), slices, [])).toBeUndefined()
    const hole = [{ from: '2026-01-01', to: '2026-01-04', areaDm2: 100 }, slices[1] ?? { from: '2026-01-05', to: null, areaDm2: 200 }]
    expect(checkMainLease(lease({}), hole, [])?.refused.code).toBe('industry.lease-outside-space')
    expect(checkMainLease(lease({ areaDm2: 150 }), slices, [])?.refused.code).toBe('industry.area-too-large')
  })
  test('split on any day inside it keeps every day let once, and its sublets inside it', () => {
    const whole = { ...lease({ to: '2026-01-12', rentFreeTo: '2026-01-06' }), version: 3 }
    fc.assert(
      fc.property(fc.constantFrom(...days.slice(1, 11)), fc.array(span, { maxLength: 3 }), (on, spans) => {
        const sublets = spans
          .filter(({ to }) => to !== null && to <= '2026-01-12')
          .map((each, n) => ({ ...lease({ ...each, id: `s${n}`, parentId: 'l', areaDm2: 10 }), version: 1 }))
        let made = 0
        const parts = splitLease(whole, sublets, on, 50, () => `n${++made}`)
        for (const day of days.slice(0, 11)) {
          const before = occupancyOn(day, [], [whole])
          const after = occupancyOn(day, [], [parts.ended, parts.begun])
          expect(after.leasedDm2, day).toBe(day < on ? before.leasedDm2 : 50)
          expect(after.payingDm2 > 0, day).toBe(before.payingDm2 > 0)
          const covering = (all: readonly LeaseFacts[]) => all.filter((each) => contains(each, day)).length
          expect(covering(parts.sublets), day).toBe(covering(sublets))
        }
        for (const parent of [parts.ended, parts.begun])
          expect(
            checkSublets(
              parent,
              parts.sublets.filter(({ parentId }) => parentId === parent.id),
            ),
          ).toBeUndefined()
      }),
    )
  })
})

const node = (code: string, of: Partial<ChainNode> = {}): ChainNode => ({
  code,
  title: code,
  stage: 'midstream',
  parent: null,
  outward: null,
  ...of,
})
const firm = (nodeCode: string, firmId: string, of: Partial<StandingFirm> = {}): StandingFirm => ({
  nodeCode,
  firmId,
  role: 'member',
  operating: true,
  inDistrict: true,
  ...of,
})

describe('gaps', () => {
  const kinds = (nodes: readonly ChainNode[], firms: readonly StandingFirm[], links: readonly { from: string; to: string }[] = []) =>
    findGaps(nodes, links, firms).map(({ nodeCode, kind }) => `${nodeCode} ${kind}`)
  test.each<[string, readonly StandingFirm[], readonly string[]]>([
    ['nobody: 补', [], ['a fill']],
    ['one: 强', [firm('a', '1', { role: 'leader' })], ['a strengthen']],
    ['two and none leads: 强', [firm('a', '1'), firm('a', '2')], ['a strengthen']],
    ['two and one leads: none', [firm('a', '1', { role: 'backbone' }), firm('a', '2')], []],
    ['the same firm twice is one: 强', [firm('a', '1', { role: 'leader' }), firm('a', '1')], ['a strengthen']],
    ['suspended: 补', [firm('a', '1', { operating: false })], ['a fill']],
    ['outside the district: 补', [firm('a', '1', { inDistrict: false })], ['a fill']],
    ['nobody knows where: no 补', [firm('a', '1', { inDistrict: null })], ['a strengthen']],
    ['on another node: 补', [firm('b', '1')], ['a fill']],
  ])('%s', (_what, firms, found) => {
    expect(kinds([node('a')], firms)).toEqual(found)
  })
  test('延 only where the chain ends and something is wanted beyond', () => {
    const two = [firm('a', '1', { role: 'leader' }), firm('a', '2')]
    const wanting = node('a', { outward: '出口服务' })
    expect(kinds([wanting], two)).toEqual(['a extend'])
    const both = [...two, firm('b', '3', { role: 'leader' }), firm('b', '4')]
    expect(kinds([wanting, node('b')], both, [{ from: 'a', to: 'b' }])).toEqual([])
    expect(kinds([node('a', { outward: '矿源', stage: 'upstream' }), node('b')], both, [{ from: 'a', to: 'b' }])).toEqual(['a extend'])
  })
  test('are looked for on nodes that carry firms only; a firm on five nodes counts once', () => {
    const nodes = [node('g'), ...['a', 'b', 'c', 'd', 'e'].map((code) => node(code, { parent: 'g' }))]
    const firms = ['a', 'b', 'c', 'd', 'e'].map((code) => firm(code, '1'))
    expect(kinds(nodes, firms).some((gap) => gap.startsWith('g '))).toBe(false)
    expect(countChain(nodes, firms)).toEqual({ nodes: 5, covered: 5, firms: 1 })
  })
  test('close and open again by their closings alone', () => {
    const closing = { from: '2026-01-02', to: '2026-01-05', alive: true }
    expect(gapState('2026-01-01', true, [closing])).toBe('open')
    expect(gapState('2026-01-01', false, [])).toBe('eased')
    expect(gapState('2026-01-02', true, [closing])).toBe('closed')
    expect(gapState('2026-01-05', true, [closing])).toBe('reopened')
    expect(gapState('2026-01-03', true, [{ ...closing, alive: false }])).toBe('reopened')
  })
})

test('a circle of parents is found wherever it lies, a tree has none', () => {
  const tree = fc
    .array(fc.nat(), { minLength: 1, maxLength: 12 })
    .map((picks) => picks.map((pick, at) => ({ code: `n${at}`, parent: at === 0 ? null : `n${pick % at}` })))
  fc.assert(fc.property(tree, (nodes) => findParentCycle(nodes) === undefined))
  fc.assert(
    fc.property(tree, fc.nat(), (nodes, pick) => {
      // the root under any of its own: a circle for certain
      const under = nodes[pick % nodes.length]?.code ?? 'n0'
      const circle = findParentCycle(nodes.map((each) => (each.code === 'n0' ? { ...each, parent: under } : each)))
      expect(circle?.[0]).toBe(circle?.at(-1))
      expect(circle).toContain('n0')
    }),
  )
})

test('a node is grey from the 181st day after it was confirmed', () => {
  expect(isGrey(null, '2026-01-01')).toBe(true)
  expect(isGrey('2026-01-01', '2026-06-30')).toBe(false)
  expect(isGrey('2026-01-01', '2026-07-01')).toBe(true)
})

test('a closed park may open again, an operating one is not planned any more', () => {
  expect(mayMovePark('closed', 'operating')).toBe(true)
  expect(mayMovePark('operating', 'planned')).toBe(false)
})
