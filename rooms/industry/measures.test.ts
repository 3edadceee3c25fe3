import { checkTree, foldRows, measureRows, measureValue, type Question } from '@yinqiao/kernel'
import { asSystem } from '@yinqiao/kernel/server'
import { QualityStatements, QueryTree } from '@yinqiao/kernel/contract'
import type { TestRooms } from '@yinqiao/kernel/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  AddLease,
  AdoptGraph,
  CloseGap,
  ConfirmFirm,
  CreatePark,
  ListGaps,
  PlaceFirm,
  RecordContract,
  SaveNode,
  StartGraph,
} from './contract/index.ts'
import { activeFirm, newFirm, newPark, newSpace, openIndustry, yearLease } from './fixtures/open-industry.ts'
import { industrySources } from './measures.ts'
import { chainMeasures } from './rules/chain-measures.ts'
import { parkMeasures } from './rules/park-measures.ts'
import { type LetSlice, type LettableSlice, occupancyOn } from './rules/occupancy-on.ts'

let t: TestRooms
beforeAll(async () => {
  t = await openIndustry()
})
afterAll(() => t.close())
// the measures of registers and works have their tests beside their declarations
const industryMeasures = [...parkMeasures, ...chainMeasures]
const sources = new Map(industrySources.map((source) => [source.name, source]))
const ever = '2099-01-01T00:00:00Z'

/** The number of a measure, after its rows folded by hand gave the same. */
async function valueOf(code: string, to: string, from: string | null = null, scope: Question['scope'] = { kind: 'district' }) {
  const measure = industryMeasures.find((each) => each.code === code)
  if (measure === undefined) throw new Error(`no measure ${code}`)
  const definition = { tree: measure.tree, params: measure.params ?? {} }
  const question: Question = { scope, from, to, knownAt: ever }
  return await asSystem(t.kernel, 'industry', async (ctx) => {
    const value = await measureValue(ctx.db, sources, definition, question)
    const again = foldRows(measure.tree, await measureRows(ctx.db, sources, definition, question))
    expect(again.value, code).toBe(value.value)
    expect(value.leaks, code).toBe(0)
    return value
  })
}

test('every measure can be compiled, says its quality, and its guard exists', () => {
  const codes = new Set(industryMeasures.map(({ code }) => code))
  expect(codes.size).toBe(industryMeasures.length)
  for (const { code, tree, params, quality, guard } of industryMeasures) {
    expect(checkTree(QueryTree.parse(tree), sources, params ?? {}), code).toEqual([])
    QualityStatements.parse(quality)
    expect(guard === null || codes.has(guard), code).toBe(true)
  }
})

const day = fc.integer({ min: 0, max: 800 }).map((n) => Temporal.PlainDate.from('2026-01-01').add({ days: n }).toString())
const spans = fc.array(
  fc.tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 50_000 }), fc.boolean()),
  { maxLength: 5 },
)

test('occupancy: the measure, its rows and a recount in memory agree on any day (random units and leases)', async () => {
  const firm = await newFirm(t)
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.integer({ min: 50_000, max: 200_000 }), spans), { maxLength: 4 }),
      fc.array(day, { minLength: 3, maxLength: 3 }),
      async (units, days) => {
        await t.rows('truncate industry.park, industry.space, industry.lease')
        const park = await newPark(t, { roles: ['core'] })
        const lettable: LettableSlice[] = []
        const leases: LetSlice[] = []
        for (const [areaDm2, parts] of units) {
          const space = await newSpace(t, park.id, { areaDm2 })
          lettable.push({ from: '2025-01-01', to: null, areaDm2 })
          let from = Temporal.PlainDate.from('2026-01-01')
          for (const [length, pause, area, free] of parts) {
            const to = from.add({ days: length })
            const rentFree = free ? from.toString() : null
            const main = await t.done(AddLease, {
              ...yearLease,
              spaceId: space.id,
              firmId: firm.id,
              from: from.toString(),
              lastDay: to.subtract({ days: 1 }).toString(),
              rentFreeLastDay: rentFree,
              areaDm2: area,
            })
            const rentFreeTo = free ? from.add({ days: 1 }).toString() : null
            leases.push({ from: from.toString(), to: to.toString(), areaDm2: area, parentId: null, rentFreeTo })
            leases.push({ from: from.toString(), to: to.toString(), areaDm2: area, parentId: main.id, rentFreeTo: null })
            await t.rows(
              `insert into industry.lease (row_id, id, version, space_id, park_id, parent_id, firm_id, area_dm2, synthetic, valid_from, valid_to, known_from)
             select gen_random_uuid(), gen_random_uuid(), 1, space_id, park_id, id, gen_random_uuid(), area_dm2, true, valid_from, valid_to, known_from from industry.lease where id = $1`,
              [main.id],
            )
            from = to.add({ days: pause })
          }
        }
        for (const on of days) {
          const counted = occupancyOn(on, lettable, leases)
          const measured = await valueOf('4.11.2', on)
          expect(Number(measured.part) * 100).toBeCloseTo(counted.leasedDm2, 4)
          expect(Number(measured.whole) * 100).toBeCloseTo(counted.lettableDm2, 4)
          expect(measured.value === null).toBe(counted.share === null)
          if (counted.share !== null) expect(Number(measured.value)).toBeCloseTo(counted.share, 5)
          const paying = await valueOf('2.2a.paying', on)
          expect(Number(paying.part) * 100).toBeCloseTo(counted.payingDm2, 4)
        }
      },
    ),
    { numRuns: 60 },
  )
  await t.rows('truncate industry.park, industry.space, industry.lease')
})

test('parks: operating count, first site, coverage of towns, tenants once each', async () => {
  expect((await valueOf('2.2a.occupancy', '2026-03-02')).value).toBeNull()
  const park = await newPark(t, { roles: ['core', 'first'], covers: ['990101100'] })
  await newPark(t, { state: 'building' })
  const site = await newPark(t, { kind: 'carrier', roles: ['linked'], state: 'planned', divisionCode: null })
  const zone = await t.done(CreatePark, {
    name: '合成区块',
    kind: 'zone',
    parentId: park.id,
    divisionCode: '990101001',
    covers: [],
    operatorUnitId: null,
    roles: [],
    state: 'operating',
    since: '2026-02-01',
  })
  expect(zone.parentName).toBe(park.name)
  expect((await valueOf('2.2a', '2026-03-02')).value).toBe('1')
  expect((await valueOf('2.2a', '2024-12-31')).value).toBe('0')
  expect((await valueOf('3.1b.first', '2026-03-02')).value).toBe('1')
  expect(await valueOf('4.11.5', '2026-03-02')).toMatchObject({ part: '2', whole: '2', value: '1' })
  const firm = await activeFirm(t)
  for (const areaDm2 of [10_000, 20_000])
    await t.done(AddLease, { ...yearLease, spaceId: (await newSpace(t, site.id)).id, firmId: firm.id, areaDm2 })
  expect((await valueOf('4.11.4.tenants', '2026-03-02')).value).toBe('1')
  expect((await valueOf('4.11.4', '2026-03-02')).value).toBe('0')
})

test('chain: coverage, closed gaps that count only while they hold, local supply, firms brought in', async () => {
  t.clock.set('2026-05-02T01:00:00Z')
  const group = t.actor({ role: 'working-group' })
  const graph = await t.done(StartGraph, { title: '合成度量图谱', source: '合成数据', copyOf: null }, group)
  for (const code of ['m1', 'm2'])
    await t.done(SaveNode, { code, title: code, stage: 'midstream', parent: null, outward: null, graphId: graph.id, isNew: true }, group)
  expect((await valueOf('4.8.1', '2026-05-02')).value).toBeNull()
  await t.done(AdoptGraph, { graphId: graph.id, on: '2026-05-02' }, group)
  const [leader, brought, unknown] = [await activeFirm(t), await activeFirm(t), await activeFirm(t, null)]
  const at = { from: '2026-05-02', evidence: '合成', evidenceHash: null }
  await t.done(PlaceFirm, { ...at, nodeCode: 'm1', firmId: leader.id, role: 'leader', introducedBy: null }, group)
  const settled = await t.done(PlaceFirm, { ...at, nodeCode: 'm1', firmId: brought.id, role: 'member', introducedBy: leader.id }, group)
  await t.done(PlaceFirm, { ...at, nodeCode: 'm2', firmId: unknown.id, role: 'member', introducedBy: null }, group)
  // one node covered, one whose only firm lies nobody knows where
  expect(await valueOf('4.8.1', '2026-05-02')).toMatchObject({ part: '1', whole: '2', value: '0.5', undecided: 1 })
  expect((await valueOf('4.8.5', '2026-12-31', '2026-01-01')).value).toBe('1')
  const gap = (await t.done(ListGaps, { kind: 'fill' })).gaps.find(({ nodeCode }) => nodeCode === 'm1')
  if (gap === undefined) throw new Error('no gap')
  await t.done(CloseGap, { id: gap.id, by: { kind: 'settlement', onNodeId: settled.id }, on: '2026-05-02' }, group)
  expect((await valueOf('4.8.2', '2026-12-31', '2026-01-01')).value).toBe('1')
  t.clock.set('2026-06-02T01:00:00Z')
  await t.done(ConfirmFirm, { id: settled.id, version: 1, role: 'member', lastDay: '2026-05-31' }, group)
  expect((await valueOf('4.8.2', '2026-05-31', '2026-01-01')).value).toBe('1')
  expect((await valueOf('4.8.2', '2026-12-31', '2026-01-01')).value).toBe('0')
  expect((await valueOf('4.8.2.reopened', '2026-12-31', '2026-01-01')).value).toBe('1')
  const contract = { nodeCode: null, buyerId: leader.id, signedOn: '2026-06-01', lastDay: '2026-06-01', evidenceHash: null }
  await t.done(RecordContract, { ...contract, number: '1', sellerId: brought.id, amountFen: 3_000_000 }, group)
  await t.done(RecordContract, { ...contract, number: '2', sellerId: unknown.id, amountFen: 1_000_000 }, group)
  await t.done(RecordContract, { ...contract, number: '3', sellerId: brought.id, amountFen: null }, group)
  expect(await valueOf('4.8.3', '2026-12-31', '2026-01-01')).toMatchObject({ part: '30000', whole: '40000', value: '0.75' })
})
