import type { ProjectKind } from '../contract/project-kind.ts'

/** A stage a work entered. */
export interface StageEntry {
  readonly stage: string
  readonly enteredOn: string
}

/** Where a work stands after these entries, in the order they were made. */
export interface Standing {
  readonly stage: string | null
  readonly since: string | null
  readonly days: number | null
  readonly stalled: boolean
  /** The place in the kind's stages it has reached; -1 before the first. */
  readonly reached: number
  readonly ended: boolean
  readonly shelved: boolean
}

const daysBetween = (from: string, to: string) =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days

/** Reads the standing from the entries: the stage of the last one; shelved and ended stand aside of the path and keep the place reached. */
export function standingOf(kind: ProjectKind, entries: readonly StageEntry[], today: string): Standing {
  const last = entries.at(-1)
  const placeOf = (code: string) => kind.stages.findIndex((stage) => stage.code === code)
  const reached = Math.max(-1, ...entries.map(({ stage }) => placeOf(stage)))
  if (last === undefined) return { stage: null, since: null, days: null, stalled: false, reached, ended: false, shelved: false }
  const aside = kind.aside.find(({ code }) => code === last.stage)
  // a second ceremony does not start the clock again
  const run = entries.findLastIndex(({ stage }) => stage !== last.stage) + 1
  const since = entries[run]?.enteredOn ?? last.enteredOn
  const days = daysBetween(since, today)
  const limit = kind.stages[placeOf(last.stage)]?.stallDays ?? null
  return {
    stage: last.stage,
    since,
    days,
    stalled: aside === undefined && limit !== null && days > limit,
    reached,
    ended: aside?.final === true,
    shelved: aside?.final === false,
  }
}

/** The stages that may be entered now: the next on the path, the present one again, back from the shelf, or aside. */
export function nextStages(kind: ProjectKind, standing: Standing): readonly string[] {
  if (standing.ended) return []
  const aside = kind.aside.map(({ code }) => code)
  if (standing.shelved)
    return [
      ...(kind.stages[standing.reached] === undefined ? [] : [kind.stages[standing.reached]?.code ?? '']),
      ...aside.filter((code) => kind.aside.find((one) => one.code === code)?.final),
    ]
  const next = kind.stages[standing.reached + 1]
  const present = kind.stages[standing.reached]
  return [...(next ? [next.code] : []), ...(present ? [present.code] : []), ...aside]
}

/** Slots of a stage in which no paper lies. */
export function missingSlots(kind: ProjectKind, stage: string, given: ReadonlySet<string>): readonly string[] {
  const needs = kind.stages.find(({ code }) => code === stage)?.needs ?? []
  return needs.filter((slot) => !given.has(slot))
}
