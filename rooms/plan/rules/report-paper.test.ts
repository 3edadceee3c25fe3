import { runsOf, type Words } from '@yinqiao/papers/contract'
import { describe, expect, test } from 'vitest'
import { report } from '../fixtures/report.ts'
import { listTypedFigures } from './list-typed-figures.ts'
import { ReportModel } from './report-model.ts'
import { reportPaper } from './report-paper.ts'
import { reportWorkbook } from './report-workbook.ts'

const plain = (words: Words) =>
  runsOf(words)
    .map(({ text, code }) => (code === undefined ? text : `${text}[${code}]`))
    .join('')
const allRuns = (of = report) =>
  reportPaper(of).blocks.flatMap((block) => {
    switch (block.kind) {
      case 'heading':
        return [{ text: block.text }]
      case 'paragraph':
      case 'quote':
      case 'note':
        return runsOf(block.words)
      case 'bullets':
        return block.items.flatMap((item) => runsOf(item))
      case 'facts':
        return block.facts.flatMap(([name, words]) => [{ text: name }, ...runsOf(words)])
      case 'table':
        return [...block.columns.map(({ title }) => ({ text: title })), ...block.rows.flat().flatMap((cell) => runsOf(cell))]
      case 'break':
        return []
    }
  })
const textOf = (of = report) =>
  allRuns(of)
    .map(({ text }) => text)
    .join('\n')

test('the fixture is a report, and a report read back from JSON is the same', () => {
  expect(ReportModel.parse(JSON.parse(JSON.stringify(report)))).toEqual(report)
})

describe('the paper', () => {
  test('counts the outcomes of the phase and says what is not zero', () => {
    const counts = reportPaper(report).blocks.find((block) => block.kind === 'table')
    if (counts?.kind !== 'table') throw new Error('no table')
    expect(counts.columns.map(({ title }, at) => [title, plain(counts.rows[0]?.[at] ?? '')])).toEqual([
      ['达到', '0'],
      ['未达到', '1'],
      ['口径未定', '1'],
      ['无数据', '1'],
      ['未到期', '0'],
      ['有争议', '0'],
    ])
  })
  test('marks synthetic data, and only it', () => {
    expect(reportPaper(report).mark).toBe('合成数据')
    expect(reportPaper({ ...report, synthetic: false }).mark).toBeNull()
    expect(textOf({ ...report, synthetic: false })).not.toContain('合成数据')
  })
  test('gives every figure with a value the code that opens its rows', () => {
    const coded = allRuns().filter((run) => 'code' in run && run.code === 'R-22bf0c1')
    expect(coded.map(({ text }) => text)).toContain('7 家')
  })
  test('names who sent no self-report, and highlights what was typed by hand', () => {
    expect(textOf()).toContain('缺自评：区发改委 未报送。')
    expect(
      allRuns()
        .filter((run) => 'unproven' in run && run.unproven)
        .map(({ text }) => text),
    ).toContain('3家')
  })
  test('never prints a missing value as 0', () => {
    expect(textOf()).toContain('口径未定')
    const money = textOf().split('=HYPERLINK("http://x","y")')[1] ?? ''
    expect(money.split('\n').slice(1, 4)).toEqual(['—', '—', '—'])
  })
  test('empty parts say that there is nothing', () => {
    const bare = {
      ...report,
      tasks: [],
      units: [],
      money: [],
      definitionChanges: [],
      revisions: [],
      problems: [],
      honesty: [],
      manifest: [],
      uncovered: [],
      undefinedWords: [],
      targets: [],
    }
    for (const words of ['没有纳入评估的任务', '没有资金记录', '没有口径变动', '没有修订', '没有未决问题', '清单为空'])
      expect(textOf(bare)).toContain(words)
  })
})

test('the workbook has money in yuan, missing cells empty, one sheet a table', () => {
  const { sheets } = reportWorkbook(report)
  expect(sheets.map(({ name }) => name)).toHaveLength(12)
  const money = sheets.find(({ name }) => name === '资金')
  expect(money?.rows.map((row) => row.slice(1, 4))).toEqual([
    [1_200_000, 900_000.5, 0],
    [null, null, null],
  ])
  for (const { columns, rows } of sheets) for (const row of rows) expect(row).toHaveLength(columns.length)
})

test('before signing: what was typed by hand, and placeholders of nothing, by place and unit', () => {
  const [first, ...rest] = report.targets
  if (first === undefined) throw new Error('the fixture has targets')
  const planted = {
    ...report,
    targets: [{ ...first, words: [{ unit: '区教育局', text: '共{{9.9z}}', sentOn: null }, ...first.words] }, ...rest],
  }
  expect(listTypedFigures(planted)).toEqual([
    { where: '2.2b', unit: '区教育局', text: '{{9.9z}}', kind: 'unknown' },
    { where: '2.2b', unit: '区商务局', text: '3家', kind: 'typed' },
    { where: '3. 第3项任务：推进产业集聚与场景建设', unit: '区民政局', text: '1', kind: 'typed' },
    { where: '3. 第3项任务：推进产业集聚与场景建设', unit: '区民政局', text: '1', kind: 'typed' },
  ])
})
