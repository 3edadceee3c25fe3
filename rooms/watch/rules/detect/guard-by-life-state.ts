import type { Decision } from '../../contract/cause.ts'

/** Where life stands, as the register of people says; null = not recorded. */
export type GuardState = 'at-home' | 'away' | 'hospital' | 'institution' | 'moved' | 'dead' | null

export interface Guarded {
  /** False: written down, opens no case. */
  readonly opens: boolean
  /** Why it is muted, or what the operator has to see on the case; null = nothing to say. */
  readonly mark:
    | 'muted-away'
    | 'muted-hospital'
    | 'muted-institution'
    | 'muted-moved'
    | 'muted-dead'
    | 'pressed-while-elsewhere'
    | 'home-may-be-let'
    | 'state-unknown'
    | null
}

/** Rules that read the person's own flat, where someone living in a home for the aged is not. */
const ofTheFlat: ReadonlySet<string> = new Set(['inactivity', 'leave-bed', 'should-be-home', 'left-area', 'stay', 'medicine-missed'])

/**
 * Away and hospital mute all but SOS (issue 4, R23), so that an empty flat does not raise inactivity every evening.
 * - SOS, also a late one, is never muted: somebody pressed, whoever it is; the case says that the person should be elsewhere.
 * - Smoke, gas, CO and water of an empty flat are muted with the rest unless `hazardsAlways` is set (a district's choice: such a
 *   flat burns its neighbours too). They belong to a home: a home is only muted when everybody who lives there is away (`guardHome`).
 * - In a home for the aged only what reads the old flat is muted; a watch on the wrist goes on.
 * - Moved and dead mute what is about the person; hazards open with a mark, somebody else may live there.
 * - A state nobody recorded mutes nothing.
 */
export function guardByLifeState(decision: Decision, state: GuardState, { hazardsAlways = false } = {}): Guarded {
  if (decision.fires !== 'yes') return { opens: false, mark: null }
  if (state === 'at-home') return { opens: true, mark: null }
  if (state === null) return { opens: true, mark: 'state-unknown' }
  if (decision.rule === 'sos' || decision.facts['of'] === 'sos') return { opens: true, mark: 'pressed-while-elsewhere' }
  const hazard = decision.cause === 'hazard'
  switch (state) {
    case 'away':
      return hazard && hazardsAlways ? { opens: true, mark: null } : { opens: false, mark: 'muted-away' }
    case 'hospital':
      return hazard && hazardsAlways ? { opens: true, mark: null } : { opens: false, mark: 'muted-hospital' }
    case 'institution':
      return ofTheFlat.has(decision.rule) ? { opens: false, mark: 'muted-institution' } : { opens: true, mark: null }
    case 'moved':
      return hazard ? { opens: true, mark: 'home-may-be-let' } : { opens: false, mark: 'muted-moved' }
    case 'dead':
      return hazard ? { opens: true, mark: 'home-may-be-let' } : { opens: false, mark: 'muted-dead' }
  }
}

/**
 * The same for what is of a home and not of one person (hazards, its gateway): muted only when every person of the home mutes it.
 * A home without a person on record mutes nothing.
 */
export function guardHome(decision: Decision, states: readonly GuardState[], settings: { readonly hazardsAlways?: boolean } = {}): Guarded {
  const answers =
    states.length === 0 ? [guardByLifeState(decision, null, settings)] : states.map((state) => guardByLifeState(decision, state, settings))
  const open = answers.filter((one) => one.opens)
  return open.find((one) => one.mark === null) ?? open[0] ?? answers[0] ?? { opens: true, mark: 'state-unknown' }
}
