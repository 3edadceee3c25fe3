import { AddEvidence, CreateRecord, RuleEvidence, VoidRecord } from '@yinqiao/records/contract'
import { asSystem } from '@yinqiao/kernel/server'
import { type TestRooms, testRooms } from '@yinqiao/kernel/testing'
import { records } from '@yinqiao/records'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { AddAmount, EnterStage, GetProject, ListProjects, type ProjectKind, UndoAmount, UndoStage } from './contract/index.ts'
import { listStalled, projects } from './index.ts'
import { nextStages, standingOf } from './rules/standing.ts'

const words = (zh: string) => ({ zh, en: zh })
const staff = ['district-officer', 'town-officer', 'working-group']
const work: ProjectKind = {
  record: {
    code: 'test.work',
    title: words('工程'),
    group: 'test',
    order: 1,
    fields: [{ key: 'name', title: words('名称'), type: 'text', required: true }],
    name: 'name',
    identity: [],
    evidence: [
      { code: 'contract', title: words('合同'), acceptors: 1 },
      { code: 'receipt', title: words('到账凭证'), acceptors: 1 },
    ],
    rights: { read: staff, write: staff, accept: ['working-group'] },
    carries: [],
  },
  stages: [
    { code: 'lead', title: words('线索'), needs: [], stallDays: 30 },
    { code: 'signed', title: words('签约'), needs: ['contract'], stallDays: 60 },
    { code: 'running', title: words('运行'), needs: ['contract'], stallDays: null },
  ],
  aside: [
    { code: 'shelved', title: words('搁置'), final: false },
    { code: 'ended', title: words('终止'), final: true },
  ],
  amounts: [
    { code: 'intended', title: words('意向额'), slot: null },
    { code: 'paid', title: words('到账额'), slot: 'receipt' },
  ],
}

let t: TestRooms
let id: string
beforeAll(async () => {
  const settings = { kinds: [work.record], references: {} }
  t = await testRooms([records(settings), projects({ kinds: [work], records: settings })])
})
afterAll(() => t.close())
beforeEach(async () => {
  await t.rows('truncate records.record, records.version, records.evidence, projects.stage_entry, projects.amount cascade')
  t.clock.set('2026-06-01T01:00:00Z')
  ;({ id } = await t.done(CreateRecord, { kind: 'test.work', values: { name: '甲' }, divisionCode: '320507001' }))
})
const enter = (stage: string, onDay: string, reason?: string) =>
  t.run(EnterStage, { id, stage, onDay, ...(reason === undefined ? {} : { reason }) })
const give = (slot: string) => t.done(AddEvidence, { id, slot, fileName: 'a.txt', content: btoa(slot) })
const code = (answer: { ok: boolean; refusal?: { refused: { code: string } } }) => (answer.ok ? 'ok' : answer.refusal?.refused.code)

test('a stage is entered in order and only with its paper', async () => {
  expect(code(await enter('signed', '2026-05-01'))).toBe('projects.stage-skipped')
  expect(code(await enter('lead', '2026-05-01'))).toBe('ok')
  expect(code(await enter('signed', '2026-05-10'))).toBe('projects.proof-missing')
  const { evidenceId } = await t.done(AddEvidence, { id, slot: 'contract', fileName: 'a.txt', content: btoa('x') })
  await t.done(
    RuleEvidence,
    { evidenceId, verdict: 'reject', reason: '没有盖章' },
    t.actor({ role: 'working-group', accountId: '00000000-0000-7000-8000-000000000002' }),
  )
  expect(code(await enter('signed', '2026-05-10'))).toBe('projects.proof-missing')
  await give('contract')
  expect(code(await enter('signed', '2026-04-30'))).toBe('projects.day-wrong')
  expect(code(await enter('signed', '2026-06-02'))).toBe('projects.day-wrong')
  expect(code(await enter('none', '2026-05-10'))).toBe('projects.stage-unknown')
  expect(await t.rows('select 1 from projects.stage_entry')).toHaveLength(1)
  expect(code(await enter('signed', '2026-05-10'))).toBe('ok')
})

test('a project whose record was voided goes nowhere any more', async () => {
  await t.done(VoidRecord, { id, version: 1, reason: '重复登记' })
  expect(code(await enter('lead', '2026-05-01'))).toBe('records.record-voided')
  expect(code(await t.run(AddAmount, { id, sort: 'intended', fen: 100, onDay: '2026-05-01' }))).toBe('records.record-voided')
  expect((await t.done(GetProject, { id })).mayWrite).toBe(false)
  expect(await t.rows('select 1 from projects.stage_entry union all select 1 from projects.amount')).toHaveLength(0)
})

test('a second ceremony is logged and counts once; a work stalls by the first day of its stage', async () => {
  await enter('lead', '2026-03-01')
  await give('contract')
  await enter('signed', '2026-03-10')
  await enter('signed', '2026-05-20')
  const { standing, entries } = await t.done(GetProject, { id })
  expect(entries.map(({ again }) => again)).toEqual([false, false, true])
  expect(standing).toMatchObject({ stage: 'signed', since: '2026-03-10', days: 83, stalled: true })
  expect(await t.rows(`select 1 from projects.pub_stage where stage = 'signed'`)).toHaveLength(1)
  expect((await t.done(ListProjects, { kind: 'test.work', stalledOnly: true })).rows).toHaveLength(1)
})

test('what stalls is told, the longest first, and what is shelved is not', async () => {
  const stalled = () =>
    asSystem(t.kernel, 'projects', (ctx) => listStalled(ctx, { kinds: [work], records: { kinds: [work.record], references: {} } }))
  await enter('lead', '2026-05-02')
  expect(await stalled()).toEqual([])
  t.clock.set('2026-06-03T01:00:00Z')
  expect(await stalled()).toEqual([{ id, kind: '工程', title: '甲', stage: '线索', days: 32 }])
  await enter('shelved', '2026-06-03', '缺地')
  expect(await stalled()).toEqual([])
})

test('shelved comes back with a reason, ended does not', async () => {
  await enter('lead', '2026-03-01')
  expect(code(await enter('shelved', '2026-03-02'))).toBe('projects.reason-missing')
  await enter('shelved', '2026-03-02', '缺地')
  expect(code(await enter('lead', '2026-03-03'))).toBe('projects.reason-missing')
  expect(code(await enter('lead', '2026-03-03', '有地了'))).toBe('ok')
  await enter('ended', '2026-03-04', '企业注销')
  expect(code(await enter('lead', '2026-03-05', '再来'))).toBe('projects.project-ended')
})

test('sorts of amounts are never one sum, and paid asks for its receipt', async () => {
  const add = (sort: string, fen: number) => t.run(AddAmount, { id, sort, fen, onDay: '2026-05-01' })
  expect(code(await add('paid', 100))).toBe('projects.proof-missing')
  expect(code(await add('other', 100))).toBe('projects.sort-unknown')
  expect((await t.run(AddAmount, { id, sort: 'intended', fen: -5, onDay: '2026-05-01' })).ok).toBe(false)
  await add('intended', 500)
  await give('receipt')
  const paid = await add('paid', 100)
  await add('paid', 50)
  expect((await t.done(GetProject, { id })).sums).toEqual({ intended: 500, paid: 150 })
  if (paid.ok) await t.done(UndoAmount, { amountId: paid.value.amountId, reason: '退回' })
  expect((await t.done(GetProject, { id })).sums).toEqual({ intended: 500, paid: 50 })
})

test('only the newest entry is undone, and a town undoes nothing of another', async () => {
  const first = await t.done(EnterStage, { id, stage: 'lead', onDay: '2026-03-01' })
  await give('contract')
  const second = await t.done(EnterStage, { id, stage: 'signed', onDay: '2026-03-02' })
  expect(code(await t.run(UndoStage, { entryId: first.entryId, reason: '填错' }))).toBe('projects.entry-unknown')
  expect(
    code(await t.run(UndoStage, { entryId: second.entryId, reason: '填错' }, t.actor({ role: 'town-officer', area: '320507002' }))),
  ).toBe('records.outside-area')
  await t.done(UndoStage, { entryId: second.entryId, reason: '填错' })
  expect((await t.done(GetProject, { id })).standing.stage).toBe('lead')
})

test('whatever is entered, the path is never skipped and ended is the end', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5), { maxLength: 30 }), (picks) => {
      const entries: { stage: string; enteredOn: string }[] = []
      for (const pick of picks) {
        const choices = nextStages(work, standingOf(work, entries, '2026-06-01'))
        const stage = choices[pick % Math.max(1, choices.length)]
        if (stage !== undefined) entries.push({ stage, enteredOn: '2026-05-01' })
      }
      const path = entries.map(({ stage }) => work.stages.findIndex((one) => one.code === stage)).filter((at) => at >= 0)
      const highest = path.map((_, at) => Math.max(...path.slice(0, at), -1))
      return (
        path.every((at, n) => at <= (highest[n] ?? -1) + 1) &&
        entries.findIndex(({ stage }) => stage === 'ended') in { [-1]: 1, [entries.length - 1]: 1 }
      )
    }),
  )
})
