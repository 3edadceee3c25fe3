import type { Words } from '@yinqiao/kernel/contract'
import type { Field } from '@yinqiao/records/contract'

/** How a case may end: done as asked (or otherwise settled), refused, taken back by who raised it. */
export type CaseOutcome = 'done' | 'refused' | 'withdrawn'

/** How a state feels on screen (kernel/web StateTag). */
export type CaseTone = 'good' | 'due' | 'alert' | 'idle' | 'busy'

/**
 * How long a case may stay in a state: whole working days, the day of entering not counted and the last one whole until
 * its midnight (Civil Code of the PRC, art. 201, 203), or hours on the clock for what cannot wait for an office to open.
 */
export type CaseLimit = { readonly workingDays: number } | { readonly hours: number }

export interface CaseState {
  readonly code: string
  readonly title: Words
  readonly tone: CaseTone
  /** Closed with this outcome; a final state has no owner, limit or ladder. */
  readonly final?: CaseOutcome
  /** Whose turn it is: a role code, or `raiser`. */
  readonly owner?: string
  /**
   * The posts of the unit the case was handed to own it, whatever their role (the moves say who of them may what); the
   * unit must be named when the case is raised. Else every post of the role whose area holds the case.
   */
  readonly atUnit?: boolean
  readonly limit?: CaseLimit
  /** Roles the case goes up to, one for each limit missed. */
  readonly escalatesTo?: readonly string[]
}

export interface CaseMove {
  readonly code: string
  readonly title: Words
  readonly from: readonly string[]
  /** The state it leads to; a move to the state it comes from adds a note and leaves the limit running. */
  readonly to: string
  /** Role codes that may; whom the case went up to may always act for its owner. */
  readonly who: readonly string[]
  readonly by: 'owner' | 'raiser' | 'any'
  /** What one usually does next: shown as the one primary button. */
  readonly main?: boolean
  /** A text must be written. */
  readonly text?: boolean
  /** At least one file must be added. */
  readonly evidence?: boolean
  /** Another person than the one who made these moves last (`raise` = who raised the case): two persons close. */
  readonly otherThan?: readonly string[]
}

/** The one who raised a case may object to its outcome: the case comes to life again in a state of its own. */
export interface CaseObjection {
  readonly title: Words
  /** Outcomes that may be objected to. */
  readonly of: readonly CaseOutcome[]
  /** Working days after the closing. */
  readonly workingDays: number
  readonly opens: string
  /** How often in the life of a case; once unless told. */
  readonly times?: number
}

/** A sort of case, declared as data by a room in its kinds/: from it come form, rights, states, deadlines and screens. */
export interface CaseKind {
  /** `room.thing`, stable. */
  readonly code: string
  /** Two to four capital letters before the number of a case: TS-2026-00012. */
  readonly prefix: string
  readonly title: Words
  /** One sentence for who raises one: what it is for and what happens then. */
  readonly lead: Words
  /** No identity numbers, phones or health notes: values are kept in clear. */
  readonly fields: readonly Field[]
  readonly first: string
  readonly states: readonly CaseState[]
  readonly moves: readonly CaseMove[]
  readonly objection?: CaseObjection
  /** Role codes: who may raise one; who may read all in their area besides those who take part; who may, besides its owner, read and hand one to another unit. */
  readonly raisers: readonly string[]
  readonly readers: readonly string[]
  readonly assigners: readonly string[]
}
