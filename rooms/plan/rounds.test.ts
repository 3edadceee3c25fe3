import { createHash } from 'node:crypto'
import type { Answer } from '@yinqiao/kernel/testing'
import { sm3 } from '@yinqiao/kernel'
import { CorrectRecord } from '@yinqiao/records/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  AcceptTyped,
  ArchiveRound,
  CloseAction,
  CommitSample,
  DiscloseRound,
  DrawSample,
  FreezeRound,
  GetFrozen,
  GetReportFile,
  GetRound,
  ListRevisions,
  ListRounds,
  MakeManifest,
  OpenRound,
  PublishRound,
  RecordCheck,
  ReviewFinding,
  ReviewRound,
  SignRound,
  SupplementRound,
  VerifyRound,
  WriteSelfReport,
} from './contract/index.ts'
import { interpretSettled, openRoundPlan, type RoundPlan, settle } from './fixtures/round-plan.ts'
import { drawSample } from './rules/draw-sample.ts'
import { ReportModel } from './rules/report-model.ts'

let plan: RoundPlan
let t: RoundPlan['t']
let roundId: string
let records: string[]
const group = () => t.actor({ role: 'working-group', name: '专班', accountId: '00000000-0000-7000-8000-0000000000a1' })
const leader = () => t.actor({ role: 'district-leader', name: '区领导', accountId: '00000000-0000-7000-8000-0000000000a2' })
const reviewer = () => t.actor({ role: 'statistician', name: '统计员', accountId: '00000000-0000-7000-8000-0000000000a3' })
const writer = (unitId = plan.commerce) =>
  t.actor({ role: 'district-officer', name: '商务经办', unitId, accountId: '00000000-0000-7000-8000-0000000000a4' })
const codeOf = (answer: Answer<unknown>) => (answer.ok ? null : answer.refusal.refused.code)
const get = (id = roundId) => t.done(GetRound, { roundId: id }, reviewer())
const manifestText = async (id = roundId) =>
  (await t.rows<{ manifest: string }>('select manifest from plan.round where id = $1', [id]))[0]?.manifest ?? ''

beforeAll(async () => {
  plan = await openRoundPlan()
  t = plan.t
  t.clock.set('2027-01-10T01:00:00Z')
  await interpretSettled(plan)
  records = await settle(plan, 12, 1, '2027-03-01')
  await settle(plan, 20, 100, '2027-04-01', { known: null })
  await settle(plan, 5, 200, '2027-12-31', { known: false })
})
afterAll(() => t.close())

describe('opening', () => {
  test('the phase is found by its year; nothing else; a gate to come freezes not yet; one round a phase', async () => {
    expect(codeOf(await t.run(OpenRound, { phase: '1999' }, group()))).toBe('plan.phase-unknown')
    expect(codeOf(await t.run(OpenRound, { phase: '2027', gateDay: '2028-01-01' }, group()))).toBe('plan.round-day')
    expect(codeOf(await t.run(OpenRound, { phase: '2027', closesOn: '2027-01-01' }, group()))).toBe('plan.round-day')
    const early = await t.done(OpenRound, { phase: '2027', gateDay: '2027-12-31' }, group())
    expect(codeOf(await t.run(FreezeRound, { roundId: early.roundId }, group()))).toBe('plan.round-day')
    expect(codeOf(await t.run(OpenRound, { phase: '到2027年底' }, group()))).toBe('plan.round-running')
    expect(await t.rows('select id from plan.round')).toHaveLength(1)
    t.clock.set('2028-01-10T01:00:00Z')
    roundId = early.roundId
  })
})

describe('the freeze', () => {
  test('keeps every figure with its rows under a code, and freezing or making twice gives the first answer', async () => {
    expect(codeOf(await t.run(MakeManifest, { roundId }, group()))).toBe('plan.round-move')
    const first = await t.done(FreezeRound, { roundId }, group())
    expect(first.again).toBe(false)
    const made = await t.done(MakeManifest, { roundId }, group())
    t.clock.set('2028-01-10T02:00:00Z')
    expect(await t.done(FreezeRound, { roundId }, group())).toEqual({ knownAt: first.knownAt, again: true })
    expect(await t.done(MakeManifest, { roundId }, group())).toEqual(made)
    const text = await manifestText()
    expect(made.sha256).toBe(createHash('sha256').update(text).digest('hex'))
    expect(made.sm3).toBe(sm3(text))
    const { targets, values, round } = await get()
    expect(round).toMatchObject({
      state: 'frozen',
      gateDay: '2027-12-31',
      synthetic: true,
      manifestHash: made.sha256,
      manifestSm3: made.sm3,
    })
    const target = targets.find(({ row }) => row === 't3')
    // 20 rows lack the fact: the number is there, and is not judged
    expect(target).toMatchObject({
      measure: 't3',
      value: '12',
      state: '数据不足',
      outcome: 'thin',
      aim: { value: '10', source: 'plan' },
    })
    expect(target?.rowsCode).toMatch(/^R-[0-9a-z]{8}$/)
    expect(values.find(({ measure }) => measure === 't3')).toMatchObject({ rowCount: 32, again: true })
    expect(targets.find(({ row }) => row === 't1')).toMatchObject({ measure: null, rowsCode: null, value: null })
  })

  test('its code opens the rows as they were known, page by page', async () => {
    const code = (await get()).targets.find(({ row }) => row === 't3')?.rowsCode ?? ''
    const page = await t.done(GetFrozen, { code, limit: 20 }, reviewer())
    expect(page).toMatchObject({ total: 32, next: 20, value: { result: { value: '12', undecided: 20 } } })
    const rest = await t.done(GetFrozen, { code: code.slice(2), from: 20, limit: 20 }, reviewer())
    const standings = [...page.rows, ...rest.rows].map(({ standing }) => standing)
    expect([standings.filter((one) => one === 'counted').length, standings.filter((one) => one === 'undecided').length]).toEqual([12, 20])
    expect(page.rows.find(({ standing }) => standing === 'undecided')?.missing).toEqual(['在名单上'])
    expect(codeOf(await t.run(GetFrozen, { code: 'R-00000000' }, reviewer()))).toBe('plan.frozen-unknown')
  })

  test('after 1,000 later corrections the manifest made again at the frozen moment has the same bytes, and what is late shows as a revision', async () => {
    const before = await manifestText()
    const versions = new Map<string, number>()
    t.clock.set('2028-02-01T01:00:00Z')
    for (let at = 0; at < 1000; at++) {
      const id = records[at % records.length] ?? ''
      const version = versions.get(id) ?? 1
      const { version: next } = await t.done(
        CorrectRecord,
        {
          id,
          version,
          values: { name: `更正${at}`, number: `N-${1 + (at % records.length)}`, on: '2027-03-01', known: at % 2 === 0 && at < 996 },
          validFrom: '2027-03-01',
          reason: '更正',
        },
        t.actor({ role: 'district-officer' }),
      )
      versions.set(id, next)
    }
    await settle(plan, 3, 500, '2027-11-01')
    expect(await t.done(VerifyRound, { roundId }, reviewer())).toMatchObject({ same: true, differences: [] })
    expect(await manifestText()).toBe(before)
    const { rows } = await t.done(ListRevisions, { roundId }, reviewer())
    const late = rows.find(({ measure }) => measure === 't3')
    expect(late).toMatchObject({ frozen: '12', onlyRows: false })
    expect(late?.now).not.toBe('12')
    expect((await t.done(GetFrozen, { code: late?.rowsCode ?? '' }, reviewer())).value.result.value).toBe('12')
  }, 240_000)

  test('a row changed behind its back is found, and named by its code', async () => {
    const code = (await get()).targets.find(({ row }) => row === 't3')?.rowsCode ?? ''
    const [row] = await t.rows<{ value_id: string; n: number }>(
      'select f.value_id, f.n from plan.frozen_row f join plan.frozen_value v on v.id = f.value_id where v.code = $1 and f.counted limit 1',
      [code],
    )
    await t.rows('update plan.frozen_row set counted = false where value_id = $1 and n = $2', [row?.value_id, row?.n])
    const verdict = await t.done(VerifyRound, { roundId }, reviewer())
    expect(verdict.same).toBe(false)
    expect(verdict.differences.map(({ rowsCode }) => rowsCode)).toContain(code)
    await t.rows('update plan.frozen_row set counted = true where value_id = $1 and n = $2', [row?.value_id, row?.n])
    expect((await t.done(VerifyRound, { roundId }, reviewer())).same).toBe(true)
  })
})

describe('self-reports', () => {
  test('take figures by placeholder; typed ones are told, unknown ones too; each writing is a version', async () => {
    const first = await t.done(WriteSelfReport, { roundId, unitId: plan.commerce, body: '已引进 15 家，见{{9.9}}' }, writer())
    expect(first).toEqual({ version: 1, typed: ['15 家'], unknown: ['9.9'] })
    const next = await t.done(WriteSelfReport, { roundId, unitId: plan.commerce, body: '按登记引进{{t3}}，另报 3 家在谈' }, writer())
    expect(next).toEqual({ version: 2, typed: ['3 家'], unknown: [] })
    await t.done(WriteSelfReport, { roundId, unitId: plan.commerce, about: 't3', body: '目标{{t3}}已过' }, writer())
    const bad = await t.run(WriteSelfReport, { roundId, unitId: plan.commerce, about: 'zz', body: '没有的目标' }, writer())
    expect(codeOf(bad)).toBe('plan.about-unknown')
    expect(codeOf(await t.run(WriteSelfReport, { roundId, unitId: plan.health, body: '替别人写的' }, writer()))).toBe(
      'plan.self-report-others',
    )
    expect((await get()).selfReports.map(({ about, version, typed }) => [about, version, typed])).toEqual([
      ['', 2, ['3 家']],
      ['t3', 1, []],
    ])
  })
})

describe('the sample', () => {
  test('its seed is committed before the draw, and the draw is the same when it is made again from the seed', async () => {
    expect(codeOf(await t.run(DrawSample, { roundId }, reviewer()))).toBe('plan.sample-missing')
    const { seedHash } = await t.done(CommitSample, { roundId, share: 0.1 }, reviewer())
    expect((await get()).sample).toMatchObject({ seed: null, seedHash, rate: { drawn: 0, rate: null } })
    expect(codeOf(await t.run(CommitSample, { roundId, share: 0.05 }, reviewer()))).toBe('plan.sample-committed')
    const drawn = await t.done(DrawSample, { roundId }, reviewer())
    expect(sm3(drawn.seed)).toBe(seedHash)
    expect(drawn).toMatchObject({ population: 12, drawn: 2 })
    expect(await t.done(DrawSample, { roundId }, reviewer())).toEqual(drawn)
    const kept = await t.rows<{ rowsCode: string; n: number; measure: string; record: string }>(
      `select v.code as "rowsCode", f.n, v.measure_code as measure, f.id || '/' || f.version as record from plan.frozen_value v
       join plan.frozen_row f on f.value_id = v.id where v.round_id = $1 and v.measure_code = 't3' and v.scope ->> 'kind' = 'district' and f.counted order by f.n`,
      [roundId],
    )
    const replayed = drawSample(kept, 0.1, drawn.seed, sm3)
    const shown = (await get()).sample?.rows.map(({ rowsCode, recordId }) => [rowsCode, recordId])
    expect(shown).toEqual(replayed.map(({ rowsCode, record }) => [rowsCode, record.split('/')[0]]))
  })

  test('checks are recorded and corrected as versions; a low rate is marked', async () => {
    expect(codeOf(await t.run(RecordCheck, { roundId, n: 9, result: 'confirmed' }, reviewer()))).toBe('plan.sample-row-unknown')
    await t.done(RecordCheck, { roundId, n: 1, result: 'wrong', note: '看错' }, reviewer())
    await t.done(RecordCheck, { roundId, n: 1, result: 'confirmed' }, reviewer())
    await t.done(RecordCheck, { roundId, n: 2, result: 'not-found', note: '人去楼空' }, reviewer())
    expect((await get()).sample?.rate).toMatchObject({ drawn: 2, checked: 2, confirmed: 1, notFound: 1, rate: 0.5, low: true })
    expect(await t.rows('select version from plan.sample_check where n = 1')).toHaveLength(3)
  })
})

describe('review and signature', () => {
  test('findings carry actions; then the review ends and nothing more is written', async () => {
    const action = { text: '补齐名单凭证', unitId: plan.commerce, due: '2028-03-31' }
    expect(codeOf(await t.run(ReviewFinding, { roundId, about: 'zz', body: '没有的目标' }, reviewer()))).toBe('plan.about-unknown')
    const past = await t.run(ReviewFinding, { roundId, body: '期限已过', action: { ...action, due: '2028-01-01' } }, reviewer())
    expect(codeOf(past)).toBe('plan.round-day')
    const { findingId } = await t.done(ReviewFinding, { roundId, about: 't3', body: '凭证不全', action }, reviewer())
    expect(codeOf(await t.run(CloseAction, { findingId, doneOn: '2028-03-01', note: '还没到' }, group()))).toBe('plan.round-day')
    const typed = (await get()).selfReports.find(({ about }) => about === '')
    const hash = (await get()).round.manifestHash ?? ''
    expect(codeOf(await t.run(SignRound, { roundId, manifestHash: hash }, leader()))).toBe('plan.round-move')
    // a figure typed by hand blocks the way to the signature until a reviewer lets it stand
    expect(codeOf(await t.run(ReviewRound, { roundId }, reviewer()))).toBe('plan.typed-figures')
    expect(codeOf(await t.run(AcceptTyped, { roundId, selfReportId: roundId, why: '不存在的自评' }, reviewer()))).toBe(
      'plan.self-report-unknown',
    )
    await t.done(AcceptTyped, { roundId, selfReportId: typed?.id ?? '', why: '在谈项目没有登记，数字已电话核实' }, reviewer())
    await t.done(ReviewRound, { roundId }, reviewer())
    expect(codeOf(await t.run(WriteSelfReport, { roundId, unitId: plan.commerce, body: '评审后再写' }, writer()))).toBe('plan.round-move')
  })

  test('the signature is of the manifest; who sent nothing is named; then nothing is edited', async () => {
    const { round, units } = await get()
    const hash = round.manifestHash ?? ''
    const missing = units.filter(({ reported }) => !reported)
    expect(missing.map(({ name }) => name)).toEqual(['区委宣传部'])
    expect(codeOf(await t.run(SignRound, { roundId, manifestHash: 'f'.repeat(64) }, leader()))).toBe('plan.manifest-seen')
    expect(codeOf(await t.run(SignRound, { roundId, manifestHash: hash }, leader()))).toBe('plan.self-reports-missing')
    expect((await get()).round.state).toBe('reviewed')
    await t.done(
      SignRound,
      { roundId, manifestHash: hash, missingNamed: missing.map(({ id }) => id), number: '青银评〔2028〕1号' },
      leader(),
    )
    expect((await get()).signed).toMatchObject({ by: '区领导', missingNamed: ['区委宣传部'] })
    expect(codeOf(await t.run(WriteSelfReport, { roundId, unitId: plan.commerce, body: '签发后再改' }, writer()))).toBe('plan.round-signed')
    expect(codeOf(await t.run(ReviewFinding, { roundId, body: '签发后再评' }, reviewer()))).toBe('plan.round-signed')
    expect(codeOf(await t.run(RecordCheck, { roundId, n: 1, result: 'wrong' }, reviewer()))).toBe('plan.round-signed')
    expect(codeOf(await t.run(SignRound, { roundId, manifestHash: hash }, leader()))).toBe('plan.round-signed')
  })

  test.each(['docx', 'xlsx', 'pdf', 'json'] as const)(
    'the %s comes from the frozen round alone and stays the same for ever',
    async (form) => {
      const before = await t.done(GetReportFile, { roundId, form }, leader())
      t.clock.set(form === 'docx' ? '2028-03-01T01:00:00Z' : '2028-04-01T01:00:00Z')
      await settle(plan, 1, { docx: 700, xlsx: 701, pdf: 702, json: 703 }[form], '2027-05-01')
      expect(await t.done(GetReportFile, { roundId, form }, leader())).toEqual(before)
      expect(before.content.length).toBeGreaterThan(1000)
    },
  )

  test('publishing waits for the decision on disclosure; then the archive; an action is closed by the group', async () => {
    expect(codeOf(await t.run(ArchiveRound, { roundId }, group()))).toBe('plan.round-move')
    expect(codeOf(await t.run(PublishRound, { roundId }, group()))).toBe('plan.disclosure-open')
    await t.done(DiscloseRound, { roundId, disclosure: '依申请公开', basis: '随方案' }, leader())
    await t.done(PublishRound, { roundId }, group())
    await t.done(ArchiveRound, { roundId }, group())
    expect((await get()).round.state).toBe('archived')
    const [finding] = (await get()).findings
    await t.done(CloseAction, { findingId: finding?.id ?? '', doneOn: '2028-03-15', note: '已补齐' }, group())
    expect(codeOf(await t.run(CloseAction, { findingId: finding?.id ?? '', doneOn: '2028-03-15', note: '再办' }, group()))).toBe(
      'plan.finding-unknown',
    )
  })

  test('a supplement is a round of its own that tells the revisions; the signed one is untouched', async () => {
    const before = await manifestText()
    const { roundId: next } = await t.done(SupplementRound, { roundId, reason: '补录十一月入驻企业' }, group())
    expect(codeOf(await t.run(SupplementRound, { roundId, reason: '同时再来一次' }, group()))).toBe('plan.round-running')
    await t.done(FreezeRound, { roundId: next }, group())
    await t.done(MakeManifest, { roundId: next }, group())
    expect(await manifestText()).toBe(before)
    const { rows } = await t.done(ListRounds, {}, reviewer())
    expect(rows.find(({ id }) => id === next)).toMatchObject({ supplementOf: roundId, state: 'frozen' })
    const [{ draft } = { draft: null }] = await t.rows<{ draft: unknown }>('select draft from plan.round where id = $1', [next])
    const report = ReportModel.parse(draft)
    expect(report.supplementOf).toBe('青银评〔2028〕1号')
    expect(report.revisions.find(({ code }) => code === 't3')).toMatchObject({ before: 12 })
    expect(report.definitionChanges).toEqual([])
  })
})

test('a round of a phase to come says 未到期', async () => {
  const { roundId: next } = await t.done(OpenRound, { phase: '2030' }, group())
  await t.done(FreezeRound, { roundId: next }, group())
  await t.done(MakeManifest, { roundId: next }, group())
  const { targets } = await get(next)
  expect(targets.length).toBeGreaterThan(0)
  expect(new Set(targets.map(({ outcome }) => outcome))).not.toContain('not-met')
})
