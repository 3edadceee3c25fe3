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

/** Whether a list stands on a paragraph of its own, as one does that closes several items together. */
const opensParagraph = (norm: string, group: FoundGroup) => group.from === 0 || norm.charAt(group.from - 1) === '\n'

/** Whether of several brothers only the last holds units, in a paragraph of their own: the list is for all of them. */
function closedTogether(norm: string, brothers: readonly Heading[], groups: readonly FoundGroup[]): boolean {
  const last = brothers[brothers.length - 1]
  if (last === undefined || brothers.length < 2) return false
  const own = groups.filter((group) => brothers.some((one) => within(one, group)))
  return own.length > 0 && own.every((group) => within(last, group) && opensParagraph(norm, group))
}

/** Whether the numbers of a section's parts go on from those of the section before (1-3, then 4-6). */
function runsOn(sections: readonly Heading[], section: Heading): boolean {
  const before = sections[sections.indexOf(section) - 1]
  const after = sections[sections.indexOf(section) + 1]
  const follows = (a: Heading | undefined, b: Heading | undefined) => {
    const last = a?.children[a.children.length - 1]
    const first = b?.children[0]
    return last !== undefined && first !== undefined && last.style === first.style && first.number === last.number + 1
  }
  return follows(before, section) || follows(section, after)
}

/**
 * Lists that close several numbered items together, by the items they are for. Only where the whole document does so:
 * in two groups of items and more, and never otherwise.
 */
export function sharedLists(
  norm: string,
  tree: Tree,
  tasks: readonly Heading[],
  groups: readonly FoundGroup[],
): Map<Heading, readonly FoundGroup[]> {
  const shared = new Map<Heading, readonly FoundGroup[]>()
  const known = new Set(tasks)
  const families = tree.all
    .map((one) => one.children.filter((child) => known.has(child)))
    .filter((brothers) => brothers.length >= 2 && groups.some((group) => brothers.some((one) => within(one, group))))
  if (families.length < 2 || !families.every((brothers) => closedTogether(norm, brothers, groups))) return shared
  for (const brothers of families) {
    const last = brothers[brothers.length - 1]
    if (last === undefined) continue
    const own = groups.filter((group) => within(last, group))
    for (const one of brothers) if (one !== last) shared.set(one, own)
  }
  return shared
}

/**
 * The level of a section at which its tasks stand: the deepest one where nearly all unit lists of the section lie
 * under most of the headings. So an article with several lists stays one task, and sub-points of a task are none.
 */
function levelByUnits(norm: string, section: Heading, groups: readonly FoundGroup[], sections: readonly Heading[]): Heading[] {
  const own = groups.filter((group) => within(section, group))
  let chosen: Heading[] = [section]
  for (const level of levelsBelow(section)) {
    const covered = own.filter((group) => level.some((one) => within(one, group))).length
    const holding = level.filter((one) => own.some((group) => within(one, group))).length
    if (covered >= own.length * 0.9 && holding >= level.length * 0.6) chosen = level
  }
  // one list after several numbered items: numbers that run on through the sections count the tasks, others their parts
  if (chosen[0] === section && closedTogether(norm, section.children, own) && runsOn(sections, section)) return [...section.children]
  const parents = levelsBelow(section)
    .flat()
    .filter((one) => one.children.some((child) => chosen.includes(child)))
  const families = parents.filter((one) => one.children.length >= 2 && own.some((group) => within(one, group)))
  if (
    families.length > 0 &&
    !parents.includes(section) &&
    families.every((one) => closedTogether(norm, one.children, own)) &&
    !parents.some((one) => runsOn(parents, one))
  )
    return parents
  return chosen
}

/** Without unit lists: the deepest of the first two numbered levels that most parts of the section have. */
function levelByShape(section: Heading): Heading[] {
  const groups = section.children
  if (groups.length === 0) return [section]
  const parts = groups.flatMap((group) => group.children)
  // 1. to 8. through （一）, （二）, （三）: what runs on is what is counted
  const counted = parts.every((part, i) => i === 0 || (part.style === parts[0]?.style && part.number === (parts[i - 1]?.number ?? 0) + 1))
  if (groups.length >= 2 && parts.length > groups.length && counted && groups.every((group) => group.children.length > 0)) return parts
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
      if (byUnits.includes(section)) tasks.push(...levelByUnits(normal.norm, section, groups, sections))
      else if (byTitle.includes(section) && /任务|举措/.test(titleOf(normal, section))) tasks.push(...levelByShape(section))
    }
    return tasks
  }
  const main = byTitle.filter((section) => /任务|举措|行动|工程|措施|工作/.test(titleOf(normal, section)))
  const listed = sections.filter(
    (section) => /^(?:支持|政策|扶持)(?:内容|政策|措施|举措)$/.test(titleOf(normal, section)) && section.children.length >= 3,
  )
  const chosen =
    main.length > 0 ? main : listed.length > 0 ? listed : sections.filter((section) => !noTaskSection.test(titleOf(normal, section)))
  if (main.length === 0)
    return chosen.every((one) => one.children.length === 0) ? [...chosen] : chosen.flatMap((section) => levelByShape(section))
  return main.flatMap((section) => levelByShape(section))
}
