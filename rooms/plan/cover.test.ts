import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MeasureDeclaration } from '@yinqiao/kernel/contract'
import { type TestRooms, testRooms } from '@yinqiao/kernel/testing'
import { LoadUnits, LoadUnitsFile, UnitsFile } from '@yinqiao/orgs/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  ConfirmVersion,
  Decomposition,
  DecompositionRow,
  ImportPlan,
  ListCover,
  ListDuties,
  ListTargets,
  LoadMeasures,
  NoteRow,
} from './contract/index.ts'
import { planRooms } from './fixtures/plan-rooms.ts'
import { anchorsOf } from './rules/anchor.ts'
import { dutyMeasures } from './rules/duty-measures.ts'

const fixture = readFileSync(join(import.meta.dirname, 'fixtures/qinghe-2026.txt'), 'utf8')
const shipped = Decomposition.parse(JSON.parse(readFileSync(join(import.meta.dirname, 'data/xiangcheng-rows.json'), 'utf8')))
const official = join(import.meta.dirname, '../../../shared/plan/xiangcheng-2025.txt')
const row = (code: string, quote: string, measures: string[] = []) => ({
  code,
  section: '二',
  name: code,
  phase: 'all',
  room: 'plan',
  capability: { zh: `登记${code}`, en: `Register ${code}` },
  records: [],
  kind: 'count',
  formula: null,
  unit: '',
  planNumber: null,
  ourReading: null,
  units: [],
  unitsOpen: false,
  leadProposed: null,
  fedBy: measures,
  anchors: anchorsOf(quote),
})
const codeOf = (answer: { ok: boolean; refusal?: { refused: { code: string } } }) => answer.refusal?.refused.code

async function open(
  decomposition: Decomposition,
  measures: readonly MeasureDeclaration[],
  text: string,
  fileName: string,
): Promise<TestRooms> {
  const t = await testRooms(planRooms({ decomposition, measures }))
  const units = UnitsFile.parse(JSON.parse(readFileSync(join(import.meta.dirname, '../orgs/data/xiangcheng-units.json'), 'utf8')))
  await t.done(
    LoadUnits,
    { file: { ...units, units: units.units.map((unit) => ({ ...unit, divisionCode: null })) } },
    t.actor({ role: LoadUnitsFile.roles[0] ?? '' }),
  )
  const { versionId } = await t.done(
    ImportPlan,
    { fileName, content: Buffer.from(text).toString('base64') },
    t.actor({ role: 'working-group' }),
  )
  await t.done(ConfirmVersion, { versionId }, t.actor({ role: 'working-group' }))
  await t.done(LoadMeasures, {}, t.actor({ role: 'working-group' }))
  return t
}

describe('a decomposition of the fixture', () => {
  const rows = [
    row('1', '每季度调度1次'),
    row('2', '坚持政府引导 … 守住安全底线'),
    row('3', '这句话不在文中'),
    row('4', '打造“15分钟颐养圈”'),
  ]
  let t: TestRooms
  beforeAll(async () => {
    t = await open(
      { title: '', number: '青政办〔2026〕8号', note: '', leadNote: '', rows },
      [{ ...dutyMeasures[1], code: 'm.one', carries: ['4'], guard: null } as MeasureDeclaration],
      fixture,
      'q.txt',
    )
  })
  afterAll(() => t.close())
  const group = () => t.actor({ role: 'working-group' })
  const cover = () => t.done(ListCover, {}, group())

  test("finds each row's words in the text, says which it did not find, and adds up", async () => {
    const { counts, rows: found } = await cover()
    expect(found.map(({ code, spans }) => [code, spans.map(({ quote }) => quote)])).toEqual([
      ['1', ['每季度调度1次']],
      ['2', ['坚持政府引导', '守住安全底线']],
      ['3', []],
      ['4', ['打造“15分钟颐养圈”']],
    ])
    expect(counts).toMatchObject({ bound: 1, noteOnly: 0, uncovered: 3, all: 4, anchored: 3 })
    expect(found.filter(({ clauseId }) => clauseId !== null).map(({ code }) => code)).toEqual(['1', '2', '4'])
  })

  test('the search finds a row by its Chinese and by its English words, whatever the case', async () => {
    const found = async (search: string) => (await t.done(ListCover, { search }, group())).rows
    expect(await found('登记2')).toMatchObject([{ code: '2', capability: { zh: '登记2', en: 'Register 2' } }])
    expect((await found('rEGISTER 4')).map(({ code }) => code)).toEqual(['4'])
    expect(await found('登记5')).toEqual([])
  })

  test('a note moves a row to note-only and back; a bound or unknown row takes none', async () => {
    expect(await t.done(NoteRow, { code: '1', note: '会议由会议记录体现' }, group())).toEqual({ state: 'note-only' })
    expect((await cover()).counts).toMatchObject({ bound: 1, noteOnly: 1, uncovered: 2 })
    expect(codeOf(await t.run(NoteRow, { code: '4', note: '不计量' }, group()))).toBe('plan.row-bound')
    expect(codeOf(await t.run(NoteRow, { code: '99', note: '不计量' }, group()))).toBe('plan.row-unknown')
    expect(codeOf(await t.run(NoteRow, { code: '1', note: '越权' }, t.actor({ role: 'town-officer' })))).toBe('kernel.not-allowed')
    expect(await t.done(NoteRow, { code: '1', note: '' }, group())).toEqual({ state: 'uncovered' })
    expect(await t.rows('select * from plan.row_note')).toEqual([])
  })
})

describe('the shipped rows', () => {
  test('every row says what it needs in one Chinese sentence and in English, no two the same', () => {
    const chinese = shipped.rows.map(({ capability }) => capability.zh)
    expect(chinese.filter((words) => !/^[^。]{14,44}。$/.test(words) || /[A-Za-z]/.test(words))).toEqual([])
    expect(new Set(chinese).size).toBe(184)
    expect(shipped.rows.filter(({ capability }) => !/[A-Za-z]/.test(capability.en)).map(({ code }) => code)).toEqual([])
  })

  test('a row without its Chinese or English words, or with one string for both, is not a decomposition', () => {
    const parsed = (capability: unknown) => DecompositionRow.safeParse({ ...row('1', '每季度调度1次'), capability })
    expect(parsed({ zh: '登记', en: 'Register' }).success).toBe(true)
    for (const bad of ['Register', { en: 'Register' }, { zh: '登记' }, { zh: '', en: 'Register' }, { zh: '登记', en: '' }]) {
      expect(parsed(bad).error?.issues.map(({ path }) => path[0])).toEqual(['capability'])
    }
  })

  test.skipIf(!existsSync(official))('share no nine characters in a row with the official plan (needs ../shared)', () => {
    const text = readFileSync(official, 'utf8').replaceAll(/\s/g, '')
    const shared = shipped.rows.flatMap(({ capability: { zh } }) =>
      [...zh].map((_, at) => zh.slice(at, at + 9)).filter((run) => run.length === 9 && text.includes(run)),
    )
    expect(shared).toEqual([])
  })
})

describe.skipIf(!existsSync(official))("the district's official plan (needs ../shared)", () => {
  let t: TestRooms
  beforeAll(async () => {
    t = await open(shipped, [], readFileSync(official, 'utf8'), 'xiangcheng-2025.txt')
  })
  afterAll(() => t.close())
  const group = () => t.actor({ role: 'working-group' })

  test('all 184 rows stand in the text, each within a clause, and the three counts add up to 184 (F2)', async () => {
    const { counts, rows } = await t.done(ListCover, {}, group())
    expect(counts.bound + counts.noteOnly + counts.uncovered).toBe(184)
    expect(counts).toMatchObject({ all: 184, anchored: 184 })
    expect(rows.filter(({ clauseId, spans }) => clauseId === null && spans.length === 1)).toEqual([])
  })

  test('the twelve phase targets are 口径未定, each with its row; one carries the only number', async () => {
    const { rows } = await t.done(ListTargets, {}, group())
    expect(rows.map(({ code }) => code)).toEqual([
      '2.1a',
      '2.1b',
      '2.1c',
      '2.1d',
      '2.2a',
      '2.2b',
      '2.2c',
      '2.3a',
      '2.3b',
      '2.3c',
      '2.3d',
      '2.3e',
    ])
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['口径未定']))
    expect(rows.flatMap(({ quantities }) => quantities.filter(({ role }) => role === 'target'))).toEqual([
      { quote: '10家以上', value: 10, unit: '家', comparison: '>=', role: 'target' },
    ])
  })

  test('fifteen tasks fan out to the units named and to every town and area (F9)', async () => {
    const { rows, units } = await t.done(ListDuties, {}, group())
    const towns = units.filter(({ duties }) => duties === 15)
    expect(towns.length).toBeGreaterThanOrEqual(15)
    expect(new Set(rows.map(({ label }) => label)).size).toBe(15)
    expect(rows.filter(({ unitId }) => unitId === null)).toEqual([])
    expect(rows.every(({ unitsOpen, source }) => unitsOpen && source === 'plan')).toBe(true)
    expect(
      rows
        .filter(({ label, role }) => label.startsWith('2') && role === 'named')
        .map(({ unitName }) => unitName)
        .toSorted(),
    ).toContain('区民政局')
  })
})
