import type { TestRooms } from '@yinqiao/kernel/testing'
import { ChangeFirmState } from '@yinqiao/orgs/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AddLease, ChangeSpace, EditPark, EndLease, GetPark, GetRecord, ListParks, SplitLease, VoidLease } from '../contract/index.ts'
import { newFirm, newPark, newSpace, openIndustry, yearLease } from '../fixtures/open-industry.ts'

let t: TestRooms
beforeAll(async () => {
  t = await openIndustry()
})
afterAll(() => t.close())

/** A park with one unit of 1,000 m², and two firms. */
async function setting() {
  const park = await newPark(t)
  const space = await newSpace(t, park.id)
  return { park, space, a: await newFirm(t), b: await newFirm(t) }
}
const rowsOf = (spaceId: string) => t.rows('select * from industry.lease where space_id = $1', [spaceId])

describe('a lease', () => {
  test('is occupied from its first to its last day; its rent-free time earns nothing', async () => {
    const { park, space, a } = await setting()
    t.clock.set('2026-03-02T01:00:00Z')
    const lease = await t.done(AddLease, { ...yearLease, spaceId: space.id, firmId: a.id, rentFreeLastDay: '2026-03-02', areaDm2: 60_000 })
    expect(lease).toMatchObject({ state: 'rent-free', lastDay: '2026-12-31', firmName: a.name })
    expect((await t.done(GetPark, { id: park.id })).today).toEqual({
      day: '2026-03-02',
      lettableDm2: 100_000,
      leasedDm2: 60_000,
      payingDm2: 0,
      share: 0.6,
    })
    t.clock.set('2026-03-03T01:00:00Z')
    expect((await t.done(GetPark, { id: park.id })).today).toMatchObject({ leasedDm2: 60_000, payingDm2: 60_000 })
    t.clock.set('2026-12-31T01:00:00Z')
    expect((await t.done(GetPark, { id: park.id })).today.share).toBe(0.6)
    t.clock.set('2027-01-01T01:00:00Z')
    expect((await t.done(GetPark, { id: park.id })).today.share).toBe(0)
    t.clock.set('2026-03-02T01:00:00Z')
  })
  test('that overlaps is refused with the other one and its days, and leaves nothing', async () => {
    const { space, a, b } = await setting()
    await t.done(AddLease, { ...yearLease, spaceId: space.id, firmId: a.id })
    const before = await rowsOf(space.id)
    const answer = await t.run(AddLease, { ...yearLease, number: null, spaceId: space.id, firmId: b.id, from: '2026-12-31', lastDay: null })
    expect(answer).toMatchObject({
      ok: false,
      refusal: {
        refused: { code: 'industry.lease-overlap' },
        facts: { tenant: a.name, number: 'HT-1', from: '2026-01-01', lastDay: '2026-12-31' },
        field: 'from',
      },
    })
    expect(await rowsOf(space.id)).toEqual(before)
    // the next day is free
    expect((await t.run(AddLease, { ...yearLease, spaceId: space.id, firmId: b.id, from: '2027-01-01', lastDay: null })).ok).toBe(true)
  })
  test.each([
    ['an end before the start', { lastDay: '2025-12-31' }, 'industry.lease-backwards'],
    ['a day that is not', { lastDay: '2026-02-29' }, 'kernel.invalid-input'],
    ['more than the unit', { areaDm2: 100_001 }, 'industry.area-too-large'],
    ['no area', { areaDm2: 0 }, 'kernel.invalid-input'],
    ['half a dm²', { areaDm2: 10.5 }, 'kernel.invalid-input'],
    ['days before the unit is lettable', { from: '2024-12-31' }, 'industry.lease-outside-space'],
    ['rent-free beyond its end', { rentFreeLastDay: '2027-01-01' }, 'industry.rent-free-outside'],
    ['rent-free before its start', { rentFreeLastDay: '2025-12-31' }, 'industry.rent-free-outside'],
    ['a tenant not in the register', { firmId: '018f0000-0000-7000-8000-000000000000' }, 'industry.tenant-unknown'],
    ['a unit that is not', { spaceId: '018f0000-0000-7000-8000-000000000000' }, 'industry.space-unknown'],
  ])('with %s is refused', async (_what, wrong, code) => {
    const { space, a } = await setting()
    const answer = await t.run(AddLease, { ...yearLease, spaceId: space.id, firmId: a.id, ...wrong })
    expect(answer).toMatchObject({ ok: false, refusal: { refused: { code } } })
    expect(await rowsOf(space.id)).toEqual([])
  })
  test('may end on a leap day', async () => {
    const { park, space, a } = await setting()
    const lease = await t.done(AddLease, { ...yearLease, spaceId: space.id, firmId: a.id, from: '2028-02-29', lastDay: '2028-02-29' })
    expect(lease).toMatchObject({ from: '2028-02-29', lastDay: '2028-02-29' })
    t.clock.set('2028-02-29T01:00:00Z')
    expect((await t.done(GetPark, { id: park.id })).today.share).toBe(1)
    t.clock.set('2026-03-02T01:00:00Z')
  })
  test('of a closed firm is refused', async () => {
    const { space, a } = await setting()
    await t.done(ChangeFirmState, { id: a.id, version: a.version, to: 'closed', reason: '测试注销' })
    expect(await t.run(AddLease, { ...yearLease, spaceId: space.id, firmId: a.id })).toMatchObject({
      refusal: { refused: { code: 'industry.tenant-unknown' } },
    })
  })
})

describe('a sublet', () => {
  test('lies inside its lease, is not counted twice, and ends with it', async () => {
    const { park, space, a, b } = await setting()
    const lease = await t.done(AddLease, { ...yearLease, spaceId: space.id, firmId: a.id, areaDm2: 80_000 })
    const sublet = { ...yearLease, number: 'ZZ-1', spaceId: space.id, firmId: b.id, parentId: lease.id, areaDm2: 50_000 }
    await t.done(AddLease, sublet)
    const codeOf = async (of: object) => {
      const answer = await t.run(AddLease, { ...sublet, ...of })
      return answer.ok ? 'done' : answer.refusal.refused.code
    }
    expect(await codeOf({ areaDm2: 30_001 })).toBe('industry.sublet-too-large')
    expect(await codeOf({ areaDm2: 1, lastDay: '2027-01-01' })).toBe('industry.sublet-outside')
    expect(await codeOf({ areaDm2: 1, lastDay: null })).toBe('industry.sublet-outside')
    expect(await codeOf({ areaDm2: 1, firmId: a.id })).toBe('industry.sublet-outside')
    expect((await t.done(GetPark, { id: park.id })).today.leasedDm2).toBe(80_000)
    await t.done(EndLease, { id: lease.id, version: 1, lastDay: '2026-06-30' })
    const leases = (await t.done(GetPark, { id: park.id })).spaces[0]?.leases ?? []
    expect(leases.map(({ lastDay, version }) => [lastDay, version])).toEqual([
      ['2026-06-30', 2],
      ['2026-06-30', 2],
    ])
  })
})

describe('a change of area', () => {
  test('ends the old lease the day before and begins a new one, in one step; what was known stays', async () => {
    const { park, space, a, b } = await setting()
    const lease = await t.done(AddLease, { ...yearLease, spaceId: space.id, firmId: a.id, areaDm2: 40_000, rentFreeLastDay: '2026-07-15' })
    await t.done(AddLease, { ...yearLease, spaceId: space.id, firmId: b.id, parentId: lease.id, areaDm2: 30_000 })
    const refused = await t.run(SplitLease, { id: lease.id, version: 1, from: '2026-07-01', areaDm2: 20_000, monthlyFen: null })
    expect(refused).toMatchObject({ refusal: { refused: { code: 'industry.sublet-too-large' } } })
    const { ended, begun } = await t.done(SplitLease, {
      id: lease.id,
      version: 1,
      from: '2026-07-01',
      areaDm2: 90_000,
      monthlyFen: 5_000_000,
    })
    expect(ended).toMatchObject({ id: lease.id, version: 2, lastDay: '2026-06-30', areaDm2: 40_000, rentFreeLastDay: '2026-06-30' })
    expect(begun).toMatchObject({ version: 1, from: '2026-07-01', lastDay: '2026-12-31', areaDm2: 90_000, rentFreeLastDay: '2026-07-15' })
    const [spaceNow] = (await t.done(GetPark, { id: park.id })).spaces
    expect(spaceNow?.leases.filter(({ parentId }) => parentId === begun.id)).toMatchObject([{ from: '2026-07-01', areaDm2: 30_000 }])
    const known = await t.rows<{ n: number }>('select count(*)::int as n from industry.lease where id = $1', [lease.id])
    expect(known).toEqual([{ n: 2 }])
    for (const on of ['2026-01-01', '2027-01-01'])
      expect(await t.run(SplitLease, { id: lease.id, version: 2, from: on, areaDm2: 1, monthlyFen: null })).toMatchObject({
        refusal: { refused: { code: 'industry.split-outside' } },
      })
  })
  test('of the unit is refused while a lease would not fit', async () => {
    const { park, space, a } = await setting()
    await t.done(AddLease, { ...yearLease, spaceId: space.id, firmId: a.id, areaDm2: 90_000 })
    for (const areaDm2 of [80_000, null])
      expect(await t.run(ChangeSpace, { id: space.id, version: 1, from: '2026-06-01', areaDm2 })).toMatchObject({
        refusal: { refused: { code: 'industry.space-in-use' }, facts: { tenant: a.name, area: '900' } },
      })
    await t.done(ChangeSpace, { id: space.id, version: 1, from: '2027-01-01', areaDm2: null })
    t.clock.set('2027-02-01T01:00:00Z')
    // nothing lettable any more: no object, not 0 %
    expect((await t.done(GetPark, { id: park.id })).today).toMatchObject({ lettableDm2: 0, share: null })
    t.clock.set('2026-03-02T01:00:00Z')
  })
})

test('a lease recorded by mistake is taken back with its sublets and still known to the past', async () => {
  const { park, space, a, b } = await setting()
  const lease = await t.done(AddLease, { ...yearLease, spaceId: space.id, firmId: a.id })
  await t.done(AddLease, { ...yearLease, spaceId: space.id, firmId: b.id, parentId: lease.id })
  expect(await t.run(VoidLease, { id: lease.id, version: 7, reason: '误录' })).toMatchObject({
    refusal: { refused: { code: 'kernel.changed-meanwhile' } },
  })
  expect(await t.done(VoidLease, { id: lease.id, version: 1, reason: '误录' })).toEqual({ taken: 2 })
  expect((await t.done(GetPark, { id: park.id })).today.leasedDm2).toBe(0)
  expect(await rowsOf(space.id)).toHaveLength(2)
  const record = await t.done(GetRecord, { kind: 'lease', id: lease.id })
  expect(record).toMatchObject({
    title: `${space.building} ${space.number}`,
    above: { path: `/industry/parks/${park.id}`, title: park.name },
  })
  expect(record.versions).toMatchObject([{ version: 1, lastDay: '2026-12-31' }])
  expect(record.versions[0]?.knownTo).not.toBeNull()
  expect(record.versions[0]?.facts).toContainEqual({ key: 'area', value: '1000' })
  const id = '018f0000-0000-7000-8000-000000000000'
  for (const kind of ['space', 'lease', 'on-node', 'supply-contract'] as const)
    expect(await t.run(GetRecord, { kind, id })).toMatchObject({ refusal: { refused: { code: 'industry.record-unknown' } } })
  expect((await t.done(GetRecord, { kind: 'space', id: space.id })).versions).toHaveLength(1)
})

test('units and leases follow their park to another town and are listed with it', async () => {
  const { park, space, a } = await setting()
  await t.done(AddLease, { ...yearLease, spaceId: space.id, firmId: a.id })
  const { name, kind, parentId, covers, operatorUnitId, roles } = park
  await t.done(EditPark, {
    id: park.id,
    version: 1,
    name,
    kind,
    parentId,
    covers,
    operatorUnitId,
    roles,
    divisionCode: '990101100',
  })
  const codes = await t.rows<{ code: string }>(
    'select division_code as code from industry.pub_lease where space_id = $1 and known_to is null',
    [space.id],
  )
  expect(codes).toEqual([{ code: '990101100' }])
  const { rows } = await t.done(ListParks, { under: '990101100', search: name })
  expect(rows).toMatchObject([{ id: park.id, spaces: 1, tenants: 1, occupancy: { share: 1 } }])
})

test('64 at once for one unit: one lease stands, 63 are told of it', async () => {
  const { space } = await setting()
  const firms = await Promise.all(Array.from({ length: 64 }, () => newFirm(t)))
  const answers = await Promise.all(firms.map((firm) => t.run(AddLease, { ...yearLease, spaceId: space.id, firmId: firm.id })))
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  const codes = new Set(answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal.refused.code])))
  expect([...codes]).toEqual(['industry.lease-overlap'])
  expect(await rowsOf(space.id)).toHaveLength(1)
})

test('the database itself lets no two leases overlap, also past the program', async () => {
  const { space, a } = await setting()
  const lease = await t.done(AddLease, { ...yearLease, spaceId: space.id, firmId: a.id })
  const copy = t.rows(
    `insert into industry.lease (row_id, id, version, space_id, park_id, firm_id, area_dm2, synthetic, valid_from, valid_to, known_from)
     select gen_random_uuid(), gen_random_uuid(), 1, space_id, park_id, firm_id, area_dm2, synthetic, date '2026-12-31', null, known_from
     from industry.lease where id = $1`,
    [lease.id],
  )
  await expect(copy).rejects.toMatchObject({ code: '23P01' })
})
