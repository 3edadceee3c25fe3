import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestRooms, testRooms } from '@yinqiao/kernel/testing'
import { CreateUnit } from '@yinqiao/orgs/contract'
import { AddEvidence, CreateRecord } from '@yinqiao/records/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BindMeasure, ConfirmVersion, ImportPlan, ListBurden, ListDuties, ListDutyMeasures, LoadMeasures } from '../contract/index.ts'
import { planRooms } from '../fixtures/plan-rooms.ts'
import { anchorsOf } from '../rules/anchor.ts'

// one row of the plan, inside the task of the unit
const row = {
  code: '2',
  section: '二',
  name: '颐养圈',
  phase: 'all',
  room: 'plan',
  capability: { zh: '登记', en: 'Register' },
  records: [],
  kind: 'count',
  formula: null,
  unit: '',
  planNumber: null,
  ourReading: null,
  units: [],
  unitsOpen: false,
  leadProposed: null,
  fedBy: [],
  anchors: anchorsOf('打造“15分钟颐养圈”'),
}

let t: TestRooms
let minzheng: string
const account = (n: number) => `00000000-0000-7000-8000-00000000000${n}`
const group = () => t.actor({ role: 'working-group', accountId: account(1), name: '专班', unitId: minzheng ?? null })

beforeAll(async () => {
  t = await testRooms(planRooms({ decomposition: { title: '', number: '青政办〔2026〕8号', note: '', leadNote: '', rows: [row] } }))
  t.clock.set('2026-03-02T01:00:00Z')
  minzheng = (
    await t.done(
      CreateUnit,
      { code: 'mz', name: '区民政局', kind: 'department', divisionCode: null, validFrom: '2020-01-01', source: '合成' },
      t.actor({ role: 'working-group' }),
    )
  ).id
  const content = readFileSync(join(import.meta.dirname, '../fixtures/qinghe-2026.txt')).toString('base64')
  const { versionId } = await t.done(ImportPlan, { fileName: 'q.txt', content }, group())
  await t.done(ConfirmVersion, { versionId }, group())
})
afterAll(() => t.close())

const found = (paper: string) =>
  t.done(
    CreateRecord,
    { kind: 'plan.working-group', values: { name: '合成专班', paper, foundedOn: '2026-01-05' }, unitId: minzheng },
    group(),
  )
const burden = async (from: string, to: string) => (await t.done(ListBurden, { from, to }, group())).rows

test('the burden counts fields typed by unit, register and month, and nothing outside the days asked for', async () => {
  expect(await burden('2026-01-01', '2026-12-31')).toEqual([])
  await found('合成〔2026〕1号')
  t.clock.set('2026-04-01T01:00:00Z')
  await found('合成〔2026〕2号')
  await found('合成〔2026〕3号')
  const lines = await burden('2026-01-01', '2026-12-31')
  expect(lines).toMatchObject([
    {
      unitId: minzheng,
      unitName: '区民政局',
      kind: 'plan.working-group',
      title: { zh: '专项工作组' },
      month: '2026-03',
      fields: 3,
      entries: 1,
    },
    { unitId: minzheng, month: '2026-04', fields: 6, entries: 2 },
  ])
  expect(await burden('2026-03-01', '2026-03-31')).toHaveLength(1)
  expect(await burden('2026-05-01', '2026-05-31')).toEqual([])
})

test('a day before 00:00 in Shanghai belongs to the month before', async () => {
  t.clock.set('2026-04-30T15:59:00Z')
  await found('合成〔2026〕4号')
  t.clock.set('2026-04-30T16:01:00Z')
  await found('合成〔2026〕5号')
  expect((await burden('2026-04-30', '2026-05-01')).map(({ month, entries }) => [month, entries])).toEqual([
    ['2026-04', 1],
    ['2026-05', 1],
  ])
})

test('a unit with duties but no bound measure has none to show, and an unknown unit is empty and not an error', async () => {
  const { units } = await t.done(ListDuties, {}, group())
  const unit = units.find(({ unitId }) => unitId !== null)?.unitId ?? minzheng
  expect(await t.done(ListDutyMeasures, { unitId: unit }, group())).toEqual({ measures: [], clauses: [], decisions: [] })
  expect(await t.done(ListDutyMeasures, { unitId: account(9) }, group())).toEqual({ measures: [], clauses: [], decisions: [] })
})

test("a duty shows the numbers bound to it in the unit's own scope, what waits for acceptance and what was typed", async () => {
  t.clock.set('2026-06-01T01:00:00Z')
  await t.done(LoadMeasures, {}, group())
  await t.done(BindMeasure, { rowCode: '2', code: '5.1.1' }, group())
  const { id } = await found('合成〔2026〕6号')
  await found('合成〔2026〕7号')
  const ask = () => t.done(ListDutyMeasures, { unitId: minzheng }, group())
  const before = await ask()
  expect(before.clauses).toHaveLength(1)
  expect(before.clauses[0]?.codes).toEqual(['5.1.1'])
  const { rows: duties } = await t.done(ListDuties, { unitId: minzheng }, group())
  expect(duties.map(({ clauseId }) => clauseId)).toContain(before.clauses[0]?.clauseId)
  expect(before.measures).toMatchObject([
    {
      result: { code: '5.1.1', scope: { kind: 'unit', id: minzheng }, value: '0' },
      awaiting: 0,
      typed: 6,
      registers: [{ kind: 'plan.working-group' }],
    },
  ])
  const content = Buffer.from('%PDF-1.4 合成').toString('base64')
  await t.done(AddEvidence, { id, slot: 'paper', fileName: '文件.pdf', content }, group())
  expect(await t.rows('select record_id, kind from records.pub_awaiting')).toEqual([{ record_id: id, kind: 'plan.working-group' }])
  expect((await ask()).measures).toMatchObject([{ awaiting: 1 }])
})

test('who may not', async () => {
  const firm = t.actor({ role: 'firm' })
  for (const answer of [
    await t.run(ListBurden, { from: '2026-01-01', to: '2026-12-31' }, firm),
    await t.run(ListDutyMeasures, { unitId: minzheng }, firm),
  ])
    expect(answer).toMatchObject({ ok: false, refusal: { refused: { code: 'kernel.not-allowed' } } })
  expect(await t.run(ListBurden, { from: '2026-02-30', to: '2026-12-31' }, group())).toMatchObject({ ok: false })
})
