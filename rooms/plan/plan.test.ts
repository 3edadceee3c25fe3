import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sm3 } from '@yinqiao/kernel'
import { type TestRooms, testRooms } from '@yinqiao/kernel/testing'
import { CreateUnit, EditUnits } from '@yinqiao/orgs/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  AcceptDuty,
  ConfirmMapping,
  ConfirmVersion,
  DecideDuty,
  DisputeDuty,
  DropDraft,
  EndInterpretation,
  GetVersion,
  ImportPlan,
  InterpretClause,
  ListDuties,
  ListTargets,
  ListVersions,
  RepealVersion,
  TransferDuties,
} from './contract/index.ts'
import { planRooms } from './fixtures/plan-rooms.ts'

const text = readFileSync(join(import.meta.dirname, 'fixtures/qinghe-2026.txt'), 'utf8')
let t: TestRooms
let minzheng = ''
let zhujian = ''
beforeAll(async () => {
  t = await testRooms(planRooms())
  const unit = (code: string, name: string) =>
    t.done(
      CreateUnit,
      { code, name, kind: 'department', divisionCode: null, validFrom: '2020-01-01', source: '测试' },
      t.actor({ role: EditUnits.roles[0] ?? '' }),
    )
  minzheng = (await unit('mz', '区民政局')).id
  zhujian = (await unit('zj', '区住建局')).id
})
afterAll(() => t.close())

const group = () => t.actor({ role: 'working-group' })
const officer = (unitId: string) => t.actor({ role: 'district-officer', unitId })
const codeOf = (answer: { ok: boolean; refusal?: { refused: { code: string } } }) => answer.refusal?.refused.code
const send = (words: string) => ({ fileName: 'qinghe.txt', content: Buffer.from(words).toString('base64') })
const versions = async () => (await t.done(ListVersions, {}, group())).rows
const inForce = () => t.done(GetVersion, {}, group())

describe('a first version', () => {
  test('is a draft until a person confirms it; then every clause is the slice of the unchanged text', async () => {
    expect(await inForce()).toMatchObject({ version: null, clauses: [] })
    const { versionId, toConfirm } = await t.done(ImportPlan, send(text), group())
    expect(toConfirm).toBe(0)
    expect((await inForce()).version).toBeNull()
    const { state, duties } = await t.done(ConfirmVersion, { versionId }, group())
    expect(state).toBe('in-force')
    expect(duties).toBeGreaterThan(5)
    const view = await inForce()
    expect(view.text).toBe(text)
    expect(view.clauses.length).toBeGreaterThan(30)
    const kept = await t.rows<{ clause_id: string; from_char: number; to_char: number; text_hash: string }>(
      'select * from plan.clause_text',
    )
    for (const clause of view.clauses) {
      const row = kept.find(({ clause_id }) => clause_id === clause.id)
      expect(row?.text_hash).toBe(sm3(text.slice(clause.from, clause.to)))
    }
    expect(view.clauses.filter(({ kind }) => kind === 'task').map(({ label }) => label)).toHaveLength(5)
  })

  test('the same text again is refused, also with marks of other width and other spaces', async () => {
    const before = await versions()
    expect(codeOf(await t.run(ImportPlan, send(text), group()))).toBe('plan.already-imported')
    const wide = text.replaceAll('（', '(').replaceAll('）', ')').replaceAll('，', ',').replaceAll('。\n', '。 \n\n')
    expect(codeOf(await t.run(ImportPlan, send(wide), group()))).toBe('plan.already-imported')
    expect(await versions()).toEqual(before)
  })

  test('the same number and date with another text is refused, and nothing is left', async () => {
    const before = await t.rows<{ count: number }>('select count(*) from plan.version')
    expect(codeOf(await t.run(ImportPlan, send(text.replace('1,500张', '1,800张')), group()))).toBe('plan.same-number-other-text')
    expect(await t.rows('select count(*) from plan.version')).toEqual(before)
  })

  test.each([
    ['', 'plan.read-empty'],
    ['今天天气很好。', 'plan.read-not-plan'],
    ['\u0000\u0001\u0002', 'plan.read-not-text'],
  ])('%j is refused and leaves no draft', async (words, code) => {
    const before = await versions()
    expect(codeOf(await t.run(ImportPlan, send(words), group()))).toBe(code)
    expect(await versions()).toEqual(before)
  })

  test('who only reads may not import or confirm; a family may not even read', async () => {
    expect(codeOf(await t.run(ImportPlan, send(text), officer(minzheng)))).toBe('kernel.not-allowed')
    expect(codeOf(await t.run(GetVersion, {}, t.actor({ role: 'family' })))).toBe('kernel.not-allowed')
  })
})

describe('a second version (F1)', () => {
  // a later date, one sentence edited, one deleted
  const moved = '营造良好氛围'
  const revised = () =>
    text
      .replace('2026年4月30日', '2027年4月30日')
      .replace('每季度调度1次', '每两个月调度1次')
      .replace('将半数以上指标纳入考核，咨询电话：0000-12345678。', '')
  test('maps what was edited, keeps the ids of the rest, and waits for a person', async () => {
    const before = await inForce()
    const { versionId, toConfirm } = await t.done(ImportPlan, send(revised()), group())
    const draft = await t.done(GetVersion, { versionId }, group())
    const changed = draft.mapping.filter(({ change }) => change !== 'same')
    expect(changed.map(({ change, old, now }) => [change, old[0]?.text.slice(0, 7), now[0]?.text.slice(0, 7)])).toEqual([
      ['edited', '2026年4月', '2027年4月'],
      ['edited', '成立工作专班，', '成立工作专班，'],
      ['removed', '将半数以上指标', undefined],
    ])
    expect(toConfirm).toBe(2)
    expect(codeOf(await t.run(ConfirmVersion, { versionId }, group()))).toBe('plan.mapping-open')
    expect(await t.done(ConfirmMapping, { versionId, indexes: changed.map(({ index }) => index) }, group())).toEqual({ open: 0 })
    await t.done(ConfirmVersion, { versionId }, group())
    const after = await inForce()
    expect(after.version?.seq).toBe(2)
    const idOf = (view: typeof after, words: string) =>
      view.clauses.find(({ from, to, kind }) => kind === 'task' && view.text.slice(from, to).includes(words))?.id
    expect(idOf(after, moved)).toBe(idOf(before, moved))
    expect((await versions()).map(({ state }) => state).toSorted()).toEqual(['in-force', 'superseded'])
  })

  test('a version of an earlier date is kept and not put in force', async () => {
    const { versionId } = await t.done(
      ImportPlan,
      send(text.replace('2026年4月30日', '2026年1月5日').replace('每季度调度1次', '每半年调度1次')),
      group(),
    )
    const draft = await t.done(GetVersion, { versionId }, group())
    await t.done(ConfirmMapping, { versionId, indexes: draft.mapping.map(({ index }) => index) }, group())
    expect((await t.done(ConfirmVersion, { versionId }, group())).state).toBe('stored')
    expect((await inForce()).version?.seq).toBe(2)
  })

  test('a draft may be dropped, a version in force may not', async () => {
    const { versionId } = await t.done(ImportPlan, send(text.replace('2026年4月30日', '2028年1月5日')), group())
    const before = (await versions()).length
    await t.done(DropDraft, { versionId }, group())
    expect(await versions()).toHaveLength(before - 1)
    expect(codeOf(await t.run(DropDraft, { versionId: (await inForce()).version?.id ?? '' }, group()))).toBe('plan.not-draft')
  })
})

test('another document in force beside the plan does not take its place', async () => {
  const before = await inForce()
  t.clock.set('2026-03-03T01:00:00Z')
  const other = text.replaceAll('青政办〔2026〕8号', '青政办〔2027〕9号').replace('2026年4月30日', '2027年6月30日')
  const { versionId } = await t.done(ImportPlan, send(other), group())
  expect((await t.done(ConfirmVersion, { versionId }, group())).state).toBe('in-force')
  expect((await inForce()).version).toEqual(before.version)
  expect((await t.done(GetVersion, { versionId }, group())).version?.number).toBe('青政办〔2027〕9号')
})

describe('targets and interpretations', () => {
  const targets = async () => (await t.done(ListTargets, {}, group())).rows

  test('a target is 口径未定 until each of its vague words has an interpretation in force', async () => {
    const all = await targets()
    expect(all.length).toBeGreaterThan(3)
    expect(new Set(all.map(({ state }) => state))).toEqual(new Set(['口径未定']))
    const target = all.find(({ terms }) => terms.some(({ term }) => term === '知名'))
    if (target === undefined) throw new Error('the fixture has a target with 知名')
    const decide = (term: string | null, validFrom = '2026-01-01') =>
      t.run(
        InterpretClause,
        { clauseId: target.clauseId, term, text: '在测试名单上的企业', decidedBy: '测试专班', decidedOn: '2026-01-01', validFrom },
        group(),
      )
    expect(codeOf(await decide('不在文中的词'))).toBe('plan.term-not-there')
    for (const { term } of target.terms) expect((await decide(term)).ok, term).toBe(true)
    expect(codeOf(await decide('知名', '2026-02-01'))).toBe('plan.interpretation-overlaps')
    const now = (await targets()).find(({ clauseId }) => clauseId === target.clauseId)
    expect(now?.state).not.toBe('口径未定')
    expect(now?.terms.every(({ interpretation }) => interpretation?.decidedBy === '测试专班')).toBe(true)
    const own = now?.terms[0]?.interpretation?.id ?? ''
    await t.done(
      EndInterpretation,
      { interpretationId: own, on: t.kernel.chance.now().toString().slice(0, 10), reason: '重新研究' },
      group(),
    )
    expect((await targets()).find(({ clauseId }) => clauseId === target.clauseId)?.state).toBe('口径未定')
  })
})

describe('duties (F9)', () => {
  const own = async (unitId: string) => (await t.done(ListDuties, { mine: true }, officer(unitId))).rows

  test("are the plan's words: lead, named and joint as written; lists that end with 等 stay open", async () => {
    const rows = await own(minzheng)
    expect(rows.map(({ role, source, title }) => [role, source, title])).toContainEqual(['lead', 'plan', '建设颐养中心'])
    expect(rows.map(({ role, source }) => [role, source])).toContainEqual(['joint', 'plan'])
    expect(rows.find(({ title }) => title === '建设颐养中心')?.unitsOpen).toBe(true)
    const { units } = await t.done(ListDuties, {}, group())
    expect(units.some(({ unitId, name }) => unitId === null && name.includes('资规局'))).toBe(true)
    expect(await t.done(ListDuties, { mine: true }, officer('00000000-0000-7000-8000-00000000ffff'))).toMatchObject({ rows: [] })
  })

  test('are accepted by their own unit only, once, and against the version seen', async () => {
    const [duty] = await own(minzheng)
    const of = { dutyId: duty?.id ?? '', version: duty?.version ?? 0 }
    expect(codeOf(await t.run(AcceptDuty, of, officer(zhujian)))).toBe('plan.duty-not-yours')
    expect(await t.done(AcceptDuty, of, officer(minzheng))).toEqual({ version: 2 })
    expect(codeOf(await t.run(AcceptDuty, of, officer(minzheng)))).toBe('kernel.changed-meanwhile')
    expect(codeOf(await t.run(AcceptDuty, { ...of, version: 2 }, officer(minzheng)))).toBe('plan.duty-state')
  })

  test("a dispute is settled by a decision that stands beside the plan's words", async () => {
    const duty = (await own(zhujian)).at(0)
    if (duty === undefined) throw new Error('the fixture gives 区住建局 a duty')
    const { version } = await t.done(DisputeDuty, { dutyId: duty.id, version: duty.version, reason: '不在本单位职责内' }, officer(zhujian))
    expect(
      codeOf(
        await t.run(
          DecideDuty,
          { dutyId: duty.id, version, text: '定为配合', decidedBy: '测试专班', decidedOn: '2026-03-01', role: 'joint' },
          officer(zhujian),
        ),
      ),
    ).toBe('kernel.not-allowed')
    await t.done(
      DecideDuty,
      { dutyId: duty.id, version, text: '定为配合', decidedBy: '测试专班', decidedOn: '2026-03-01', role: 'joint' },
      group(),
    )
    expect((await own(zhujian)).find(({ id }) => id === duty.id)).toMatchObject({
      role: 'joint',
      source: 'decision',
      status: 'open',
      asWritten: duty.asWritten,
      decisions: [{ decidedBy: '测试专班', kind: 'role' }],
    })
  })

  test('go to another unit by a decision that keeps the old name', async () => {
    const before = await own(zhujian)
    const { moved } = await t.done(
      TransferDuties,
      { fromUnitId: zhujian, toUnitId: minzheng, on: '2026-03-02', text: '机构改革', decidedBy: '测试专班' },
      group(),
    )
    expect(moved).toBe(before.length)
    expect(await own(zhujian)).toEqual([])
    const decisions = await t.rows<{ before: { unit: string } }>("select before from plan.duty_decision where kind = 'transfer'")
    expect(new Set(decisions.map((row) => row.before.unit))).toEqual(new Set(['区住建局']))
    const clauses = await t.rows<{ count: number }>(
      "select count(*) as count from plan.duty where status <> 'ended' group by clause_id, coalesce(unit_id::text, unit_name) having count(*) > 1",
    )
    expect(clauses).toEqual([])
  })
})

test('a repeal by mistake is put right by importing the same text again, with the same clause ids and duties', async () => {
  const before = await inForce()
  const duties = (await t.done(ListDuties, {}, group())).rows.map(({ id }) => id)
  await t.done(RepealVersion, { versionId: before.version?.id ?? '', reason: '误操作' }, group())
  const { versionId, toConfirm } = await t.done(ImportPlan, send(before.text), group())
  expect(toConfirm).toBe(0)
  expect((await t.done(ConfirmVersion, { versionId }, group())).state).toBe('in-force')
  const after = await inForce()
  expect(after.clauses.map(({ id }) => id)).toEqual(before.clauses.map(({ id }) => id))
  expect((await t.done(ListDuties, {}, group())).rows.map(({ id }) => id)).toEqual(duties)
})
