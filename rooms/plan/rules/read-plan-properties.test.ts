import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isRefusal } from '@yinqiao/kernel/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PlanStructure } from '../contract/structure.ts'
import { clausesOf } from './clauses.ts'
import { foldMarks } from './fold-mark.ts'
import { readPlan } from './read-plan.ts'

const fixture = readFileSync(join(import.meta.dirname, '../fixtures/qinghe-2026.txt'), 'utf8')
const bare = (text: string) => text.replace(/[\s*]/g, '')

/** Whether the words open the passage and follow in order; page numbers between pages are left out of words. */
function standsIn(words: string, passage: string): boolean {
  let at = 0
  for (const sign of bare(words)) {
    const found = passage.indexOf(sign, at)
    if (found < 0 || (at === 0 && found !== 0)) return false
    at = found + 1
  }
  return true
}

/** Every passage the reading names stands in the text where it says. */
function consistent(text: string, plan: PlanStructure): void {
  const inText = (from: number, to: number) => {
    expect(from).toBeGreaterThanOrEqual(0)
    expect(to).toBeLessThanOrEqual(text.length)
    expect(from).toBeLessThan(to)
  }
  for (const section of plan.sections) {
    inText(section.from, section.to)
    expect(standsIn(section.label + section.title, text.slice(section.from, section.to))).toBe(true)
  }
  for (const task of plan.tasks) {
    inText(task.from, task.to)
    expect(text.slice(task.from, task.to)).toBe(task.text)
    for (const unit of task.units) expect(standsIn(unit.asWritten, text.slice(unit.from, unit.to))).toBe(true)
  }
  for (const phase of plan.phases) {
    inText(phase.from, phase.to)
    for (const target of phase.targets) {
      expect(text.slice(target.from, target.to)).toBe(target.text)
      expect(target.from).toBeGreaterThanOrEqual(phase.from)
      expect(target.to).toBeLessThanOrEqual(phase.to)
    }
  }
  for (const quantity of plan.quantities) {
    expect(text.slice(quantity.from, quantity.to)).toBe(quantity.quote)
    expect(Number.isFinite(quantity.value)).toBe(true)
  }
  for (const term of plan.terms) expect(standsIn(term.term, text.slice(term.from, term.to))).toBe(true)
  const clauses = clausesOf(text, plan)
  for (const clause of clauses) {
    expect(text.slice(clause.from, clause.to)).toBe(clause.text)
    const parent = clause.parent === null ? undefined : clauses[clause.parent]
    if (parent !== undefined) expect(clause.from >= parent.from && clause.to <= parent.to).toBe(true)
  }
}

/** What is read, without places, in one shape of marks. */
function shape(text: string) {
  const plan = readPlan(text)
  if (isRefusal(plan)) return plan.refused.code
  const key = (words: string) => foldMarks(bare(words))
  return {
    title: key(plan.document.title),
    number: plan.document.number,
    issuedOn: plan.document.issuedOn,
    sections: plan.sections.map((one) => `${one.level}${key(one.label + one.title)}`),
    targets: plan.phases.map((phase) => phase.targets.map((target) => key(target.text))),
    tasks: plan.tasks.map((task) => [key(task.label), task.unitsOpen, ...task.units.map((unit) => unit.role + key(unit.asWritten))]),
    quantities: plan.quantities.map(({ value, valueTo, unit, comparison, year, role }) => [value, valueTo, unit, comparison, year, role]),
    terms: plan.terms.map((one) => one.term),
  }
}

const whole = shape(fixture)

const pieces = fc.constantFrom(
  '一、',
  '二、',
  '（一）',
  '(二)',
  '1.',
  '2．',
  '第一条 ',
  '①',
  '目标',
  '主要任务',
  '到2027年底，',
  '近期（2025）：',
  '。',
  '，',
  '；',
  '、',
  '\n',
  '\n\n',
  ' ',
  '“',
  '”',
  '（',
  '）',
  '(',
  '《',
  '》',
  '〈',
  '责任单位：',
  '牵头单位：',
  '区民政局',
  '、区财政局',
  '等',
  '负责',
  '下同',
  '10',
  '家以上',
  '不超过',
  '3.5亿元',
  '百个',
  '1—2个',
  '均',
  '分别',
  '万',
  '亿',
  '年',
  '月',
  '%',
  '最高',
  '的',
  '建成',
  '培育一批企业',
  '关于印发方案的通知',
  '实施方案',
  '〔2025〕1号',
  '2025年2月30日',
  'OPC',
  '\t',
  '\r\n',
  '\u3000\u3000',
  '\n— 3 —\n',
  '**',
  '# ',
)

test('no text makes the reader throw, and what it reads is where it says', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ maxLength: 400 }), fc.string({ unit: 'binary', maxLength: 200 })), (text) => {
      readPlan(text)
    }),
    { numRuns: 300 },
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 120 }), (parts) => {
      const text = `青禾区实施方案\n一、主要任务\n${parts.join('')}\n二、保障措施\n${'认真组织实施各项工作，确保取得实效。'.repeat(5)}`
      const plan = readPlan(text)
      if (!isRefusal(plan)) consistent(text, plan)
    }),
    { numRuns: 400 },
  )
})

test('places stay true when anything is put into a real document', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(fixture.length), pieces), { maxLength: 6 }), (insertions) => {
      let text = fixture
      for (const [at, piece] of insertions) text = text.slice(0, at) + piece + text.slice(at)
      const plan = readPlan(text)
      if (!isRefusal(plan)) consistent(text, plan)
    }),
    { numRuns: 150 },
  )
})

test('half- and full-width marks change nothing', () => {
  const swaps: Readonly<Record<string, string>> = {
    '，': ',',
    '；': ';',
    '：': ':',
    '（': '(',
    '）': ')',
    '．': '.',
    ':': '：',
    '(': '（',
    ')': '）',
    '—': '–',
  }
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: fixture.length, maxLength: fixture.length }), (flips) => {
      // a half-width comma between digits would group them, so commas there stay
      const text = [...fixture].map((sign, i) => (flips[i] && !/\d/.test(fixture.charAt(i + 1)) ? (swaps[sign] ?? sign) : sign)).join('')
      expect(shape(text)).toEqual(whole)
    }),
    { numRuns: 60 },
  )
})

test('line breaks inside sentences change nothing', () => {
  const body = fixture.indexOf('二、重点任务')
  const places = [...fixture].flatMap((sign, i) =>
    i > body &&
    /[\u4e00-\u9fff]/.test(sign) &&
    /[\u4e00-\u9fff]/.test(fixture.charAt(i + 1)) &&
    /[。，；][^\n]*$/.test(fixture.slice(fixture.lastIndexOf('\n', i) + 1, i))
      ? [i + 1]
      : [],
  )
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom(...places), { maxLength: 8 }),
      fc.constantFrom('\n', '\n\n', '\r\n', '\n\n— 7 —\n\n', ' '),
      (cuts, mark) => {
        let text = fixture
        for (const at of [...cuts].sort((a, b) => b - a)) text = text.slice(0, at) + mark + text.slice(at)
        const got = shape(text)
        if (typeof got === 'string' || typeof whole === 'string') throw new Error('refused')
        expect(got.sections).toEqual(whole.sections)
        expect(got.tasks).toEqual(whole.tasks)
      },
    ),
    { numRuns: 150 },
  )
})

test('long and hostile documents are read', () => {
  const nasty = [
    '（'.repeat(60_000),
    '一、'.repeat(50_000),
    '1.'.repeat(60_000),
    '责任单位：'.repeat(30_000),
    '不超过'.repeat(40_000),
    '一'.repeat(100_000),
    `（责任单位：${'区民政局、'.repeat(30_000)}`,
    '9'.repeat(100_000),
    '9,'.repeat(60_000),
    '"'.repeat(100_000),
    '由甲局牵头'.repeat(30_000),
    '每'.repeat(100_000),
    '到2027年，'.repeat(20_000),
  ]
  // each is finished within the time limit of a test; one that grows with the square would take minutes
  for (const text of nasty) readPlan(`青禾区实施方案\n一、主要任务\n${text}\n二、其他`)
  readPlan(Array.from({ length: 120 }, () => fixture).join('\n'))
}, 20_000)
