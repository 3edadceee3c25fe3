import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestRooms, testRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DistrictFile, GetOutline, ListBlocks, ListDivisions, LoadDistrict, OutlineFile, SetBlockMember } from '../contract/index.ts'
import { places } from '../index.ts'

const json = (path: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, '..', path), 'utf8'))
const district = DistrictFile.parse(json('data/xiangcheng.json'))
const outline = OutlineFile.parse(json('data/xiangcheng-outline.json'))

let t: TestRooms
beforeAll(async () => {
  t = await testRooms([places])
})
afterAll(() => t.close())
const admin = () => t.actor({ role: 'system-admin' })

test('before loading nothing is known', async () => {
  expect(await t.done(ListDivisions, {})).toMatchObject({ divisions: [] })
  expect(await t.run(GetOutline, {})).toMatchObject({ ok: false, refusal: { refused: { code: 'places.outline-missing' } } })
})

test('loading fills divisions, blocks and outline; again changes nothing', async () => {
  expect(await t.done(LoadDistrict, { district, outline }, admin())).toEqual({
    created: 166,
    changed: 0,
    closed: 0,
    unchanged: 0,
    blocks: 5,
    outline: 'loaded',
  })
  const before = await t.rows('select * from places.division order by code')
  expect(await t.done(LoadDistrict, { district, outline }, admin())).toEqual({
    created: 0,
    changed: 0,
    closed: 0,
    unchanged: 166,
    blocks: 5,
    outline: 'unchanged',
  })
  expect(await t.rows('select * from places.division order by code')).toEqual(before)
  const { divisions } = await t.done(ListDivisions, {})
  expect(divisions).toHaveLength(157)
  expect(divisions[0]).toMatchObject({ code: '320507', name: '相城区', kind: 'county', parent: null })
  expect((await t.done(ListDivisions, { under: '320507109' })).divisions).toHaveLength(14)
  expect((await t.done(GetOutline, {})).districtName).toBe('相城区')
})

test('a later file leaves history; an earlier one is refused', async () => {
  const later: DistrictFile = {
    ...district,
    asOf: '2026-01-01',
    divisions: district.divisions.map((one) => (one.code === '320507001002' ? { ...one, name: '香城花园第一社区居委会' } : one)),
  }
  expect(await t.done(LoadDistrict, { district: later }, admin())).toMatchObject({ changed: 1, closed: 0, unchanged: 165, outline: 'none' })
  const named = async (on: string) => (await t.done(ListDivisions, { under: '320507001002', on })).divisions.map((one) => one.name)
  expect(await named('2025-12-31')).toEqual(['香城花园社区居委会'])
  expect(await named('2026-01-01')).toEqual(['香城花园第一社区居委会'])
  expect(await t.run(LoadDistrict, { district }, admin())).toMatchObject({
    ok: false,
    refusal: { refused: { code: 'places.file-older' }, facts: { asOf: '2023-06-30', loaded: '2026-01-01' } },
  })
  expect(await named('2026-01-01')).toEqual(['香城花园第一社区居委会'])
})

test('an outline of another district is refused and nothing of the file is kept', async () => {
  const other = { ...district, asOf: '2026-02-01', divisions: district.divisions.slice(0, 50) }
  expect(await t.run(LoadDistrict, { district: other, outline: { ...outline, districtCode: '320508' } }, admin())).toMatchObject({
    ok: false,
    refusal: { refused: { code: 'places.file-inconsistent' } },
  })
  expect((await t.done(ListDivisions, {})).divisions).toHaveLength(157)
})

test('block members are set and ended by day, twice is refused, a reload does not overrule', async () => {
  const set = { blockCode: 'gaoxin', divisionCode: '320507001', belongs: true, from: '2026-01-15', basis: '测试用文件' }
  expect((await t.done(SetBlockMember, set)).block.members).toMatchObject([
    { divisionCode: '320507001', divisionName: '元和街道', validFrom: '2026-01-15', validTo: null },
  ])
  expect(await t.run(SetBlockMember, { ...set, from: '2026-02-01' })).toMatchObject({
    ok: false,
    refusal: { refused: { code: 'places.member-overlaps' }, facts: { from: '2026-01-15' } },
  })
  expect(await t.run(SetBlockMember, { ...set, from: '2025-06-01' })).toMatchObject({
    ok: false,
    refusal: { refused: { code: 'places.member-overlaps' } },
  })
  await t.done(SetBlockMember, { ...set, belongs: false, from: '2026-02-20' })
  const members = async (on: string) => (await t.done(ListBlocks, { on })).blocks.find((block) => block.code === 'gaoxin')?.members.length
  expect([await members('2026-01-14'), await members('2026-01-15'), await members('2026-02-19'), await members('2026-02-20')]).toEqual([
    0, 1, 1, 0,
  ])
  expect(await t.run(SetBlockMember, { ...set, belongs: false, from: '2026-02-25' })).toMatchObject({
    ok: false,
    refusal: { refused: { code: 'places.member-unknown' } },
  })
  expect(await t.run(SetBlockMember, { ...set, blockCode: 'nowhere' })).toMatchObject({
    ok: false,
    refusal: { refused: { code: 'places.block-unknown' } },
  })
  expect(await t.run(SetBlockMember, { ...set, divisionCode: '320507999' })).toMatchObject({
    ok: false,
    refusal: { refused: { code: 'places.division-unknown' } },
  })
})
