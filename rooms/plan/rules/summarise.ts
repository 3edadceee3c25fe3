import type { PlanStructure } from '../contract/structure.ts'

/** Counts for the eye: what was found in a plan. */
export interface PlanSummary {
  readonly title: string
  readonly number: string | null
  readonly issuer: string | null
  readonly issuedOn: string | null
  readonly disclosure: string | null
  readonly sections: number
  readonly phases: number
  readonly targets: number
  readonly directions: number
  readonly tasks: number
  /** Tasks that name at least one unit. */
  readonly tasksWithUnits: number
  readonly unitGroups: number
  /** Different names of units as written. */
  readonly unitNames: number
  readonly openLists: number
  readonly quantities: number
  /** Quotes of the quantities the plan promises to reach. */
  readonly hardQuotas: readonly string[]
  readonly terms: number
  readonly rules: number
}

/** Sums a read plan up. */
export function summarise(plan: PlanStructure): PlanSummary {
  const roots = plan.sections.filter((section) => section.level === 1 && /方向|领域/.test(section.title))
  const tasks = new Set(plan.tasks.map((task) => task.from))
  return {
    ...plan.document,
    sections: plan.sections.length,
    phases: plan.phases.length,
    targets: plan.phases.reduce((sum, phase) => sum + phase.targets.length, 0),
    directions: plan.sections.filter(
      (section) =>
        section.level === 2 && !tasks.has(section.from) && roots.some((root) => section.from > root.from && section.to <= root.to),
    ).length,
    tasks: plan.tasks.length,
    tasksWithUnits: plan.tasks.filter((task) => task.units.length > 0).length,
    unitGroups: plan.tasks.reduce((sum, task) => sum + (task.groups?.length ?? (task.units.length > 0 ? 1 : 0)), 0),
    unitNames: new Set(plan.tasks.flatMap((task) => task.units.map((unit) => unit.asWritten))).size,
    openLists: plan.tasks.filter((task) => task.unitsOpen).length,
    quantities: plan.quantities.length,
    hardQuotas: plan.quantities.filter((quantity) => quantity.role === 'target').map((quantity) => quantity.quote),
    terms: plan.terms.length,
    rules: plan.rules?.length ?? 0,
  }
}
