import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestRooms, testRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CreateSite, DistrictFile, EditSite, ListSites, LoadDistrict, LocatePoint, OutlineFile } from '../contract/index.ts'
import { places } from '../index.ts'
import { fromWgs84 } from '../rules/convert-coding.ts'
import { metresBetween } from '../rules/measure-distance.ts'

const json = (path: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, '..', path), 'utf8'))
const centre = { lng: 120.638, lat: 31.371 }
const site = { name: '测试小区', kind: 'estate' as const, address: '测试路1号', divisionCode: '320507001', point: null }

let t: TestRooms
beforeAll(async () => {
  t = await testRooms([places])
  await t.done(
    LoadDistrict,
    { district: DistrictFile.parse(json('data/xiangcheng.json')), outline: OutlineFile.parse(json('data/xiangcheng-outline.json')) },
    t.actor({ role: 'system-admin' }),
  )
})
afterAll(() => t.close())
const count = async () => (await t.rows('select 1 from places.site')).length

describe('create and edit a site', () => {
  test('three codings of one place are kept as one position', async () => {
    const made = []
    for (const coding of ['wgs84', 'gcj02', 'bd09'] as const) {
      made.push(await t.done(CreateSite, { ...site, name: `坐标${coding}`, point: { ...fromWgs84(centre, coding), coding } }))
    }
    for (const one of made) {
      expect(one.point).not.toBeNull()
      if (one.point !== null) expect(metresBetween(one.point, centre)).toBeLessThan(5)
      expect(one).toMatchObject({ pointCheck: 'inside', divisionName: '元和街道', state: 'open', version: 1 })
    }
  })

  test('a point outside the district is refused naming it, and nothing is left', async () => {
    const before = await count()
    expect(await t.run(CreateSite, { ...site, point: { lng: 120.6195, lat: 31.3, coding: 'wgs84' } })).toMatchObject({
      ok: false,
      refusal: { refused: { code: 'places.point-outside' }, facts: { district: '相城区' }, field: 'point' },
    })
    expect(await t.run(CreateSite, { ...site, divisionCode: '320507999' })).toMatchObject({
      ok: false,
      refusal: { refused: { code: 'places.division-unknown' } },
    })
    for (const point of [
      { lng: 999, lat: 0, coding: 'wgs84' as const },
      { lng: Number.NaN, lat: 0, coding: 'wgs84' as const },
    ]) {
      expect(await t.run(CreateSite, { ...site, point })).toMatchObject({
        ok: false,
        refusal: { refused: { code: 'kernel.invalid-input' } },
      })
    }
    expect(await count()).toBe(before)
  })

  test('two people at once: the second sees that it was changed, the first is kept', async () => {
    const made = await t.done(CreateSite, { ...site, name: '两人同改' })
    const { divisionName: _, updatedAt: __, pointCoding: ___, pointCheck: ____, synthetic: _____, ...seen } = made
    expect(await t.done(EditSite, { ...seen, point: null, name: '第一人' })).toMatchObject({ name: '第一人', version: 2 })
    expect(await t.run(EditSite, { ...seen, point: null, name: '第二人' })).toMatchObject({
      ok: false,
      refusal: { refused: { code: 'kernel.changed-meanwhile' }, facts: { what: '第一人', seen: 1, current: 2 } },
    })
    expect(await t.rows('select name, version from places.site where id = $1', [made.id])).toEqual([{ name: '第一人', version: 2 }])
    const audited = await t.rows<{ subjects: string }>(
      "select subjects from kernel.audit_line where signature = 'places.edit-site' and outcome = 'done' and subjects like $1",
      [`%${made.id}%`],
    )
    expect(JSON.parse(audited[0]?.subjects ?? '[]')).toMatchObject([{ before: { name: '两人同改' }, after: { name: '第一人' } }])
  })
})

test('sites are listed page by page without gap or repeat, and filtered', async () => {
  for (let n = 0; n < 7; n++) await t.done(CreateSite, { ...site, name: `同名公园`, kind: 'park' })
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: { rows: { id: string }[]; next: string | null } = await t.done(ListSites, { kind: 'park', limit: 3, cursor })
    seen.push(...page.rows.map((row) => row.id))
    cursor = page.next
  } while (cursor !== null)
  expect(seen).toHaveLength(7)
  expect(new Set(seen).size).toBe(7)
  expect((await t.done(ListSites, { search: '同名' })).total).toBe(7)
  expect((await t.done(ListSites, { located: true })).rows.every((row) => row.point !== null)).toBe(true)
  expect(await t.run(ListSites, { cursor: 'bm90IGEgY3Vyc29y' })).toMatchObject({
    ok: false,
    refusal: { refused: { code: 'kernel.invalid-input' } },
  })
})

test('a position is read in any coding', async () => {
  const answer = await t.done(LocatePoint, { ...fromWgs84(centre, 'bd09'), coding: 'bd09' })
  expect(metresBetween(answer.wgs84, centre)).toBeLessThan(0.1)
  expect(answer).toMatchObject({ district: '相城区', metresOutside: 0 })
  expect((await t.done(LocatePoint, { lng: 116.4, lat: 39.9, coding: 'wgs84' })).metresOutside).toBeGreaterThan(500_000)
})
