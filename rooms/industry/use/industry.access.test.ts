import { anonymous, type Signature } from '@yinqiao/kernel/contract'
import type { TestRooms } from '@yinqiao/kernel/testing'
import { CreateUnit } from '@yinqiao/orgs/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  AddLease,
  AddSpace,
  CreatePark,
  EditPark,
  industrySignatures,
  MoveParkState,
  PlaceFirm,
  SaveNode,
  StartGraph,
  VoidLease,
} from '../contract/index.ts'
import { newFirm, newPark, newSpace, openIndustry, yearLease } from '../fixtures/open-industry.ts'

const roles = [
  'system-admin',
  'security-admin',
  'audit-admin',
  'district-leader',
  'working-group',
  'district-officer',
  'town-officer',
  'village-officer',
  'park-operator',
  'statistician',
  'care-coordinator',
  'provider-staff',
  'carer',
  'operator',
  'responder',
  'family',
  'elder',
  'firm',
]
const readers = ['district-leader', 'district-officer', 'park-operator', 'statistician', 'town-officer', 'working-group']
const writers = ['district-officer', 'park-operator', 'town-officer', 'working-group']
const group = ['working-group']
const system = ['system-admin']

/** Who may call what; a firm may not even read, for rents are in it. */
const may: Readonly<Record<string, readonly string[]>> = {
  'industry.load-named': system,
  'industry.load-graph': system,
  'industry.start-graph': group,
  'industry.save-node': group,
  'industry.link-nodes': group,
  'industry.adopt-graph': group,
  'industry.load-works': system,
  'industry.list-lead-reports': [...readers, 'audit-admin'],
  'industry.transfer-lead': ['district-officer', 'working-group'],
}

let t: TestRooms
beforeAll(async () => {
  t = await openIndustry()
})
afterAll(() => t.close())
const codeOf = async (answer: Promise<{ ok: boolean; refusal?: { refused: { code: string } } }>) =>
  (await answer).refusal?.refused.code ?? 'done'
const refused = (signature: Signature, role: string) => codeOf(t.run(signature, {}, role === 'anonymous' ? anonymous : t.actor({ role })))

describe.each(industrySignatures.map((signature: Signature) => [signature.name, signature] as const))('%s', (name, signature) => {
  test('nobody without signing in', async () => {
    expect(await refused(signature, 'anonymous')).toBe('kernel.not-signed-in')
  })
  test('only the roles it is for', async () => {
    const allowed = await Promise.all(roles.map(async (role) => ((await refused(signature, role)) === 'kernel.not-allowed' ? [] : [role])))
    expect(allowed.flat().toSorted()).toEqual([...(may[name] ?? (signature.kind === 'query' ? readers : writers))].toSorted())
  })
  test('changes nothing unless it is a command', () => {
    expect(signature.kind === 'query').toBe(/\.(list|get|find)-/.test(name))
  })
})

describe('a town officer', () => {
  const officer = () => t.actor({ role: 'town-officer', area: '990101100' })
  test('writes in the own town only; nothing is left of a try elsewhere', async () => {
    const park = await newPark(t)
    const space = await newSpace(t, park.id)
    const firm = await newFirm(t)
    const lease = await t.done(AddLease, { ...yearLease, spaceId: space.id, firmId: firm.id })
    const before = await t.rows(
      'select row_id from industry.park union all select row_id from industry.space union all select row_id from industry.lease',
    )
    const { name, kind, parentId, covers, operatorUnitId, roles: named, divisionCode } = park
    const facts = { name, kind, parentId, covers, operatorUnitId, roles: named }
    const tries: readonly [Signature, object][] = [
      [CreatePark, { ...facts, name: '越界园区', divisionCode, state: 'planned', since: '2026-01-01' }],
      [CreatePark, { ...facts, name: '无址园区', divisionCode: null, state: 'planned', since: '2026-01-01' }],
      [EditPark, { ...facts, id: park.id, version: 1, divisionCode: '990101100' }],
      [MoveParkState, { id: park.id, version: 1, to: 'closed', on: '2026-03-01' }],
      [AddSpace, { parkId: park.id, building: '2', number: '2', areaDm2: 1, lettableFrom: '2026-01-01', lettableLastDay: null }],
      [AddLease, { ...yearLease, spaceId: space.id, firmId: firm.id }],
      [VoidLease, { id: lease.id, version: 1, reason: '越界' }],
    ]
    for (const [signature, input] of tries)
      expect(await codeOf(t.run(signature, input, officer())), signature.name).toBe('industry.outside-area')
    expect(
      await t.rows(
        'select row_id from industry.park union all select row_id from industry.space union all select row_id from industry.lease',
      ),
    ).toEqual(before)
    expect(
      await codeOf(
        t.run(CreatePark, { ...facts, name: '本镇园区', divisionCode: '990101100', state: 'planned', since: '2026-01-01' }, officer()),
      ),
    ).toBe('done')
  })
  test('places no firm of another town', async () => {
    const officers = t.actor({ role: 'working-group' })
    const graph = await t.done(StartGraph, { title: '合成权限图谱', source: '合成数据', copyOf: null }, officers)
    const node = { code: 'x1', title: '合成环节', stage: 'midstream' as const, parent: null, outward: null }
    await t.done(SaveNode, { ...node, graphId: graph.id, isNew: true }, officers)
    const place = async (divisionCode: string | null) => {
      const { id } = await newFirm(t, divisionCode)
      const input = {
        nodeCode: 'x1',
        firmId: id,
        role: 'member' as const,
        from: '2026-01-01',
        introducedBy: null,
        evidence: '合成',
        evidenceHash: null,
      }
      return await codeOf(t.run(PlaceFirm, input, officer()))
    }
    expect(await place('990101001')).toBe('industry.outside-area')
    expect(await place(null)).toBe('industry.outside-area')
    expect(await place('990101100')).toBe('done')
  })
})

test('a park operator writes where its own unit operates, or nobody is named', async () => {
  const unit = (code: string) =>
    t.done(CreateUnit, {
      code,
      name: `合成单位${code}`,
      kind: 'state-company',
      divisionCode: null,
      validFrom: '2026-01-01',
      source: '合成',
    })
  const [own, other] = [await unit('op-own'), await unit('op-other')]
  const operator = t.actor({ role: 'park-operator', unitId: own.id })
  const add = async (operatorUnitId: typeof own.id | null) => {
    const park = await newPark(t, { operatorUnitId })
    return await codeOf(
      t.run(
        AddSpace,
        { parkId: park.id, building: 'A', number: '1', areaDm2: 100, lettableFrom: '2026-01-01', lettableLastDay: null },
        operator,
      ),
    )
  }
  expect(await add(own.id)).toBe('done')
  expect(await add(null)).toBe('done')
  expect(await add(other.id)).toBe('industry.not-your-park')
})
