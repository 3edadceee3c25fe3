import { soundOf, spellTitle } from '@yinqiao/kernel'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { UnitsFile } from '../contract/unit.ts'
import { aliasKey, aliasKeysToTry } from './alias-key.ts'
import { institutionKind } from './institution-kind.ts'
import { matchCounty, matchTown } from './match-division.ts'
import { nameCore } from './name-core.ts'
import { placeNames } from './place-names.ts'
import { checkUnitsFile } from './plan-units-load.ts'

const units = UnitsFile.parse(JSON.parse(readFileSync(join(import.meta.dirname, '../data/xiangcheng-units.json'), 'utf8')))

test('half- and full-width writings of a unit meet', () => {
  expect(aliasKey('区商务局(投促 中心)')).toBe(aliasKey('区商务局（投促中心）'))
})

test.each([
  ['区民政局', ['区民政局', '民政局']],
  ['示例市青禾区民政局', ['示例市青禾区民政局', '区民政局', '民政局']],
  ['民政局', ['民政局']],
])('%s is looked for as %j', (text, keys) => {
  expect(aliasKeysToTry(text)).toEqual(keys)
})

describe('the shipped units', () => {
  test('hang together; each code and name once', () => {
    expect(checkUnitsFile(units)).toBeUndefined()
    expect(checkUnitsFile({ ...units, units: [...units.units, ...units.units.slice(0, 1)] })).toMatchObject({
      refused: { code: 'orgs.units-file-wrong' },
    })
  })
  test('a wording stands for one unit only', () => {
    const keys = units.units.flatMap((unit) => [unit.name, ...unit.aliases.map(({ alias }) => alias)].map(aliasKey))
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
  })
  const plan = join(import.meta.dirname, '../../../../shared/plan/decomposition.json')
  test.skipIf(!existsSync(plan))('cover every wording of the plan but 相关部门, which names nobody (skipped without ../shared)', () => {
    const rows: { responsible_units: string[] }[] = JSON.parse(readFileSync(plan, 'utf8'))
    const known = new Set([
      ...units.units.flatMap((unit) => [unit.name, ...unit.aliases.map(({ alias }) => alias)]),
      ...units.collectives.map(({ asWritten }) => asWritten),
    ])
    expect([...new Set(rows.flatMap((row) => row.responsible_units))].filter((text) => !known.has(text))).toEqual(['相关部门'])
  })
})

test.each([
  ['青禾区稻香护理院有限公司', '稻香护理院'],
  ['示例市青禾区东圩街道稻香护理院', '稻香护理院'],
  ['青禾护理院', '青禾护理院'],
])('core of %s is %s', (name, core) => {
  expect(nameCore(name, placeNames(['示例省', '示例市', '青禾区', '东圩街道']))).toBe(core)
})

test('a county is told by its name or its only ending; a town by the address', () => {
  const divisions = [
    { code: '990101', name: '青禾区' },
    { code: '990102', name: '示例工业园区（统计用代码）' },
    { code: '990101001', name: '东圩街道' },
    { code: '990101002', name: '圩街道' },
  ]
  const counties = divisions.slice(0, 2)
  expect(matchCounty('工业园区', counties)?.code).toBe('990102')
  expect(matchCounty('示例市青禾区', counties)?.code).toBe('990101')
  expect(matchCounty('远方县', counties)).toBeUndefined()
  expect(matchCounty('', counties)).toBeUndefined()
  expect(matchTown('青禾区圩街道1号', '990101', divisions)?.code).toBe('990101002')
  expect(matchTown('青禾区东圩街道1号', '990101', divisions)).toBeUndefined()
  expect(matchTown(null, '990101', divisions)).toBeUndefined()
})

test.each([
  ['护理院', 'nursing-home'],
  ['养老院', 'home'],
  ['社区居家养老', 'community-care'],
  ['社区卫生中心', 'health-centre'],
  ['康复医院', 'rehabilitation'],
  ['福利院', 'welfare-home'],
  ['驿站', 'other'],
])('%s is %s', (category, kind) => {
  expect(institutionKind(category)).toBe(kind)
})

test('names are found by sound', () => {
  expect(spellTitle('稻香护理院')).toEqual({ full: 'daoxianghuliyuan', initials: 'dxhly' })
  expect([soundOf('dào xiāng'), soundOf("DX'hly"), soundOf('稻香'), soundOf('')]).toEqual(['daoxiang', 'dxhly', '', ''])
})
