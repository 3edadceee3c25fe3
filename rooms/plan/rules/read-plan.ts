import { type Refusal, refuse } from '@yinqiao/kernel/contract'
import { ReadEmpty, ReadNotPlan, ReadTooLarge } from '../contract/read-refusals.ts'
import type { PlanStructure } from '../contract/structure.ts'
import { buildTree } from './build-tree.ts'
import { findTables } from './find-tables.ts'
import { findTerms } from './find-terms.ts'
import { findUnitGroups } from './find-unit-groups.ts'
import { findYears } from './find-years.ts'
import { asWritten, normalise, spanOf } from './normalise.ts'
import { pickTasks, sharedLists } from './pick-tasks.ts'
import { findBodyEnd, readHead } from './read-head.ts'
import { readLoosePhases, readPhases } from './read-phases.ts'
import { readQuantities } from './read-quantities.ts'
import { readTaskTables } from './read-task-table.ts'
import { addTaskRows, passage, rulesOf, taskOf } from './task-of.ts'
import { splitUntitled } from './split-untitled.ts'
import { verbClass } from './verb-class.ts'

/** Ten million signs; reading takes time in proportion. */
const greatestLength = 10 * 1024 * 1024

/** Titles of plans; 条例, 办法 and 规定 are law and need unit lists to count as one. */
const planTitle = /方案|计划|规划|意见|措施|行动|纲要|要点|举措|政策|任务|清单|部署|安排|[一二三四五六七八九十]条$|若干条/

/**
 * Reads a Chinese government plan (GB/T 9704-2012 form) into its structure. All offsets are UTF-16 positions in `text`
 * as given (pass it without byte order mark). Refuses what is empty or not such a document; never throws on any text.
 */
export function readPlan(text: string): PlanStructure | Refusal {
  if (text.length > greatestLength) return refuse(ReadTooLarge, { file: '文本', limit: 10 })
  const normal = normalise(text)
  if (normal.norm === '') return refuse(ReadEmpty, { file: '文本' })
  const chinese = (normal.norm.match(/[\u4e00-\u9fff]/g) ?? []).length
  if (chinese < normal.norm.length * 0.3 || chinese < 60)
    return refuse(ReadNotPlan, { missing: '没有足够的中文正文', lack: 'there is not enough Chinese text' })
  const bodyTo = findBodyEnd(normal)
  const tree = buildTree(normal, bodyTo)
  const tables = findTables(normal)
  const rows = readTaskTables(tables)
  if (tree.all.length < 2 && rows.length < 2)
    return refuse(ReadNotPlan, {
      missing: '没有“一、”“（一）”“1.”或“第一条”这样的层次序数',
      lack: 'there are no ordinals such as 一、, （一）, 1. or 第一条',
    })
  const head = readHead(normal, tree.bodyFrom, bodyTo, tree.roots)
  const groups = findUnitGroups(normal.norm, tree.bodyFrom, bodyTo)
  const anchors = findYears(normal.norm)
  const isPlan = planTitle.test(head.title) || rows.length >= 2 || groups.filter((group) => !group.weak).length >= 2
  if (!isPlan)
    return refuse(ReadNotPlan, {
      missing: '没有方案、计划、意见之类的标题，也没有责任单位',
      lack: 'neither a title of a plan nor responsible units',
    })
  const headings = pickTasks(normal, tree, groups).flatMap((one) => splitUntitled(normal, one, groups))
  const aims = readPhases(normal, tree, anchors)
  const phases = aims.length > 0 ? aims : readLoosePhases(normal, tree, anchors, headings)
  if (headings.length === 0 && phases.length === 0 && rows.length === 0)
    return refuse(ReadNotPlan, { missing: '没有任务，也没有目标', lack: 'neither tasks nor targets' })
  const rules = rulesOf(normal, groups)
  const since = /(20\d{2})年?[-—–~～至]/.exec(head.title)
  const shared = sharedLists(normal.norm, tree, headings, groups)
  const quantities = readQuantities(
    normal,
    tree,
    phases,
    [...headings, ...rows],
    anchors,
    tables,
    since === null ? undefined : Number(since[1]),
  )
  return {
    document: head,
    sections: tree.all.map((heading) => {
      const { from, to } = passage(normal, heading.from, heading.to)
      return {
        label: asWritten(normal, heading.from, heading.labelTo),
        title: asWritten(normal, heading.titleFrom, heading.titleTo),
        level: heading.level,
        from,
        to,
      }
    }),
    phases: phases.map((phase) => {
      const { from, to } = passage(normal, phase.from, phase.to)
      return {
        label: asWritten(normal, phase.labelFrom, phase.labelTo),
        title: asWritten(normal, phase.titleFrom, phase.titleTo),
        from,
        to,
        targets: phase.targets.map((target) => {
          const counted = quantities.some((found) => found.role === 'target' && found.from >= target.from && found.from < target.to)
          const verbs = counted ? 'result' : verbClass(normal.norm.slice(target.from, target.to))
          return { ...passage(normal, target.from, target.to), ...(verbs === undefined ? {} : { verbClass: verbs }) }
        }),
        ...(phase.years === undefined ? {} : { years: phase.years }),
      }
    }),
    tasks: addTaskRows(
      normal,
      headings.map((heading) => taskOf(normal, heading, groups, shared.get(heading) ?? [], rules)),
      rows,
    ),
    quantities: quantities.map((found) => {
      const { text: quote, from, to } = passage(normal, found.from, found.to)
      return {
        quote,
        value: found.value,
        ...(found.valueTo === undefined ? {} : { valueTo: found.valueTo }),
        unit: found.unit,
        comparison: found.comparison,
        year: found.year,
        role: found.role,
        ...(found.per === undefined ? {} : { per: asWritten(normal, found.per.from, found.per.to) }),
        ...(found.subject === undefined ? {} : { subject: asWritten(normal, found.subject.from, found.subject.to) }),
        from,
        to,
      }
    }),
    terms: findTerms(normal.norm, tree.bodyFrom, bodyTo).map((term) => {
      return { term: asWritten(normal, term.from, term.to), ...spanOf(normal, term.from, term.to) }
    }),
    ...(rules.length > 0 ? { rules } : {}),
  }
}
