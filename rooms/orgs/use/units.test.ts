import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { places } from '@yinqiao/places'
import { type TestRooms, testRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AddAlias, CreateUnit, FindUnit, GetUnit, ListUnits, LoadUnits, MergeUnit, RenameUnit, UnitsFile } from '../contract/index.ts'
import { orgs } from '../index.ts'

const file = UnitsFile.parse(JSON.parse(readFileSync(join(import.meta.dirname, '../data/xiangcheng-units.json'), 'utf8')))

let t: TestRooms
beforeAll(async () => {
  t = await testRooms([places, orgs])
  await t.done(LoadUnits, { file }, t.actor({ role: 'system-admin' }))
})
afterAll(() => t.close())
const group = () => t.actor({ role: 'working-group' })
const find = (asWritten: string, on?: string) => t.done(FindUnit, on === undefined ? { asWritten } : { asWritten, on })
const theUnit = async (asWritten: string) => {
  const unit = (await find(asWritten)).units[0]
  if (unit === undefined) throw new Error(`no unit ${asWritten}`)
  return unit
}

test('loading again changes nothing', async () => {
  const before = await t.rows('select * from orgs.unit order by code')
  expect(await t.done(LoadUnits, { file }, t.actor({ role: 'system-admin' }))).toMatchObject({
    created: 0,
    changed: 0,
    unchanged: file.units.length,
    aliases: 0,
  })
  expect(await t.rows('select * from orgs.unit order by code')).toEqual(before)
})

describe('a wording finds its unit', () => {
  test.each([
    ['区民政局', '区民政局'],
    ['民政局', '区民政局'],
    ['相城区民政局', '区民政局'],
    ['商务局(投促中心)', '区商务局（投促中心）'],
    ['公安分局', '公安分局'],
    ['中国老年学会和老年医学学会', '中国老年学和老年医学学会'],
    ['中国老年学和老年医学学会', '中国老年学和老年医学学会'],
    ['阳澄湖镇政府', '度假区管理办（阳澄湖镇政府）'],
  ])('%s -> %s', async (text, name) => {
    expect(await find(text)).toMatchObject({ found: 'one', units: [{ name }] })
  })
  test('a collective wording finds all units of its kinds; an unknown one nobody', async () => {
    const all = await find('各镇（街道、区）')
    expect(all.found).toBe('collective')
    expect(all.units).toHaveLength(15)
    expect(await find('相关部门')).toMatchObject({ found: 'none', units: [] })
  })
})

describe('transfers', () => {
  test('a rename keeps the old name in history and both names find the unit', async () => {
    const unit = await theUnit('区科技局')
    await t.done(
      RenameUnit,
      { unitId: unit.id, version: unit.version, name: '区科技和数据局（测试）', on: '2026-02-01', basis: '测试文件' },
      group(),
    )
    expect(await find('区科技局')).toMatchObject({ found: 'one', units: [{ id: unit.id, name: '区科技和数据局（测试）' }] })
    const named = async (on: string) => (await t.done(ListUnits, { on, search: '科技局' })).units[0]?.name
    expect([await named('2026-01-31'), await named('2026-02-01')]).toEqual(['区科技局', '区科技和数据局（测试）'])
    expect((await t.done(GetUnit, { id: unit.id })).transfers).toMatchObject([
      { kind: 'renamed', fromName: '区科技局', toName: '区科技和数据局（测试）', on: '2026-02-01' },
    ])
    expect(await t.rows("select data from kernel.event where type = 'unit.renamed'")).toMatchObject([{ data: { from: '区科技局' } }])
    // the plan's file is older than the rename: loading it again does not take the new name away
    await t.done(LoadUnits, { file }, t.actor({ role: 'system-admin' }))
    expect(await find('区科技局')).toMatchObject({ units: [{ name: '区科技和数据局（测试）' }] })
  })

  test('a merger ends the unit, names its heir over two steps and refuses further change', async () => {
    const [first, second, third] = [await theUnit('招商集团'), await theUnit('金控集团'), await theUnit('市政集团')]
    const merged = await t.done(
      MergeUnit,
      { unitId: first.id, version: first.version, intoUnitId: second.id, on: '2026-01-10', basis: '测试文件' },
      group(),
    )
    expect(merged).toMatchObject({ state: 'ended', validTo: '2026-01-10', name: '招商集团' })
    expect(await find('招商集团')).toMatchObject({ found: 'one', units: [{ id: first.id, state: 'ended' }], heirs: [{ id: second.id }] })
    await t.done(
      MergeUnit,
      { unitId: second.id, version: second.version, intoUnitId: third.id, on: '2026-02-10', basis: '测试文件' },
      group(),
    )
    expect((await find('招商集团')).heirs.map((heir) => heir.id)).toEqual([third.id])
    expect((await find('招商集团', '2025-12-01')).units[0]).toMatchObject({ state: 'in-force', name: '招商集团' })
    const again = { unitId: first.id, version: first.version + 1, on: '2026-03-01', basis: '测试文件' }
    expect(await t.run(RenameUnit, { ...again, name: '新名' }, group())).toMatchObject({
      ok: false,
      refusal: { refused: { code: 'orgs.unit-ended' } },
    })
    expect(await t.run(MergeUnit, { ...again, intoUnitId: null }, group())).toMatchObject({
      ok: false,
      refusal: { refused: { code: 'orgs.unit-ended' } },
    })
  })

  test('what does not fit is refused and leaves nothing', async () => {
    const unit = await theUnit('区教育局')
    const before = await t.rows('select * from orgs.unit_name order by unit_id, valid_from')
    const rename = { unitId: unit.id, version: unit.version, name: '区教育体育局', on: '2026-03-01', basis: '测试文件' }
    const merge = { unitId: unit.id, version: unit.version, intoUnitId: unit.id, on: '2026-03-01', basis: '测试文件' }
    const code = async (answer: Promise<{ ok: boolean; refusal?: { refused: { code: string } } }>) => (await answer).refusal?.refused.code
    expect(await code(t.run(RenameUnit, { ...rename, name: '区教育局' }, group()))).toBe('orgs.same-name')
    expect(await code(t.run(RenameUnit, { ...rename, name: '区民政局' }, group()))).toBe('orgs.unit-name-taken')
    expect(await code(t.run(RenameUnit, { ...rename, on: '2025-02-12' }, group()))).toBe('orgs.transfer-before-start')
    expect(await code(t.run(RenameUnit, { ...rename, version: 9 }, group()))).toBe('kernel.changed-meanwhile')
    expect(await code(t.run(RenameUnit, { ...rename, on: '2026-02-30' }, group()))).toBe('kernel.invalid-input')
    expect(await code(t.run(MergeUnit, merge, group()))).toBe('orgs.unit-itself')
    expect(await code(t.run(MergeUnit, { ...merge, intoUnitId: '00000000-0000-7000-8000-00000000dead' }, group()))).toBe(
      'orgs.unit-unknown',
    )
    expect(await code(t.run(AddAlias, { unitId: unit.id, alias: '教育局', kind: 'short', source: '测试' }, group()))).toBe(
      'orgs.alias-taken',
    )
    expect(
      await code(
        t.run(
          CreateUnit,
          { code: 'jiaoyu', name: '某局', kind: 'department', divisionCode: null, validFrom: '2026-01-01', source: '测试' },
          group(),
        ),
      ),
    ).toBe('orgs.unit-code-taken')
    expect(await code(t.run(RenameUnit, rename, t.actor({ role: 'town-officer' })))).toBe('kernel.not-allowed')
    expect(await t.rows('select * from orgs.unit_name order by unit_id, valid_from')).toEqual(before)
  })

  test('two people rename at once: one wins, the other sees it', async () => {
    const unit = await theUnit('区财政局')
    const answers = await Promise.all(
      ['甲', '乙'].map((tail) =>
        t.run(
          RenameUnit,
          { unitId: unit.id, version: unit.version, name: `区财政${tail}局`, on: '2026-03-01', basis: '测试文件' },
          group(),
        ),
      ),
    )
    expect(answers.map((answer) => (answer.ok ? 'done' : answer.refusal.refused.code)).toSorted()).toEqual([
      'done',
      'kernel.changed-meanwhile',
    ])
    expect(await t.rows('select 1 from orgs.unit_name where unit_id = $1', [unit.id])).toHaveLength(2)
  })
})

test('a unit and an alias can be added', async () => {
  const made = await t.done(
    CreateUnit,
    { code: 'test-ban', name: '测试办', kind: 'other', divisionCode: null, validFrom: '2026-01-01', source: '测试' },
    group(),
  )
  expect(await t.done(AddAlias, { unitId: made.id, alias: '测试办公室', kind: 'variant', source: '测试' }, group())).toMatchObject({
    aliases: [{ alias: '测试办公室' }],
  })
  expect(await find('测试办公室')).toMatchObject({ found: 'one', units: [{ id: made.id }] })
})
