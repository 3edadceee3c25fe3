import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { anonymous } from '@yinqiao/kernel/contract'
import { type TestRooms, testRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CreateSite, DistrictFile, EditSite, ListSites, LoadDistrict, SetBlockMember } from '../contract/index.ts'
import { places } from '../index.ts'

const district = DistrictFile.parse(JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/qinghe.json'), 'utf8')))
const site = { name: '稻香苑', kind: 'estate' as const, address: '稻香路1号', divisionCode: '990101001001', point: null }

let t: TestRooms
beforeAll(async () => {
  t = await testRooms([places], { area: '990101' })
  await t.done(LoadDistrict, { district }, t.actor({ role: 'system-admin' }))
})
afterAll(() => t.close())
const town = (area: string) => t.actor({ role: 'town-officer', area })

test('a town works on its own sites only, also when moving them', async () => {
  const made = await t.done(CreateSite, site, town('990101001'))
  expect(await t.run(CreateSite, site, town('990101100'))).toMatchObject({
    ok: false,
    refusal: { refused: { code: 'places.outside-area' }, facts: { division: '稻香社区', area: '990101100' } },
  })
  expect(await t.run(CreateSite, site, town(''))).toMatchObject({ ok: false, refusal: { refused: { code: 'places.outside-area' } } })
  const edit = { ...site, id: made.id, version: 1, state: 'open' as const }
  expect(await t.run(EditSite, edit, town('990101100'))).toMatchObject({ ok: false, refusal: { refused: { code: 'places.outside-area' } } })
  expect(await t.run(EditSite, { ...edit, divisionCode: '990101100200' }, town('990101001'))).toMatchObject({
    ok: false,
    refusal: { refused: { code: 'places.outside-area' } },
  })
  expect(await t.rows('select version, division_code from places.site')).toEqual([{ version: 1, division_code: '990101001001' }])
})

test.each(['family', 'elder', 'firm', 'audit-admin', 'system-admin', 'statistician'])('%s may not create a site', async (role) => {
  expect(await t.run(CreateSite, site, t.actor({ role }))).toMatchObject({
    ok: false,
    refusal: { refused: { code: 'kernel.not-allowed' } },
  })
})

test('only who may loads districts and sets blocks', async () => {
  expect(await t.run(LoadDistrict, { district }, t.actor({ role: 'district-officer' }))).toMatchObject({
    ok: false,
    refusal: { refused: { code: 'kernel.not-allowed' } },
  })
  const set = { blockCode: 'kaifa', divisionCode: '990101001', belongs: true, from: '2025-03-01', basis: '测试' }
  expect(await t.run(SetBlockMember, set, town('990101001'))).toMatchObject({
    ok: false,
    refusal: { refused: { code: 'kernel.not-allowed' } },
  })
  expect(await t.run(ListSites, {}, anonymous)).toMatchObject({ ok: false, refusal: { refused: { code: 'kernel.not-signed-in' } } })
})
