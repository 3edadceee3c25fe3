import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { DistrictFile, LoadDistrict } from '@yinqiao/places/contract'
import { places } from '@yinqiao/places'
import { type TestRooms, testRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { DecideDuplicate, EditInstitution, ImportInstitutions, ListDuplicateProposals, ListInstitutions } from '../contract/index.ts'
import { orgs } from '../index.ts'

const root = join(import.meta.dirname, '../../..')
const list = readFileSync(join(root, 'rooms/orgs/fixtures/institutions.csv'), 'utf8')
const bad = readFileSync(join(root, 'rooms/orgs/fixtures/institutions-bad.csv'), 'utf8')
const base64 = (text: string) => Buffer.from(text).toString('base64')
const file = (text: string) => ({ fileName: 'list.csv', content: base64(text), synthetic: true })

let t: TestRooms
beforeAll(async () => {
  t = await testRooms([places, orgs], { area: '990101' })
  const district = DistrictFile.parse(JSON.parse(readFileSync(join(root, 'rooms/places/fixtures/qinghe.json'), 'utf8')))
  await t.done(LoadDistrict, { district }, t.actor({ role: 'system-admin' }))
})
afterAll(() => t.close())
beforeEach(() => t.rows('truncate orgs.duplicate_proposal, orgs.institution'))
const kept = () =>
  t.rows<{ name: string; beds: number | null; version: number }>(
    'select name, beds, version, division_code, kind from orgs.institution order by name collate "C"',
  )

describe('a list', () => {
  test('is imported, and again without doubling', async () => {
    const first = await t.done(ImportInstitutions, file(list))
    expect(first).toMatchObject({
      dryRun: false,
      encoding: 'utf-8',
      rows: 7,
      created: 7,
      updated: 0,
      unchanged: 0,
      refused: 0,
      problems: [],
      proposals: 2,
    })
    const after = await t.rows('select * from orgs.institution order by id')
    expect(await t.done(ImportInstitutions, file(list))).toMatchObject({ created: 0, updated: 0, unchanged: 7, proposals: 0 })
    expect(await t.rows('select * from orgs.institution order by id')).toEqual(after)
    expect(await t.rows('select 1 from orgs.duplicate_proposal')).toHaveLength(2)
  })

  test('beds not stated stay unknown, a stated 0 stays 0; divisions are told where they can be', async () => {
    await t.done(ImportInstitutions, file(list))
    const rows = (await t.done(ListInstitutions, {})).rows
    const of = (name: string) => rows.find((row) => row.name === name)
    expect(of('金穗日间照料中心')).toMatchObject({
      beds: null,
      kind: 'community-care',
      divisionCode: '990101',
      synthetic: true,
      state: 'listed',
      point: null,
    })
    expect(of('青禾区荷塘养老院')).toMatchObject({ beds: 0, divisionCode: '990101001' })
    expect(of('西溪镇敬老院')).toMatchObject({ beds: 60, divisionCode: '990101100' })
    expect(of('白石康复医院')).toMatchObject({ divisionCode: '990102' })
    expect(of('远方颐养院')).toMatchObject({ divisionCode: null, districtName: '远方县' })
    expect((await t.done(ListInstitutions, { bedsKnown: false })).rows.map((row) => row.name)).toEqual([
      '金穗日间照料中心',
      '青禾区稻香护理院有限公司',
    ])
    expect((await t.done(ListInstitutions, { search: 'dxhly' })).rows).toHaveLength(2)
    expect((await t.done(ListInstitutions, { search: '柳湾路' })).rows.map((row) => row.name)).toEqual(['西溪镇敬老院'])
    expect((await t.done(ListInstitutions, { under: '990101001' })).total).toBe(2)
  })

  test('a dry run saves nothing and tells the same', async () => {
    const dry = await t.done(ImportInstitutions, { ...file(list), dryRun: true })
    expect(dry).toMatchObject({
      dryRun: true,
      created: 7,
      proposals: 2,
      proposed: expect.arrayContaining([expect.objectContaining({ reasons: ['same-address'] })]),
    })
    expect(await kept()).toEqual([])
  })

  test('later editions change what they state, never erase, and do not overrule a person', async () => {
    await t.done(ImportInstitutions, file(list))
    const home = (await t.done(ListInstitutions, { search: '西溪镇敬老院' })).rows[0]
    if (home === undefined) throw new Error('not imported')
    const { id, version, name, category, divisionCode, address, tags, firmId } = home
    await t.done(EditInstitution, { id, version, name, category, divisionCode, address, tags, firmId, point: null, beds: 66 })
    const next = list.replace('柳湾路3号,60', '柳湾路5号,70').replace('稻香路8号,120', '稻香路8号,')
    expect(await t.done(ImportInstitutions, file(next))).toMatchObject({ created: 0, updated: 1, unchanged: 6 })
    expect((await t.done(ListInstitutions, { search: '西溪镇敬老院' })).rows[0]).toMatchObject({
      beds: 66,
      address: '西溪镇柳湾路5号',
      version: 3,
    })
    expect((await t.done(ListInstitutions, { search: '青禾稻香护理院' })).rows[0]).toMatchObject({ beds: 120, version: 1 })
  })

  test('GB18030 and UTF-16 lists read the same', async () => {
    expect(
      await t.done(ImportInstitutions, { fileName: 'gb.csv', content: iconv.encode(list, 'gb18030').toString('base64'), dryRun: true }),
    ).toMatchObject({ encoding: 'gb18030', created: 7, problems: [] })
    expect(
      await t.done(ImportInstitutions, {
        fileName: 'u16.csv',
        content: iconv.encode(list, 'utf16le', { addBOM: true }).toString('base64'),
        dryRun: true,
      }),
    ).toMatchObject({ encoding: 'utf-16le', created: 7 })
    expect(await t.done(ImportInstitutions, { fileName: 'bom.csv', content: base64(`\uFEFF${list}`), dryRun: true })).toMatchObject({
      created: 7,
    })
  })
})

describe('bad input', () => {
  test('rows with problems are named and left out, the good one is kept', async () => {
    const report = await t.done(ImportInstitutions, file(bad))
    expect(report).toMatchObject({ rows: 7, created: 1, refused: 6 })
    expect(report.problems.map(({ row, column, code }) => [row, column, code])).toEqual([
      [3, 'name', 'empty'],
      [4, 'beds', 'not-a-count'],
      [5, 'beds', 'not-a-count'],
      [6, '*', 'cells'],
      [6, 'source_list', 'empty'],
      [7, 'name', 'repeated'],
      [8, 'source_list', 'empty'],
    ])
    for (const { zh, en } of report.problems) expect([zh, en].every((text) => text.length > 8)).toBe(true)
    expect((await kept()).map((row) => row.name)).toEqual(['好护理院'])
  })
  test.each([
    ['no data', 'name,category,district,source_list\n', 'orgs.file-empty'],
    ['an empty file', '', 'orgs.columns-missing'],
    ['other columns', 'a,b\n1,2\n', 'orgs.columns-missing'],
    ['open quotes', `${list}"x`, 'orgs.file-not-csv'],
    ['bytes of a picture', '\u0000\u0001PNG', 'orgs.file-not-csv'],
  ])('%s is refused and nothing is left', async (_, text, code) => {
    expect(await t.run(ImportInstitutions, file(text))).toMatchObject({ ok: false, refusal: { refused: { code } } })
    expect(await kept()).toEqual([])
  })
  test('content that is not base64 is refused', async () => {
    expect(await t.run(ImportInstitutions, { fileName: 'x.csv', content: '*** not base64 ***' })).toMatchObject({
      ok: false,
      refusal: { refused: { code: 'kernel.invalid-input' } },
    })
  })
})

describe('duplicates', () => {
  const proposal = async () => {
    await t.done(ImportInstitutions, file(list))
    const page = await t.done(ListDuplicateProposals, {})
    const found = page.rows.find((row) => row.reasons.includes('same-core-name'))
    if (found === undefined) throw new Error('nothing proposed')
    return found
  }
  test('one address under two names and one name in two forms are proposed; nothing is merged by itself', async () => {
    await t.done(ImportInstitutions, file(list))
    const { rows, total } = await t.done(ListDuplicateProposals, {})
    expect(total).toBe(2)
    expect(rows.map((row) => [[row.left.name, row.right.name].toSorted(), row.reasons])).toEqual(
      expect.arrayContaining([
        [
          ['青禾区稻香护理院有限公司', '青禾稻香护理院'],
          ['same-address', 'same-core-name'],
        ],
        [['金穗日间照料中心', '青禾区荷塘养老院'], ['same-address']],
      ]),
    )
    expect((await t.done(ListInstitutions, {})).total).toBe(7)
  })
  test('a post sees the pairs it may decide and no others', async () => {
    await t.done(ImportInstitutions, file(list))
    const seen = async (area: string) => (await t.done(ListDuplicateProposals, {}, t.actor({ role: 'town-officer', area }))).total
    expect([await seen('990101'), await seen('990101001'), await seen('990102'), await seen('')]).toEqual([2, 0, 0, 0])
    const [pair] = (await t.done(ListDuplicateProposals, {})).rows
    const decision = { id: pair?.id ?? '', seen: 'open' as const, decision: { is: 'different' as const } }
    expect(await t.run(DecideDuplicate, decision, t.actor({ role: 'town-officer', area: '990101001' }))).toMatchObject({
      ok: false,
      refusal: { refused: { code: 'orgs.outside-area' } },
    })
  })
  test('same merges, a second decision is refused, different brings it back', async () => {
    const { id, left, right } = await proposal()
    const same = { id, seen: 'open' as const, decision: { is: 'same' as const, keepId: left.id } }
    expect(await t.done(DecideDuplicate, same)).toMatchObject({
      state: 'same',
      keptId: left.id,
      right: { state: 'merged', mergedInto: left.id },
      decidedBy: '测试',
    })
    expect((await t.done(ListInstitutions, {})).rows.map((row) => row.id)).not.toContain(right.id)
    expect(await t.run(DecideDuplicate, same)).toMatchObject({ ok: false, refusal: { refused: { code: 'orgs.proposal-decided' } } })
    expect(await t.done(ImportInstitutions, file(list))).toMatchObject({ created: 0, unchanged: 7, proposals: 0 })
    expect(await t.done(DecideDuplicate, { id, seen: 'same', decision: { is: 'different' } })).toMatchObject({
      state: 'different',
      keptId: null,
      right: { state: 'listed', mergedInto: null },
    })
    expect((await t.done(ListInstitutions, {})).total).toBe(7)
    expect(await t.rows("select type from kernel.event where type like 'institution.%' order by at, type")).toHaveLength(2)
  })
  test('a record outside the pair cannot be kept; nothing changes', async () => {
    const { id } = await proposal()
    const other = (await t.done(ListInstitutions, { search: '白石' })).rows[0]?.id ?? ''
    expect(await t.run(DecideDuplicate, { id, seen: 'open', decision: { is: 'same', keepId: other } })).toMatchObject({
      ok: false,
      refusal: { refused: { code: 'orgs.kept-not-in-pair' } },
    })
    expect(await t.rows("select 1 from orgs.institution where state = 'merged'")).toEqual([])
  })
})

const shared = join(root, '../shared/data/institutions/suzhou-eldercare-institutions.csv')
test.skipIf(!existsSync(shared))(
  'the public list of Suzhou is read whole, its twins are proposed, a second run doubles nothing (skipped without ../shared)',
  async () => {
    const real = { fileName: 'suzhou.csv', content: readFileSync(shared).toString('base64') }
    const first = await t.done(ImportInstitutions, real)
    expect(first).toMatchObject({ rows: 91, created: 91, refused: 0 })
    const pairs = first.proposed
      .filter((pair) => pair.reasons.includes('same-address'))
      .map((pair) => [pair.left, pair.right].toSorted().join(' / '))
    for (const twins of [
      '久龄护理院 / 苏州工业园区久龄护理院',
      '苏州华相护理院有限公司 / 苏州椿萱茂登云护理院',
      '苏州和源护理院 / 苏州和源护理院有限公司',
    ])
      expect(pairs).toContain(twins)
    expect(await t.rows('select 1 from orgs.institution where beds is null')).toHaveLength(77)
    expect(await t.done(ImportInstitutions, real)).toMatchObject({ created: 0, updated: 0, unchanged: 91, proposals: 0 })
  },
)
