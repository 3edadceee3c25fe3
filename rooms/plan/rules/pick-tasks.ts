import { noTaskSection, taskSection } from '../data/section-words.ts'
import { type Heading, titleOf, type Tree } from './build-tree.ts'
import type { FoundGroup } from './find-unit-groups.ts'
import type { Normal } from './normalise.ts'

function levelsBelow(heading: Heading): Heading[][] {
  const levels: Heading[][] = [[heading]]
  for (let level = heading.children; level.length > 0; level = level.flatMap((one) => one.children)) levels.push(level)
  return levels
}

const within = (heading: Heading, group: FoundGroup) => group.from >= heading.from && group.from < heading.to

/**
 * The level of a section at which its tasks stand: the deepest one where nearly all unit lists of the section lie
 * under most of the headings. So an article with several lists stays one task, and sub-points of a task are none.
 */
function levelByUnits(section: Heading, groups: readonly FoundGroup[]): Heading[] {
  const own = groups.filter((group) => within(section, group))
  let chosen: Heading[] = [section]
  for (const level of levelsBelow(section)) {
    const covered = own.filter((group) => level.some((one) => within(one, group))).length
    const holding = level.filter((one) => own.some((group) => within(one, group))).length
    if (covered >= own.length * 0.9 && holding >= level.length * 0.6) chosen = level
  }
  return chosen
}

/** Without unit lists: the deepest of the first two numbered levels that most parts of the section have. */
function levelByShape(section: Heading): Heading[] {
  const groups = section.children
  if (groups.length === 0) return [section]
  const parted = groups.filter((group) => group.children.length >= 2).length
  if (parted >= groups.length * 0.6 && parted > 0) return groups.flatMap((group) => (group.children.length > 0 ? group.children : [group]))
  return groups
}

/** Sections at the outermost level that is not a mere frame around everything (one chapter, a single part). */
function sectionsOf(tree: Tree): readonly Heading[] {
  let roots = tree.roots.filter((root) => root.style !== 'annex')
  const only = roots[0]
  if (roots.length === 1 && only !== undefined && only.children.length >= 2) roots = only.children
  return roots
}

/**
 * Picks the headings that are tasks. Where units are listed they show the tasks; where none are,
 * the titles of the sections do (主要任务, 重点举措).
 */
export function pickTasks(normal: Normal, tree: Tree, groups: readonly FoundGroup[]): Heading[] {
  const strong = groups.filter((group) => !group.weak)
  // one or two sentences that name who does what (in 保障措施) do not make tasks of a plan that lists no units
  const weak = groups.length >= 3 ? groups : []
  const telling = strong.length > 0 ? strong : weak
  const sections = sectionsOf(tree)
  // sections that are all articles or all 1. to 10. are the tasks themselves; else look inside each
  const flat = sections.length >= 3 && sections.every((one) => one.style === 'article' || one.style === 'plain' || one.style === 'annex')
  const byUnits = sections.filter((section) => telling.some((group) => within(section, group)))
  const byTitle = sections.filter((section) => {
    const title = titleOf(normal, section)
    return taskSection.test(title) && !/保障|组织|目标/.test(title)
  })
  const tasks: Heading[] = []
  if (byUnits.length > 0) {
    if (flat) return byUnits
    for (const section of sections) {
      if (byUnits.includes(section)) tasks.push(...levelByUnits(section, groups))
      else if (byTitle.includes(section) && /任务|举措/.test(titleOf(normal, section))) tasks.push(...levelByShape(section))
    }
    return tasks
  }
  const main = byTitle.filter((section) => /任务|举措|行动|工程|措施|工作/.test(titleOf(normal, section)))
  const chosen = main.length > 0 ? main : sections.filter((section) => !noTaskSection.test(titleOf(normal, section)))
  if (main.length === 0)
    return chosen.every((one) => one.children.length === 0) ? [...chosen] : chosen.flatMap((section) => levelByShape(section))
  return main.flatMap((section) => levelByShape(section))
}
