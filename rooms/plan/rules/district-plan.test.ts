import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isRefusal } from '@yinqiao/kernel/contract'
import { describe, expect, test } from 'vitest'
import { locateQuote, searchable } from './locate-quote.ts'
import { readPlan } from './read-plan.ts'
import { summarise } from './summarise.ts'

const folder = join(import.meta.dirname, '../../../../shared/plan')
const present = existsSync(join(folder, 'xiangcheng-2025.txt'))
if (!present) console.warn('skipped: ../shared/plan is not here, the district plan is not read')
const text = present ? readFileSync(join(folder, 'xiangcheng-2025.txt'), 'utf8') : ''

interface Row {
  readonly id: string
  readonly quote: string
}

describe.skipIf(!present)('the plan of the first district', () => {
  const plan = present ? readPlan(text) : undefined
  if (plan === undefined || isRefusal(plan)) {
    test('is read', () => expect(plan).not.toSatisfy(isRefusal))
    return
  }
  const rows: Row[] = JSON.parse(readFileSync(join(folder, 'decomposition.json'), 'utf8'))
  const place = (id: string) => locateQuote(searchable(text), rows.find((row) => row.id === id)?.quote ?? '')?.[0]

  test('sums up to 15 tasks, 3 phases, 12 targets, 4 directions and one hard quota', () => {
    expect(summarise(plan)).toMatchObject({
      number: '相政办〔2025〕10号',
      issuedOn: '2025-02-12',
      disclosure: '依申请公开',
      tasks: 15,
      phases: 3,
      targets: 12,
      directions: 4,
      hardQuotas: ['10家以上'],
      openLists: 15,
      unitGroups: 15,
      rules: 1,
    })
    expect(plan.document.issuer).toMatch(/人民政府办公室$/)
    expect(plan.document.title).toMatch(/实施方案$/)
  })

  test('the 12 targets are the 12 rows of the decomposition, in order', () => {
    const ids = ['2.1a', '2.1b', '2.1c', '2.1d', '2.2a', '2.2b', '2.2c', '2.3a', '2.3b', '2.3c', '2.3d', '2.3e']
    const targets = plan.phases.flatMap((phase) => phase.targets)
    expect(targets).toHaveLength(12)
    for (const [i, id] of ids.entries()) {
      const row = place(id)
      const target = targets[i]
      // 2.3d leaves the word 积极 in front out
      expect([
        id,
        row !== undefined && target !== undefined && target.from <= row.from && target.from >= row.from - 2 && target.to === row.to,
      ]).toEqual([id, true])
    }
    expect(plan.phases.map((phase) => phase.years)).toEqual([
      { from: 2025, to: 2025 },
      { from: 2026, to: 2028 },
      { from: 2029, to: null },
    ])
  })

  test('the hard quota', () => {
    expect(plan.quantities.filter((one) => one.role === 'target')).toMatchObject([
      { quote: '10家以上', value: 10, unit: '家', comparison: '>=', year: 2028 },
    ])
  })

  test('units exactly as written, all lists open, the default executor as a rule', () => {
    expect(
      plan.tasks.map((task) => task.units.map((unit) => unit.asWritten.replaceAll('(', '（').replaceAll(')', '）')).join(' ')),
    ).toEqual([
      '区发改委 科技局 工信局 民政局 各镇（街道、区）',
      '区发改委 民政局 人社局',
      '区科技局 工信局 卫健委',
      '区委社会工作部 区发改委 民政局 住建局 卫健委 国资办',
      '区教育局 民政局 文体和旅游局 卫健委',
      '区教育局 民政局 人社局',
      '区发改委 科技局 民政局 商务局（投促中心） 招商集团',
      '区发改委 工信局 民政局',
      '金控集团',
      '区民政局 住建局 市场监管局',
      '区发改委 市政集团',
      '区民政局 商务局（投促中心）',
      '区住建局 资规分局',
      '区发改委 财政局 国资办 金控集团',
      '区发改委 民政局 公安分局',
    ])
    expect(plan.tasks.every((task) => task.unitsOpen && task.units.every((unit) => unit.role === 'responsible'))).toBe(true)
    expect(plan.tasks.map((task) => task.label)).toEqual(Array.from({ length: 15 }, (_, i) => `${i + 1}.`))
    expect(plan.rules).toMatchObject([{ kind: 'executor', units: [{ asWritten: '各镇（街道、区）', executor: true }] }])
    expect(plan.tasks.slice(1).every((task) => task.unitsByRule?.length === 1)).toBe(true)
  })

  test('each of the 184 rows is found in the text, wherever its lines break', () => {
    expect(rows).toHaveLength(184)
    const ready = searchable(text)
    expect(rows.filter((row) => locateQuote(ready, row.quote) === undefined).map((row) => row.id)).toEqual([])
  })

  test('a place is a true slice', () => {
    const spot = place('2.2b')
    expect(text.slice(spot?.from, spot?.to).replace(/\s/g, '')).toBe(rows.find((row) => row.id === '2.2b')?.quote)
  })
})
