import { roles } from '@yinqiao/access/contract'
import { cases } from '@yinqiao/cases'
import type { MeasureDeclaration } from '@yinqiao/kernel/contract'
import { type Answer, type TestRooms, testRooms } from '@yinqiao/kernel/testing'
import { orgs } from '@yinqiao/orgs'
import { places } from '@yinqiao/places'
import { records } from '@yinqiao/records'
import { AddEvidence, CreateRecord, type RecordKind, RuleEvidence } from '@yinqiao/records/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { GetValue, ListFlags, LoadMeasures, planCases, planRecords } from './contract/index.ts'
import { bareSettings } from './fixtures/settings.ts'
import { plan } from './index.ts'

const kind: RecordKind = {
  code: 'made.visit',
  title: { zh: '走访', en: 'Visits' },
  group: 'plan',
  order: 99,
  fields: (
    [
      ['name', 'text'],
      ['uscc', 'text'],
      ['worker', 'text'],
      ['on', 'day'],
      ['startAt', 'text'],
      ['endAt', 'text'],
      ['place', 'text'],
    ] as const
  ).map(([key, type]) => ({ key, type, title: { zh: key, en: key } })),
  name: 'name',
  identity: [],
  day: 'on',
  evidence: [{ code: 'photo', title: { zh: '照片', en: 'Photo' }, acceptors: 1 }],
  rights: { read: ['statistician'], write: ['town-officer'], accept: ['district-officer'] },
  carries: [],
}
const quality = { verify: '测试用说明', sources: '测试用说明', accuracy: '测试用说明', limits: '测试用说明', remedy: '测试用说明' }
const counted: MeasureDeclaration = {
  code: 'made.count',
  title: { zh: '走访数', en: 'Visits' },
  unit: { zh: '次', en: 'visits' },
  tree: { fold: 'count', rows: { source: kind.code } },
  period: 'stock',
  better: 'more',
  carries: [],
  guard: null,
  freshDays: 90,
  leastCoverage: 0.5,
  quality,
}

let t: TestRooms
beforeAll(async () => {
  const registers = records({ kinds: [kind, ...planRecords], references: { unit: { view: 'orgs.pub_unit', label: 'name' } } })
  const below = [places, orgs, registers, cases({ kinds: [...planCases], roles, findUnit: async () => undefined })]
  const sources = new Map(below.flatMap((room) => room.sources ?? []).map((source) => [source.name, source]))
  t = await testRooms([...below, plan({ ...bareSettings, sources, measures: [counted] })])
  await t.done(LoadMeasures, {}, t.actor({ role: 'working-group' }))
})
afterAll(() => t.close())

const town = () =>
  t.actor({
    role: 'town-officer',
    area: '320507001',
    accountId: '00000000-0000-7000-8000-00000000aaa1',
    unitId: '00000000-0000-7000-8000-00000000bbb1',
  })
const write = async (values: object) =>
  (await t.done(CreateRecord, { kind: kind.code, values: { name: '合成', ...values }, divisionCode: '320507001' }, town())).id
const look = (more: object = {}) => t.done(ListFlags, { from: '2026-01-01', to: '2026-12-31', ...more }, t.actor({ role: 'statistician' }))
const found = async (check: string) =>
  (await look({ check })).flags.map(({ about, rows }) => ({ about, ids: rows.map(({ id }) => id).toSorted() }))

test('planted games are found with exactly their rows, each row opens, and the number stays what it was', async () => {
  t.clock.set('2026-02-10T02:00:00Z')
  for (let n = 0; n < 12; n++) await write({ worker: `甲${n}`, on: '2026-02-09', startAt: '09:00', endAt: '10:00', place: '一路' })
  const here = await write({ worker: '乙', on: '2026-02-09', startAt: '09:00', endAt: '10:00', place: '一路' })
  const there = await write({ worker: '乙', on: '2026-02-09', startAt: '09:30', endAt: '10:30', place: '九路' })
  const codes = [
    await write({ name: '合成甲有限公司', uscc: '91000000Y00000001X' }),
    await write({ name: '合成乙有限公司', uscc: '91000000Y00000001X' }),
  ]
  await write({ name: '合成甲有限公司二期', uscc: '91000000Y00000002X' })
  await write({ name: '合成甲有限公司', uscc: '91000000Y00000002X' })
  const content = Buffer.from('同一张照片').toString('base64')
  for (const id of [here, there]) {
    const { evidenceId } = await t.done(AddEvidence, { id, slot: 'photo', fileName: '照片.txt', content }, town())
    await t.done(
      RuleEvidence,
      { evidenceId, verdict: 'accept' },
      t.actor({ role: 'district-officer', accountId: '00000000-0000-7000-8000-00000000aaa2' }),
    )
  }
  t.clock.set('2026-03-31T02:00:00Z')
  const late: string[] = []
  for (let n = 0; n < 14; n++) late.push(await write({}))
  const { flags, looked } = await look()
  expect(looked).toMatchObject({ 'last-day': 32, doubles: 4, photo: 2, overlap: 14 })
  expect(await found('overlap')).toEqual([{ about: '乙', ids: [here, there].toSorted() }])
  expect(await found('doubles')).toEqual([{ about: '91000000Y00000001X', ids: codes.toSorted() }])
  expect((await found('photo')).map(({ ids }) => ids)).toEqual([[here, there].toSorted()])
  expect((await found('last-day')).map(({ ids }) => ids)).toEqual([late.toSorted()])
  expect(flags).toHaveLength(4)
  for (const { rows, measures, limit } of flags) {
    expect(measures).toEqual(['made.count'])
    expect(limit.zh.length).toBeGreaterThan(10)
    for (const { id, opens } of rows) expect(opens).toBe(`/records/made.visit/${id}`)
  }
  const { result } = await t.done(GetValue, { code: 'made.count' }, t.actor({ role: 'statistician' }))
  expect(result).toMatchObject({ value: '32', state: '正常' })
})

test('another stretch of days does not show them, and the same rows keep the same id', async () => {
  const [first, again] = [await look(), await look()]
  expect(first).toEqual(again)
  expect((await look({ from: '2025-01-01', to: '2025-12-31' })).flags.filter(({ check }) => check !== 'doubles')).toEqual([])
})

const codeOf = (answer: Answer<unknown>) => (answer.ok ? null : answer.refusal.refused.code)
test.each(['town-officer', 'village-officer', 'park-operator', 'firm', 'elder', 'operator'])('%s may not see flags', async (role) => {
  expect(codeOf(await t.run(ListFlags, { from: '2026-01-01', to: '2026-12-31' }, t.actor({ role })))).toBe('kernel.not-allowed')
})
test('a day that is none is refused', async () => {
  expect(codeOf(await t.run(ListFlags, { from: '2026-13-01', to: '2026-12-31' }, t.actor({ role: 'statistician' })))).toBe(
    'kernel.invalid-input',
  )
})
