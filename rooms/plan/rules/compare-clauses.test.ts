import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isRefusal } from '@yinqiao/kernel/contract'
import { expect, test } from 'vitest'
import { clausesOf } from './clauses.ts'
import { compareClauses } from './compare-clauses.ts'
import { compareVersions } from './compare-versions.ts'
import { readPlan } from './read-plan.ts'

const fixture = readFileSync(join(import.meta.dirname, '../fixtures/qinghe-2026.txt'), 'utf8')

function clauses(text: string) {
  const plan = readPlan(text)
  if (isRefusal(plan)) throw new Error('refused')
  return clausesOf(text, plan)
}

const first = clauses(fixture)
const old = first.map((clause, i) => ({ id: `c${i}`, text: clause.text, parent: clause.parent === null ? null : `c${clause.parent}` }))

/** Changes other than same, as "change: old words => new words". */
function changes(text: string) {
  const now = clauses(text)
  const words = (clause: string | undefined) => (clause ?? '').replace(/\s/g, '').slice(0, 12)
  return compareClauses(old, now)
    .filter((mapping) => mapping.change !== 'same')
    .map(
      (mapping) =>
        `${mapping.change}: ${mapping.old.map((id) => words(first[Number(id.slice(1))]?.text)).join(' + ')} => ${mapping.now.map((j) => words(now[j]?.text)).join(' + ')}`,
    )
}

test('every word of the plan lies in a clause, once among the leaves', () => {
  const leaves = first.filter((_, i) => !first.some((other) => other.parent === i))
  let covered = ''
  for (const leaf of leaves) covered += leaf.text
  const signs = (text: string) => [...text.replace(/[\s\u3000，。；：、,;:①-⑳]/g, '')].sort().join('')
  expect(signs(covered)).toBe(signs(fixture))
  expect(first.filter((one) => one.kind === 'task')).toHaveLength(5)
  expect(first.filter((one) => one.kind === 'target')).toHaveLength(9)
  expect(first.filter((one) => one.kind === 'safeguard')).toHaveLength(2)
})

test('effort and result are told apart', () => {
  const of = (start: string) => first.find((one) => one.kind !== 'section' && one.kind !== 'task' && one.text.startsWith(start))?.verbClass
  expect(of('鼓励盘活')).toBe('effort')
  expect(of('建成百个')).toBe('result')
})

test('other marks, spaces and line breaks are no change', () => {
  expect(
    changes(
      fixture
        .replaceAll('，', ',')
        .replaceAll('（', '(')
        .replaceAll('）', ')')
        .replaceAll('：', ':')
        .replaceAll('加强领导', '加强 领导')
        .replace('盘活闲置', '盘活\n\n闲置'),
    ),
  ).toEqual([])
})

test('one sentence edited', () => {
  expect(changes(fixture.replace('鼓励盘活闲置厂房', '鼓励盘活闲置仓库'))).toEqual([
    'edited: 鼓励盘活闲置厂房，202 => 鼓励盘活闲置仓库，202',
  ])
})

test('one sentence deleted, one added', () => {
  expect(changes(fixture.replace('成立工作专班，每季度调度1次。', ''))).toEqual(['removed: 成立工作专班，每季度调度 => '])
  expect(changes(fixture.replace('（二）强化考核。', '（二）强化考核。每年公布结果并接受社会监督。'))).toEqual([
    'new:  => 每年公布结果并接受社会监',
  ])
})

test('one sentence split, two merged', () => {
  expect(
    changes(fixture.replace('鼓励盘活闲置厂房，2026年9月底前完成首批改造，', '鼓励盘活闲置厂房。2026年9月底前完成首批改造，')),
  ).toEqual(['split: 鼓励盘活闲置厂房，202 => 鼓励盘活闲置厂房。 + 2026年9月底前完成首'])
  expect(changes(fixture.replace('贴息期限最长3年；服务满2年', '贴息期限最长3年，服务满2年'))).toEqual([
    'merged: 单笔贷款最高不超过100 + 服务满2年的护理员每人每 => 单笔贷款最高不超过100',
  ])
})

test('one sentence moved to another section', () => {
  const moved = '鼓励盘活闲置厂房，2026年9月底前完成首批改造，每年新增面积10万平方米左右。'
  expect(changes(fixture.replace(moved, '').replace('（一）加强领导。', `（一）加强领导。${moved}`))).toEqual([
    'moved: 鼓励盘活闲置厂房，202 => 鼓励盘活闲置厂房，202',
  ])
})

test('two tasks swapped and renumbered: one moved, its sentences stay', () => {
  const a = fixture.indexOf('4. 发展金融服务')
  const b = fixture.indexOf('5. 营造良好氛围')
  const c = fixture.indexOf('三、保障措施')
  const text =
    fixture.slice(0, a) + fixture.slice(b, c).replace('5. ', '4. ') + fixture.slice(a, b).replace('4. ', '5. ') + fixture.slice(c)
  const got = changes(text)
  expect(got).toHaveLength(1)
  expect(got[0]).toMatch(/^moved: (?:4\.发展金融|5\.营造良好)/)
})

test('ids survive: every old clause is mapped once, every new one too', () => {
  const now = clauses(fixture.replace('鼓励盘活闲置厂房', '支持利用旧房').replace('成立工作专班，每季度调度1次。', ''))
  const mappings = compareClauses(old, now)
  expect(mappings.flatMap((one) => one.old).sort()).toEqual(old.map((one) => one.id).sort())
  expect(mappings.flatMap((one) => one.now).sort((a, b) => a - b)).toEqual(now.map((_, j) => j))
})

test('nothing alike is removed and new, never edited', () => {
  const got = compareVersions([{ id: 'a', text: '成立工作专班并定期调度。' }], [{ text: '开展志愿服务活动五十场。' }])
  expect(got.map((one) => one.change)).toEqual(['removed', 'new'])
})

test('empty versions', () => {
  expect(compareVersions([], [])).toEqual([])
  expect(compareClauses([], [{ text: '甲', parent: null }]).map((one) => one.change)).toEqual(['new'])
})
