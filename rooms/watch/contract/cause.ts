/**
 * What an alarm case is about: one open case per person (or home) and cause. A press, a fall and a bathroom stay are one `person` case.
 * `person` somebody may need help; `hazard` fire, gas, CO, water; `wander` not where they should be; `medicine`; `equipment` the
 * devices themselves.
 */
export const causes = ['person', 'hazard', 'wander', 'medicine', 'equipment'] as const
export type Cause = (typeof causes)[number]

/** 1 at once, 2 within minutes, 3 within the day, 4 when there is time. */
export type Level = 1 | 2 | 3 | 4

/** One answer of one rule. `cannot-say` is neither: something was missing, and `missing` names it. */
export interface Decision {
  /** Code of the rule in data/rules.json. */
  readonly rule: string
  readonly version: number
  readonly fires: 'yes' | 'no' | 'cannot-say'
  /** A word for the reason; screens have its sentence. */
  readonly why: string
  /** Facts the reason speaks of. */
  readonly facts: Readonly<Record<string, string | number>>
  readonly missing: readonly string[]
  /** Null when it does not fire. */
  readonly level: Level | null
  readonly cause: Cause
}
