import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readConfig, root } from './config.ts'
import { readDistrict } from './district-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'yinqiao-district-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('without a folder it is the district shipped, with all its files', () => {
  const { district, outline, units, decomposition } = readDistrict(undefined)
  expect([outline?.districtCode, units !== null, decomposition?.rows.length]).toEqual([district.district.code, true, 184])
})

test('another district takes nothing from the one shipped: no outline, units or plan rows of its own means none', () => {
  expect(() => readDistrict(folder)).toThrow(/找不到区划文件.*no such file/)
  cpSync(join(root, 'rooms/places/fixtures/qinghe.json'), join(folder, 'divisions.json'))
  expect(readDistrict(folder)).toMatchObject({
    district: { district: { code: '990101' } },
    outline: null,
    units: null,
    decomposition: null,
  })
  expect(readConfig({ YINQIAO_DISTRICT: folder }).planFile).toBe(join(folder, 'plan.txt'))
})

test.each([
  ['{', /不是有效的 JSON/],
  ['{"title": 1}', /有误/],
])('a broken file %s is named', (content, said) => {
  writeFileSync(join(folder, 'units.json'), content)
  expect(() => readDistrict(folder)).toThrow(said)
  expect(() => readDistrict(folder)).toThrow(join(folder, 'units.json'))
  rmSync(join(folder, 'units.json'))
})
