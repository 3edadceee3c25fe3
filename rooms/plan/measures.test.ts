import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkTree } from '@yinqiao/kernel'
import type { QueryTree, RawInput } from '@yinqiao/kernel/contract'
import { type TestRooms, testRooms } from '@yinqiao/kernel/testing'
import { AddEvidence, CreateRecord, RuleEvidence } from '@yinqiao/records/contract'
import { RaiseCase } from '@yinqiao/cases/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CreateUnit } from '@yinqiao/orgs/contract'
import {
  ArchiveMeasure,
  AssignOwner,
  BindMeasure,
  ConfirmVersion,
  DecideMeasure,
  DeleteMeasure,
  DiscloseMeasure,
  GetBoard,
  GetMeasure,
  GetValue,
  ImportPlan,
  InterpretClause,
  ListMeasureRows,
  ListMeasures,
  ListPublic,
  ListSeries,
  ListTargets,
  LoadMeasures,
  PreviewMeasure,
  ProposeMeasure,
  RecountMeasures,
  ReviewMeasure,
  SetTarget,
  UnbindMeasure,
} from './contract/index.ts'
import { planRooms } from './fixtures/plan-rooms.ts'
import { anchorsOf } from './rules/anchor.ts'
import { planMeasures } from './measures.ts'

const fixture = readFileSync(join(import.meta.dirname, 'fixtures/qinghe-2026.txt'), 'utf8')
const row = (code: string, quote: string) => ({
  code,
  section: '二',
  name: `行${code}`,
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
  anchors: anchorsOf(quote),
})
const rows = [row('1', '每季度调度1次'), row('2', '打造“15分钟颐养圈”')]
let t: TestRooms
const house = planRooms({ decomposition: { title: '', number: '青政办〔2026〕8号', note: '', leadNote: '', rows } })
const person = (n: number) => ({ accountId: `00000000-0000-7000-8000-00000000000${n}`, name: `人${n}` })
const statistician = (n = 1) => t.actor({ role: 'statistician', ...person(n) })
const officer = (n = 2) => t.actor({ role: 'district-officer', ...person(n) })
const group = (n = 3) => t.actor({ role: 'working-group', ...person(n) })
const code = (answer: { ok: boolean; refusal?: { refused: { code: string } } }) => (answer.ok ? 'ok' : answer.refusal?.refused.code)
const quality = { verify: '抽查原件', sources: '上位政策登记', accuracy: '逐条登记', limits: '未登记的不计', remedy: '补登并注明' }
const upper: QueryTree = { fold: 'count', rows: { source: 'plan.upper-clause' } }
const proposal = (more: Partial<RawInput<typeof ProposeMeasure>> = {}) => ({
  code: 'x.count',
  title: { zh: '条款数', en: 'Clauses' },
  unit: { zh: '条', en: 'clauses' },
  tree: upper,
  period: 'stock' as const,
  better: 'more' as const,
  guard: null,
  freshDays: 400,
  leastCoverage: 0.9,
  quality,
  why: '测试用的口径',
  ...more,
})
const clause = (n: number, values: object = {}) =>
  t.done(CreateRecord, { kind: 'plan.upper-clause', values: { name: `条款${n}`, document: 'D', place: String(n), ...values } }, group())
/** Proposes, has it reviewed and approved by three different people. */
const publish = async (more: Partial<RawInput<typeof ProposeMeasure>> = {}) => {
  const { versionId } = await t.done(ProposeMeasure, proposal(more), statistician())
  await t.done(ReviewMeasure, { versionId }, officer())
  await t.done(DecideMeasure, { versionId, approve: true, decision: '同意' }, group())
  return versionId
}

beforeAll(async () => {
  t = await testRooms(house)
  t.clock.set('2026-06-15T01:00:00Z')
  const { versionId } = await t.done(ImportPlan, { fileName: 'q.txt', content: Buffer.from(fixture).toString('base64') }, group())
  await t.done(ConfirmVersion, { versionId }, group())
  await t.done(LoadMeasures, {}, group())
  for (const n of [1, 2, 3]) await clause(n, n === 3 ? {} : { needsAction: n === 1 })
})
afterAll(() => t.close())

test('shipped definitions fit their sources, have five statements and a guard that exists; a second load adds nothing', async () => {
  const sources = new Map(house.flatMap((room) => room.sources ?? []).map((source) => [source.name, source]))
  for (const { code: name, tree, params, quality: said, guard } of planMeasures) {
    expect(checkTree(tree, sources, params ?? {}), name).toEqual([])
    expect(
      Object.values(said).every((sentence) => sentence.length >= 4),
      name,
    ).toBe(true)
    if (guard !== null)
      expect(
        planMeasures.some((other) => other.code === guard),
        `${name} guard`,
      ).toBe(true)
  }
  expect(await t.done(LoadMeasures, {}, group())).toEqual({ added: 0, proposed: 0, bound: 0 })
})

describe('a definition', () => {
  test('is proposed, reviewed and approved by three people, and shows old and new before', async () => {
    const { versionId } = await t.done(ProposeMeasure, proposal(), statistician())
    expect(code(await t.run(DecideMeasure, { versionId, approve: true, decision: '同意' }, group()))).toBe('plan.proposal-unknown')
    expect(code(await t.run(ReviewMeasure, { versionId }, statistician()))).toBe('plan.own-proposal')
    await t.done(ReviewMeasure, { versionId }, officer())
    expect(
      code(await t.run(DecideMeasure, { versionId, approve: true, decision: '同意' }, t.actor({ role: 'working-group', ...person(1) }))),
    ).toBe('plan.own-proposal')
    expect(
      code(await t.run(DecideMeasure, { versionId, approve: true, decision: '同意' }, t.actor({ role: 'working-group', ...person(2) }))),
    ).toBe('plan.own-proposal')
    expect(code(await t.run(GetValue, { code: 'x.count' }, group()))).toBe('plan.measure-unknown')
    await t.done(DecideMeasure, { versionId, approve: true, decision: '同意' }, group())
    const { result } = await t.done(GetValue, { code: 'x.count' }, group())
    expect(result).toMatchObject({ value: '3', state: '正常', coverage: 1, seq: 1 })
    const narrower: QueryTree = { fold: 'count', rows: { source: 'plan.upper-clause', where: { is: 'needsAction', in: [true] } } }
    const preview = await t.done(PreviewMeasure, proposal({ tree: narrower }), statistician())
    expect(preview.points).toHaveLength(8)
    expect(preview.points.at(-1)).toEqual({ to: '2026-06-15', old: '3', new: '1' })
    expect(preview.told).toBe('计数：“上位政策条款”的记录，其中“需要本区行动”为 是')
    await publish({ tree: narrower, leastCoverage: 0.6 })
    const { current, versions } = await t.done(GetMeasure, { code: 'x.count' }, group())
    expect(current).toMatchObject({ seq: 2, backCast: preview.points })
    expect(versions).toHaveLength(2)
    expect((await t.done(GetValue, { code: 'x.count' }, group())).result).toMatchObject({ value: '1', undecided: 1, state: '数据不足' })
  })
  test('with another title only is the same calculation', async () => {
    await publish({ code: 'x.title' })
    expect(code(await t.run(ProposeMeasure, proposal({ code: 'x.title', title: { zh: '别名', en: 'Other' } }), statistician()))).toBe(
      'plan.same-definition',
    )
  })
  test('without all five statements is not reviewed, and nothing changed', async () => {
    const { remedy: _, ...four } = quality
    const { versionId } = await t.done(ProposeMeasure, proposal({ code: 'x.four', quality: four }), statistician())
    const answer = await t.run(ReviewMeasure, { versionId }, officer())
    expect(answer).toMatchObject({ refusal: { refused: { code: 'plan.quality-missing' }, facts: { missing: ['补救'] } } })
    expect(await t.rows(`select state from plan.measure_version where code = 'x.four'`)).toEqual([{ state: 'draft' }])
  })
  test('whose numerator leaks outside its denominator is refused and names the rows', async () => {
    const leaking: QueryTree = {
      fold: 'ratio',
      part: { source: 'plan.upper-clause' },
      whole: { source: 'plan.upper-clause', where: { is: 'needsAction', in: [true] } },
    }
    const answer = await t.run(ProposeMeasure, proposal({ code: 'x.leak', tree: leaking }), statistician())
    expect(answer).toMatchObject({ refusal: { refused: { code: 'plan.numerator-leaks' }, facts: { count: 2 } } })
    expect(await t.rows(`select 1 from plan.measure where code = 'x.leak'`)).toEqual([])
  })
  test('that names what does not exist says where', async () => {
    const answer = await t.run(
      ProposeMeasure,
      proposal({ code: 'x.bad', tree: { fold: 'sum', rows: { source: 'plan.upper-clause' }, amount: 'place' } }),
      statistician(),
    )
    expect(answer).toMatchObject({
      refusal: { refused: { code: 'plan.tree-wrong' }, facts: { faults: ['“plan.upper-clause”的“place”不是number'] } },
    })
  })
  test('approved during an evaluation round takes effect after it', async () => {
    await t.rows(
      `insert into plan.round (id, phase, title, gate_day, closes_on, opened_at, opened_by) values (gen_random_uuid(), '近期', '评估', '2026-06-30', '2026-07-31', now(), '专班')`,
    )
    const { versionId } = await t.done(ProposeMeasure, proposal({ code: 'x.round' }), statistician())
    await t.done(ReviewMeasure, { versionId }, officer())
    expect(await t.done(DecideMeasure, { versionId, approve: true, decision: '同意' }, group())).toEqual({ effectiveFrom: '2026-08-01' })
    await t.rows('delete from plan.round')
  })
})

describe('bindings', () => {
  test('one measure on two rows counts once; bound it is not deleted, archived it leaves the cover', async () => {
    await publish({ code: 'x.two' })
    await t.done(BindMeasure, { rowCode: '1', code: 'x.two' }, group())
    await t.done(BindMeasure, { rowCode: '2', code: 'x.two' }, group())
    expect(code(await t.run(BindMeasure, { rowCode: '2', code: 'x.two' }, group()))).toBe('plan.bound-already')
    expect(code(await t.run(BindMeasure, { rowCode: '9', code: 'x.two' }, group()))).toBe('plan.row-unknown')
    const listed = (await t.done(ListMeasures, { search: 'x.two' }, group())).rows
    expect(listed).toHaveLength(1)
    expect(listed[0]?.carries).toEqual(['1', '2'])
    const refused = await t.run(DeleteMeasure, { code: 'x.two' }, group())
    expect(refused).toMatchObject({ refusal: { refused: { code: 'plan.measure-bound' }, facts: { rows: ['1', '2'] } } })
    await t.done(UnbindMeasure, { rowCode: '1', code: 'x.two', reason: '口径不合' }, group())
    await t.done(ArchiveMeasure, { code: 'x.two', reason: '合并到另一指标' }, group())
    expect((await t.done(ListMeasures, { row: '2' }, group())).rows).toEqual([])
    expect(code(await t.run(DeleteMeasure, { code: 'x.two' }, group()))).toBe('plan.measure-used')
    expect(
      code(await t.run(ProposeMeasure, proposal({ code: 'x.two', tree: { ...upper, rows: { source: 'plan.row' } } }), statistician())),
    ).toBe('plan.measure-archived')
  })
  test('a proposal nobody took is deleted whole', async () => {
    await t.done(ProposeMeasure, proposal({ code: 'x.gone' }), statistician())
    await t.done(DeleteMeasure, { code: 'x.gone' }, group())
    expect(await t.rows(`select 1 from plan.measure_version where code = 'x.gone'`)).toEqual([])
  })
  test('a town, a firm and a leader bind nothing; a leader proposes nothing', async () => {
    for (const role of ['town-officer', 'firm', 'district-leader'])
      expect(code(await t.run(BindMeasure, { rowCode: '1', code: 'x.count' }, t.actor({ role })))).toMatch(/kernel\.not-allowed/)
    expect(code(await t.run(ProposeMeasure, proposal({ code: 'x.no' }), t.actor({ role: 'district-leader' })))).toBe('kernel.not-allowed')
    expect(
      code(
        await t.run(DecideMeasure, { versionId: '00000000-0000-7000-8000-000000000001', approve: true, decision: '同意' }, statistician()),
      ),
    ).toBe('kernel.not-allowed')
  })
})

describe('a number', () => {
  test('opens to rows that say why they count, repeat or cannot be decided', async () => {
    await publish({
      code: 'x.rows',
      tree: { fold: 'count', rows: { source: 'plan.upper-clause', key: 'document', where: { known: 'name' } } },
    })
    const page = await t.done(ListMeasureRows, { code: 'x.rows' }, group())
    expect(page.rows.map(({ standing }) => standing).toSorted((a, b) => a.localeCompare(b))).toEqual(['counted', 'repeat', 'repeat'])
    expect(page.result.value).toBe('1')
    expect(page.rows[0]?.opens).toMatch(/^\/records\/plan\.upper-clause\//)
    const first = await t.done(ListMeasureRows, { code: 'x.rows', limit: 2 }, group())
    const second = await t.done(ListMeasureRows, { code: 'x.rows', limit: 2, cursor: first.next }, group())
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(page.rows.map(({ id }) => id))
    expect(second).toMatchObject({ next: null, total: 3, hash: first.hash })
    const undecided = (await t.done(ListMeasureRows, { code: 'x.count' }, group())).rows.find(({ standing }) => standing === 'undecided')
    expect(undecided?.missing).toEqual(['需要本区行动'])
  })
  test('is re-made as it was known, with the day in its question', async () => {
    t.clock.set('2026-07-10T01:00:00Z')
    await clause(4)
    const at = (knownAt: string) => t.done(GetValue, { code: 'x.title', knownAt, validAt: '2026-07-12' }, group())
    expect((await at('2026-07-09T00:00:00Z')).result.value).toBe('3')
    expect((await at('2026-07-11T00:00:00Z')).result.value).toBe('4')
    const { points } = await t.done(ListSeries, { code: 'x.title', periods: 3 }, group())
    expect(points.map(({ to, now }) => [to, now.value])).toEqual([
      ['2026-05-31', '0'],
      ['2026-06-30', '3'],
      ['2026-07-10', '4'],
    ])
  })
  test('grows old when its source falls silent, and the gap stays when the source speaks again', async () => {
    await publish({ code: 'x.fresh', freshDays: 10 })
    t.clock.set('2026-08-20T01:00:00Z')
    expect((await t.done(GetValue, { code: 'x.fresh' }, group())).result).toMatchObject({ value: '4', state: '过期' })
    await clause(5)
    expect((await t.done(GetValue, { code: 'x.fresh' }, group())).result.state).toBe('正常')
    const { points } = await t.done(ListSeries, { code: 'x.fresh', periods: 2 }, group())
    expect(points.map(({ now }) => now.state)).toEqual(['过期', '正常'])
  })
  test('of a source that never said anything is 无数据, of an empty denominator 无对象', async () => {
    await publish({ code: 'x.never', tree: { fold: 'count', rows: { source: 'plan.working-group' } } })
    expect((await t.done(GetValue, { code: 'x.never' }, group())).result).toMatchObject({ value: '0', state: '无数据' })
    const none = { source: 'plan.upper-clause', where: { is: 'place', in: ['none'] } }
    await publish({ code: 'x.empty', tree: { fold: 'ratio', part: none, whole: none } })
    expect((await t.done(GetValue, { code: 'x.empty' }, group())).result).toMatchObject({ value: null, whole: '0', state: '正常' })
  })
  test('is 有争议 while an objection to its rows is open', async () => {
    await t.done(
      RaiseCase,
      {
        kind: 'plan.objection',
        title: '条款数有误',
        subject: { kind: 'measure', id: 'x.title', title: '条款数' },
        values: { measure: 'x.title', rows: '条款1', why: '重复登记' },
      },
      t.actor({ role: 'town-officer', area: '320507001', ...person(7) }),
    )
    expect((await t.done(GetValue, { code: 'x.title' }, group())).result).toMatchObject({ state: '有争议', value: '5' })
  })
  test('equals its recount, and a number that is not its rows is found', async () => {
    const clean = await t.done(RecountMeasures, {}, group())
    expect(clean).toMatchObject({ different: 0 })
    expect(clean.asked).toBeGreaterThan(10)
  })
})

test('the board: undefined words are 口径未定; interpreted, the number is judged only with a value set', async () => {
  const board = () => t.done(GetBoard, {}, group())
  const before = await board()
  const all = before.phases.flatMap(({ targets }) => targets)
  expect(all.length).toBeGreaterThan(0)
  expect(all.every(({ state, judgement }) => state === '口径未定' && judgement === 'not-judged')).toBe(true)
  const { rows: targets } = await t.done(ListTargets, {}, group())
  const mine = targets[0]
  if (mine === undefined) throw new Error('the fixture has targets')
  await t.done(
    InterpretClause,
    { clauseId: mine.clauseId, term: null, text: '以登记的条款为准', decidedBy: '专班', decidedOn: '2026-06-01', validFrom: '2026-01-01' },
    group(),
  )
  const after = (await board()).phases.flatMap(({ targets: own }) => own).find(({ clauseId }) => clauseId === mine.clauseId)
  expect(after?.state).not.toBe('口径未定')
  expect(
    await t.run(SetTarget, { rowCode: '1', code: 'x.rows', op: '>=', value: 2, decidedBy: '专班', decidedOn: '2026-06-01' }, group()),
  ).toMatchObject({ refusal: { refused: { code: 'plan.not-bound' } } })
})

test('a target without a lead gets one by decision, once; then it is owned', async () => {
  const unit = await t.done(
    CreateUnit,
    { code: 'fg', name: '区发改委', kind: 'department', divisionCode: null, validFrom: '2020-01-01', source: '测试' },
    group(),
  )
  const target = async () => (await t.done(GetBoard, {}, group())).phases.flatMap(({ targets }) => targets)[0]
  const before = await target()
  expect(before?.owned).toBe(false)
  const decision = { clauseId: before?.clauseId ?? '', unitId: unit.id, text: '由发改委牵头', decidedBy: '专班', decidedOn: '2026-06-01' }
  expect(code(await t.run(AssignOwner, { ...decision, unitId: '00000000-0000-7000-8000-0000000000ff' }, group()))).toBe('plan.unit-unknown')
  expect(code(await t.run(AssignOwner, decision, officer()))).toBe('kernel.not-allowed')
  await t.done(AssignOwner, decision, group())
  expect(code(await t.run(AssignOwner, decision, group()))).toBe('plan.duty-taken')
  expect((await target())?.owned).toBe(true)
})

test('the public page shows what a person made public, and nothing else', async () => {
  expect((await t.done(ListPublic, {}, t.actor({ role: 'anonymous', accountId: null, area: '' }))).rows).toEqual([])
  expect(code(await t.run(DiscloseMeasure, { code: 'x.rows', disclosure: '公开' }, statistician()))).toBe('kernel.not-allowed')
  await t.done(DiscloseMeasure, { code: 'x.rows', disclosure: '公开' }, group())
  const { rows: open } = await t.done(ListPublic, {}, t.actor({ role: 'anonymous', accountId: null, area: '' }))
  expect(open.map(({ code: name, value }) => [name, value])).toEqual([['x.rows', '1']])
})

test('evidence moves a milestone only when two people outside accepted it', async () => {
  const { id } = await t.done(
    CreateRecord,
    { kind: 'plan.working-group', values: { name: '专项工作组', paper: '合成〔2026〕1号', foundedOn: '2026-03-01' } },
    group(),
  )
  const { evidenceId } = await t.done(AddEvidence, { id, slot: 'paper', fileName: '成立.txt', content: btoa('paper') }, group())
  const value = async () => (await t.done(GetValue, { code: '5.1.1' }, group())).result
  expect(await value()).toMatchObject({ value: '0', whole: '1', state: '正常' })
  await t.done(RuleEvidence, { evidenceId, verdict: 'accept' }, officer())
  expect((await value()).value).toBe('0')
  await t.done(RuleEvidence, { evidenceId, verdict: 'accept' }, statistician())
  expect((await value()).value).toBe('1')
})
