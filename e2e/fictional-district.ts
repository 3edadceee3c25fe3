import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Decomposition } from '@yinqiao/plan/contract'
import { anchorsOf } from '../rooms/plan/rules/anchor.ts'
import { fictionalPlan } from './open-district.ts'

const root = resolve(import.meta.dirname, '..')

/** Targets of an invented plan that are due this year, and the rows of measures that speak for them. */
const targets = {
  '2.2a': '建成产业园1个',
  '2.2b': '引进知名企业10余家',
  '2.3a': '培育龙头企业3家',
  '2.3b': '创建知名品牌5个',
} as const

/**
 * A folder for YINQIAO_DISTRICT whose plan is the fictional one with targets that shipped measures carry: for pictures of
 * boards with numbers, in which no word of the official plan stands.
 */
export function fictionalDistrict(): { readonly folder: string; readonly planFile: string } {
  const folder = mkdtempSync(join(tmpdir(), 'yinqiao-qinghe-'))
  const shipped = Decomposition.parse(JSON.parse(readFileSync(join(root, 'rooms/plan/data/xiangcheng-rows.json'), 'utf8')))
  const rows = shipped.rows.flatMap((row) =>
    Object.entries(targets).flatMap(([code, words]) => (code === row.code ? [{ ...row, anchors: anchorsOf(words) }] : [])),
  )
  writeFileSync(
    join(folder, 'plan-rows.json'),
    JSON.stringify({ ...shipped, title: '青禾区（虚构）行动方案分解', number: '青政办〔2026〕8号', rows }),
  )
  for (const [name, file] of [
    ['divisions.json', 'places/data/xiangcheng.json'],
    ['outline.json', 'places/data/xiangcheng-outline.json'],
    ['units.json', 'orgs/data/xiangcheng-units.json'],
    ['chain.json', 'industry/data/xiangcheng-chain.json'],
  ] as const)
    copyFileSync(join(root, 'rooms', file), join(folder, name))
  const planFile = join(folder, 'plan.txt')
  const due = Object.values(targets).map((words, at) => `${'①②③④'[at] ?? ''}${words}`)
  const text = readFileSync(fictionalPlan, 'utf8').replace(/^到2027年底：.*$/m, `到2026年底：${due.join('；')}。`)
  writeFileSync(planFile, text)
  return { folder, planFile }
}
