import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkTree } from '@yinqiao/kernel'
import { QualityStatements, QueryTree } from '@yinqiao/kernel/contract'
import { amountSource, stageSource } from '@yinqiao/projects/contract'
import { evidenceSource, sourceOfKind, typingSource } from '@yinqiao/records/contract'
import { watchSources } from '@yinqiao/watch'
import { expect, test } from 'vitest'
import { industryKinds, industryProjects } from '../kinds/all-kinds.ts'
import { industryMeasures, industrySources } from '../measures.ts'

// one number looks at what the watch counts by day
const every = [
  ...industrySources,
  ...watchSources,
  ...industryKinds.map(sourceOfKind),
  evidenceSource,
  typingSource,
  stageSource,
  amountSource,
]
const sources = new Map(every.map((source) => [source.name, source]))
const { rows } = JSON.parse(readFileSync(join(import.meta.dirname, '../../plan/data/xiangcheng-rows.json'), 'utf8')) as {
  rows: readonly { code: string }[]
}
const planRows = new Set(rows.map(({ code }) => code))

/** Rows of the decomposition whose numbers this room's registers and works carry. */
const bound =
  '2.1a 2.1b 2.1c 2.1d 2.2b 2.2c 2.3a 2.3b 2.3c 2.3d 2.3e 1.2 1.5 2.0c 3.1a 3.1c 3.1e 3.1f 3.2a 3.2d 3.3a 3.3b 3.3c 3.3d 3.3e 3.4a 4.1.0 4.1.1 4.1.2 4.1.5 4.1.11 4.3.1 4.3.4 4.3.5 4.3.7 4.4.8 4.4.9 4.4.12 4.7.0 4.7.0b 4.7.1 4.7.2 4.7.3 4.7.5 4.8.6 4.10.1 4.10.2 4.10.3 4.10.4 4.10.5 4.10.6 4.11.1 4.11.3 5.1.6 5.2.2 5.2.3 4.13.0c'.split(
    ' ',
  )

test('no two sources have one name', () => {
  expect(sources.size).toBe(every.length)
})

test.each(industryMeasures.map((measure) => [measure.code, measure] as const))(
  '%s can be compiled and says its quality',
  (code, measure) => {
    expect(checkTree(QueryTree.parse(measure.tree), sources, measure.params ?? {}), code).toEqual([])
    const quality = QualityStatements.parse(measure.quality)
    expect(new Set(Object.values(quality)).size).toBe(5)
    expect(measure.carries.length).toBeGreaterThan(0)
    expect(measure.carries.filter((row) => !planRows.has(row))).toEqual([])
  },
)

test('codes are unique and every guard is a measure that is not itself', () => {
  const codes = industryMeasures.map(({ code }) => code)
  expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([])
  expect(industryMeasures.filter(({ code, guard }) => guard === code || (guard !== null && !codes.includes(guard)))).toEqual([])
})

test('one calculation has one name', () => {
  const made = industryMeasures.map(({ tree, params, period }) => JSON.stringify([tree, params, period]))
  expect(industryMeasures.filter((_, at) => made.indexOf(made[at] ?? '') !== at).map(({ code }) => code)).toEqual([])
})

test('every row of the plan that these registers can carry has its number', () => {
  const carried = new Set(industryMeasures.flatMap(({ carries }) => carries))
  expect(bound.filter((row) => !carried.has(row))).toEqual([])
})

test('a target has a guard, and what is scored as more is not counted without proof', () => {
  const targets = industryMeasures.filter(({ code }) => /^2\.[123][a-e]$/.test(code))
  expect(targets.map(({ code }) => code).toSorted()).toEqual([
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
  expect(targets.filter(({ guard }) => guard === null).map(({ code }) => code)).toEqual([])
  const unproved = targets
    .filter(({ tree }) => !/records\.evidence|industry\.acceptance/.test(JSON.stringify(tree)))
    .map(({ code }) => code)
  // parks are counted by their state, firms by their profile: their guards show what is behind them
  expect(unproved).toEqual(['2.2a', '2.3e'])
})

test('rows of the plan that registers name exist', () => {
  expect(industryKinds.flatMap(({ carries }) => carries).filter((row) => !planRows.has(row))).toEqual([])
  expect(industryProjects.map(({ record }) => record.code)).toEqual([
    'industry.investment',
    'industry.facility',
    'industry.demonstration',
    'industry.research',
  ])
})
