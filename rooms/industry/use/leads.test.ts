import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestRooms } from '@yinqiao/kernel/testing'
import { EnterStage } from '@yinqiao/projects/contract'
import { GetRecord, ListVersions } from '@yinqiao/records/contract'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ListLeadReports, LoadWorks, ReportLead, TransferLead, WorksFile } from '../contract/index.ts'
import { newUscc, openIndustry } from '../fixtures/open-industry.ts'

let t: TestRooms
beforeAll(async () => {
  t = await openIndustry()
})
afterAll(() => t.close())
beforeEach(async () => {
  await t.rows('truncate industry.lead_report, records.record, records.version, records.evidence, projects.stage_entry cascade')
  t.clock.set('2026-03-02T01:00:00Z')
})

const towns = ['990101001', '990101002'] as const
const officer = (n: 0 | 1) =>
  t.actor({
    role: 'town-officer',
    name: `镇${n}`,
    area: towns[n],
    accountId: `00000000-0000-7000-8000-00000000000${n + 1}`,
    unitId: `00000000-0000-7000-8000-0000000000${n + 1}0`,
  })
const report = (n: 0 | 1, input: object = {}) =>
  t.run(ReportLead, { name: '合成康复器具有限公司', divisionCode: towns[n], ...input }, officer(n))
const records = () => t.rows(`select 1 from records.record where kind = 'industry.investment'`)

test('two towns report one firm at the same time: one project, two reports, and the later one is told who was first', async () => {
  const uscc = newUscc()
  const answers = await Promise.all([report(0, { uscc }), report(1, { uscc, name: '合成康复器具（青禾）' })])
  const values = answers.map((answer) => (answer.ok ? answer.value : null))
  expect(new Set(values.map((value) => value?.report.standing))).toEqual(new Set(['competing', 'first']))
  const winner = values.find((value) => value?.report.standing === 'first')
  const loser = values.find((value) => value?.report.standing === 'competing')
  expect(loser?.first).toEqual(winner?.report)
  expect(loser?.report.recordId).toBe(winner?.report.recordId)
  expect(await records()).toHaveLength(1)
  expect(await t.rows('select 1 from industry.lead_report')).toHaveLength(2)
  expect(await t.rows(`select standing from industry.pub_lead_report where record_id = $1`, [winner?.report.recordId])).toHaveLength(2)
  const { head } = await t.done(GetRecord, { id: winner?.report.recordId ?? '' })
  expect(head).toMatchObject({ divisionCode: winner?.report.divisionCode, values: { uscc, reportedOn: '2026-03-02' } })
})

test('thirty reports of ten firms in parallel open ten projects', async () => {
  const names = Array.from({ length: 30 }, (_, n) => `合成第${n % 10}家有限公司`)
  await Promise.all(names.map((name, n) => report(n % 2 === 0 ? 0 : 1, { name })))
  expect(await records()).toHaveLength(10)
  expect(await t.rows(`select 1 from industry.lead_report where standing = 'first'`)).toHaveLength(10)
  expect(await t.rows('select 1 from industry.lead_report')).toHaveLength(30)
})

test('a name written differently is the same firm, another code is another one', async () => {
  await report(0, { uscc: newUscc() })
  t.clock.set('2026-03-12T01:00:00Z')
  expect(await report(1, { name: '合成康复器具有限责任公司' })).toMatchObject({ ok: true, value: { report: { standing: 'repeat' } } })
  expect(await report(1, { uscc: newUscc() })).toMatchObject({ ok: true, value: { report: { standing: 'first' }, first: null } })
  expect(await records()).toHaveLength(2)
})

test('when the project ended the firm may be reported anew', async () => {
  const first = await t.done(ReportLead, { name: '合成康复器具有限公司', divisionCode: towns[0] }, officer(0))
  const enter = (stage: string, reason?: string) =>
    t.done(EnterStage, { id: first.report.recordId, stage, onDay: '2026-03-02', ...(reason === undefined ? {} : { reason }) }, officer(0))
  await enter('lead')
  await enter('ended', '企业改投他处')
  expect(await report(1)).toMatchObject({ ok: true, value: { report: { standing: 'first' } } })
})

test.each([
  [{ divisionCode: '990101002' }, 'records.outside-area'],
  [{ divisionCode: null }, 'records.outside-area'],
  [{ uscc: '91990101TE5T0001XX' }, 'orgs.uscc-invalid'],
  [{ name: '甲' }, 'kernel.invalid-input'],
])('refuses %j and leaves nothing behind', async (input, code) => {
  expect(await report(0, input)).toMatchObject({ ok: false, refusal: { refused: { code } } })
  expect(await records()).toHaveLength(0)
  expect(await t.rows('select 1 from industry.lead_report')).toHaveLength(0)
})

test('the district transfers with a reason; from then on it is scored to the other town, what was before stays', async () => {
  const { report: lead } = await t.done(ReportLead, { name: '合成康复器具有限公司', divisionCode: towns[0] }, officer(0))
  await report(1)
  t.clock.set('2026-04-01T01:00:00Z')
  const to = { recordId: lead.recordId, version: 1, divisionCode: towns[1], reason: '项目用地在该镇' }
  expect(await t.run(TransferLead, to, officer(1))).toMatchObject({ refusal: { refused: { code: 'kernel.not-allowed' } } })
  expect(await t.run(TransferLead, { ...to, reason: '' })).toMatchObject({ ok: false })
  const group = t.actor({ role: 'working-group' })
  expect(await t.run(TransferLead, { ...to, divisionCode: towns[0], unitId: lead.unitId }, group)).toMatchObject({
    refusal: { refused: { code: 'industry.same-owner' } },
  })
  await t.done(TransferLead, to, group)
  expect(await t.run(TransferLead, { ...to, divisionCode: null }, group)).toMatchObject({
    refusal: { refused: { code: 'kernel.changed-meanwhile' } },
  })
  const { rows } = await t.done(ListVersions, { id: lead.recordId })
  expect(rows.filter(({ knownTo }) => knownTo === null).map((row) => [row.divisionCode, row.validFrom, row.validTo, row.reason])).toEqual([
    [towns[1], '2026-04-01', null, '项目用地在该镇'],
    [towns[0], '2026-03-02', '2026-04-01', null],
  ])
  const listed = await t.done(ListLeadReports, { contestedOnly: true }, officer(0))
  expect(listed.rows.map((row) => [row.standing, row.divisionCode, row.owner?.divisionCode, row.others])).toEqual([
    ['competing', towns[1], towns[1], 1],
    ['first', towns[0], towns[1], 1],
  ])
})

test('a firm and a carer may neither report nor see reports', async () => {
  for (const role of ['firm', 'carer', 'village-officer']) {
    const actor = t.actor({ role, area: towns[0] })
    expect(await t.run(ReportLead, { name: '合成企业甲', divisionCode: towns[0] }, actor)).toMatchObject({ ok: false })
    expect(await t.run(ListLeadReports, {}, actor)).toMatchObject({ ok: false })
  }
  expect(await records()).toHaveLength(0)
})

test('named works load once, without amounts or contacts', async () => {
  const file = WorksFile.parse(JSON.parse(readFileSync(join(import.meta.dirname, '../data/xiangcheng-works.json'), 'utf8')))
  const admin = t.actor({ role: 'system-admin' })
  expect(await t.done(LoadWorks, { file }, admin)).toEqual({ created: 17, unchanged: 0 })
  expect(await t.done(LoadWorks, { file }, admin)).toEqual({ created: 0, unchanged: 17 })
  expect(await t.rows('select 1 from projects.amount')).toHaveLength(0)
  const broken = { ...file, works: [{ code: 'x-work', kind: 'industry.facility' as const, values: { name: '甲', what: 'nothing' } }] }
  expect(await t.run(LoadWorks, { file: broken }, admin)).toMatchObject({ refusal: { refused: { code: 'records.value-wrong' } } })
  expect(await t.rows('select 1 from records.record')).toHaveLength(17)
})
