import type { PlanTask, PlanUnit, UnitGroup, UnitRule } from '../contract/structure.ts'
import type { Heading } from './build-tree.ts'
import type { FoundGroup } from './find-unit-groups.ts'
import { foldMarks } from './fold-mark.ts'
import { asWritten, type Normal, spanOf } from './normalise.ts'
import type { TaskRow } from './read-task-table.ts'
import { type FoundUnit, membersOf } from './read-units.ts'
import { verbClass } from './verb-class.ts'

/** Span and text of a passage of the normal text, without white space at its end. */
export function passage(normal: Normal, from: number, to: number): { text: string; from: number; to: number } {
  let end = to
  while (end > from && /\s/.test(normal.norm.charAt(end - 1))) end--
  const span = spanOf(normal, from, end)
  return { text: normal.text.slice(span.from, span.to), ...span }
}

function unitOf(normal: Normal, base: number, unit: FoundUnit): PlanUnit {
  const parts = unit.parts?.map(([from, to]) => asWritten(normal, base + from, base + to))
  return {
    asWritten: asWritten(normal, base + unit.from, base + unit.to),
    role: unit.role,
    ...(parts === undefined ? {} : { members: membersOf(parts) }),
    ...(unit.executor ? { executor: true as const } : {}),
    ...spanOf(normal, base + unit.from, base + unit.to),
  }
}

function groupOf(normal: Normal, group: FoundGroup, firstLeads: boolean): UnitGroup {
  const units = group.units.map((unit) => unitOf(normal, group.inner, unit))
  const first = units[0]
  if (firstLeads && first !== undefined && first.role !== 'support') first.role = 'lead'
  return {
    units,
    unitsOpen: group.open,
    ...(group.due === undefined ? {} : { due: asWritten(normal, group.inner + group.due[0], group.inner + group.due[1]) }),
    ...spanOf(normal, group.from, group.to),
  }
}

function distinct(units: readonly PlanUnit[]): PlanUnit[] {
  const seen = new Set<string>()
  return units.filter((unit) => {
    const key = `${unit.role} ${unit.asWritten}`
    return seen.has(key) ? false : seen.add(key)
  })
}

/** Rules about units, as found in the lists. */
export function rulesOf(normal: Normal, groups: readonly FoundGroup[]): UnitRule[] {
  return groups.flatMap((group) =>
    group.rules.map((rule) => ({
      kind: rule.kind,
      asWritten: asWritten(normal, group.inner + rule.from, group.inner + rule.to),
      units: rule.units.map((unit) => unitOf(normal, group.inner, unit)),
      ...spanOf(normal, group.inner + rule.from, group.inner + rule.to),
    })),
  )
}

/** A heading with what its lists of units say; `shared` are lists that close it together with its brothers. */
export function taskOf(
  normal: Normal,
  heading: Heading,
  groups: readonly FoundGroup[],
  shared: readonly FoundGroup[],
  rules: readonly UnitRule[],
): PlanTask {
  const inside = groups.filter((group) => group.from >= heading.from && group.from < heading.to)
  const own = inside.length > 0 ? inside : shared
  const said = own.map((group) =>
    groupOf(
      normal,
      group,
      rules.some((rule) => rule.kind === 'first-listed-leads' && rule.from < spanOf(normal, group.to - 1, group.to).to),
    ),
  )
  const units = distinct(said.flatMap((group) => group.units))
  const whole = passage(normal, heading.from, heading.to)
  const byRule = rules
    .filter((rule) => rule.kind === 'executor' && rule.from < whole.to)
    .flatMap((rule) => rule.units)
    .filter((unit) => !units.some((known) => known.asWritten === unit.asWritten))
  const inner = inside.reduce(
    (words, group) => words.replace(normal.norm.slice(group.from, group.to), ''),
    normal.norm.slice(heading.titleTo, heading.to),
  )
  const verbs = verbClass(inner) ?? verbClass(normal.norm.slice(heading.titleFrom, heading.titleTo))
  return {
    label: asWritten(normal, heading.from, heading.labelTo),
    title: asWritten(normal, heading.titleFrom, heading.titleTo),
    ...whole,
    units,
    unitsOpen: said.some((group) => group.unitsOpen),
    ...(said.length > 1 || said.some((group) => group.due !== undefined) ? { groups: said } : {}),
    ...(byRule.length > 0 ? { unitsByRule: byRule } : {}),
    ...(verbs === undefined ? {} : { verbClass: verbs }),
  }
}

function rowUnits(normal: Normal, row: TaskRow): Pick<PlanTask, 'units' | 'unitsOpen' | 'groups'> {
  const groups = row.lists.map((list) => ({
    units: list.read.units.map((unit) => unitOf(normal, list.inner, unit)),
    unitsOpen: list.read.open,
    ...(row.due === undefined ? {} : { due: asWritten(normal, row.due.from, row.due.to) }),
    ...spanOf(normal, list.from, list.to),
  }))
  return {
    units: distinct(groups.flatMap((group) => group.units)),
    unitsOpen: groups.some((group) => group.unitsOpen),
    ...(groups.length > 1 || row.due !== undefined ? { groups } : {}),
  }
}

/**
 * Joins the rows of a table of duties to the tasks of the text: a row that names a task of the text gives it its units,
 * the others are tasks of their own. Where the text itself lists units the table only repeats it.
 */
export function addTaskRows(normal: Normal, tasks: readonly PlanTask[], rows: readonly TaskRow[]): PlanTask[] {
  if (rows.length === 0 || tasks.some((task) => task.units.length > 0)) return [...tasks]
  const taken = new Set<TaskRow>()
  const joined = tasks.map((task) => {
    const title = foldMarks(task.title)
    const row =
      title.length < 4
        ? undefined
        : rows.find((one) => {
            const name = normal.norm.slice(one.titleFrom, one.titleTo)
            return !taken.has(one) && name.length >= 4 && (name.includes(title) || title.includes(name))
          })
    if (row === undefined) return task
    taken.add(row)
    return { ...task, ...rowUnits(normal, row) }
  })
  const others = rows
    .filter((row) => !taken.has(row))
    .map((row) => {
      const whole = passage(normal, row.from, row.to)
      const verbs = verbClass(normal.norm.slice(row.titleFrom, row.titleTo))
      return {
        label: asWritten(normal, row.labelFrom, row.labelTo),
        title: asWritten(normal, row.titleFrom, row.titleTo),
        ...whole,
        ...rowUnits(normal, row),
        ...(verbs === undefined ? {} : { verbClass: verbs }),
      }
    })
  return [...joined, ...others].sort((a, b) => a.from - b.from)
}
