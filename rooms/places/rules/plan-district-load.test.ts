import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DistrictFile } from '../contract/division.ts'
import { checkDistrictFile, planDistrictLoad, type Standing } from './plan-district-load.ts'

const read = (path: string) => DistrictFile.parse(JSON.parse(readFileSync(join(import.meta.dirname, path), 'utf8')))
const file = read('../fixtures/qinghe.json')
const standingAfter = (from: DistrictFile): Standing[] =>
  planDistrictLoad([], from).insert.map((division) => ({ ...division, validFrom: from.asOf }))

describe('the shipped district', () => {
  test('hangs together and has the counted towns and villages', () => {
    const shipped = read('../data/xiangcheng.json')
    expect(checkDistrictFile(shipped)).toBeUndefined()
    const count = (kind: string) => shipped.divisions.filter((division) => division.kind === kind).length
    expect({
      street: count('street'),
      town: count('town'),
      statistical: count('statistical'),
      community: count('community'),
      village: count('village'),
    }).toEqual({ street: 7, town: 4, statistical: 2, community: 78, village: 64 })
  })
  test('only the member that the plan itself names is filled in', () => {
    expect(read('../data/xiangcheng.json').blocks.map(({ name, members }) => [name, members.map((member) => member.divisionCode)])).toEqual(
      [
        ['经开区', []],
        ['苏相合作区', []],
        ['高新区', []],
        ['高铁新城', []],
        ['度假区', ['320507109']],
      ],
    )
  })
})

describe('a file that does not hang together is refused at the code', () => {
  const [first] = file.divisions
  if (first === undefined) throw new Error('the fixture is empty')
  test.each<[string, DistrictFile['divisions'], string]>([
    ['a code twice', [...file.divisions, first], first.code],
    ['a code of another district', [...file.divisions, { code: '990199001', name: '甲', kind: 'street', parent: '990101' }], '990199001'],
    [
      'an unknown parent',
      [...file.divisions, { code: '990101005001', name: '甲', kind: 'community', parent: '990101005' }],
      '990101005001',
    ],
    [
      'a parent that is no prefix',
      [...file.divisions, { code: '990101100201', name: '甲', kind: 'village', parent: '990101001' }],
      '990101100201',
    ],
    ['its own parent', [...file.divisions, { code: '990101005', name: '甲', kind: 'street', parent: '990101005' }], '990101005'],
  ])('%s', (_, divisions, code) => {
    expect(checkDistrictFile({ ...file, divisions })).toMatchObject({ refused: { code: 'places.file-inconsistent' }, facts: { code } })
  })
})

describe('loading', () => {
  test('the same file again does nothing', () => {
    const again = planDistrictLoad(standingAfter(file), file)
    expect(again).toMatchObject({ insert: [], amend: [], close: [], created: 0, changed: 0, closed: 0, unchanged: 7 })
  })
  test('a later file closes what it no longer names and opens renamed ones anew', () => {
    const later: DistrictFile = {
      ...file,
      asOf: '2026-01-01',
      divisions: file.divisions
        .slice(0, 4)
        .map((division) => (division.code === '990101001' ? { ...division, name: '东圩新街道' } : division)),
    }
    expect(planDistrictLoad(standingAfter(file), later)).toMatchObject({
      close: ['990101001', '990101100200'],
      insert: [{ code: '990101001', name: '东圩新街道' }],
      amend: [],
      changed: 1,
      closed: 1,
      unchanged: 5,
    })
  })
  test('a corrected file of the same day amends in place', () => {
    const corrected: DistrictFile = {
      ...file,
      divisions: file.divisions.map((division) => (division.code === '990101100' ? { ...division, name: '西溪古镇' } : division)),
    }
    expect(planDistrictLoad(standingAfter(file), corrected)).toMatchObject({
      amend: [{ name: '西溪古镇' }],
      insert: [],
      close: [],
      changed: 1,
    })
  })
})
