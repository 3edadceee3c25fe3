import type { Actor } from '@yinqiao/kernel/contract'
import type { CaseKind, CaseMove, CaseState } from '../contract/case-kind.ts'

/** Of a case, what decides who may do what. */
export interface CaseHead {
  readonly state: string
  readonly divisionCode: string | null
  readonly ownerRole: string | null
  readonly ownerUnit: string | null
  readonly ownerAccount: string | null
  /** The role the case went up to. */
  readonly upRole: string | null
  readonly raisedAccount: string | null
  readonly raisedUnit: string | null
  /** Accounts and units that take or took part. */
  readonly parties: readonly string[]
}

/** Whose act a move was; `raise` for the first step. */
export interface MadeMove {
  readonly move: string
  readonly account: string | null
}

export type Hindrance = 'role' | 'not-yours' | 'two-persons'

/** Whether the area of a post holds a division; cases of no division belong to the district. */
export function holdsDivision(area: string, divisionCode: string | null): boolean {
  return area !== '' && (divisionCode === null ? area.length <= 6 : divisionCode.startsWith(area))
}

/** Whether it is this post's turn: as person, as unit, as role of the area, or as the role the case went up to. */
export function isOwner(actor: Actor, head: CaseHead): boolean {
  if (head.ownerRole === null) return false
  if (head.upRole === actor.role && holdsDivision(actor.area, head.divisionCode)) return true
  if (head.ownerAccount !== null) return head.ownerAccount === actor.accountId || (head.ownerUnit !== null && isRaiser(actor, head))
  // at a unit every post of it owns the case: units name their posts differently, and what each may do the moves say
  if (head.ownerUnit !== null) return head.ownerUnit === actor.unitId
  return head.ownerRole === actor.role && holdsDivision(actor.area, head.divisionCode)
}

/** Who raised it, or a colleague of the unit that did. */
export function isRaiser(actor: Actor, { raisedAccount, raisedUnit }: CaseHead): boolean {
  return (raisedAccount !== null && raisedAccount === actor.accountId) || (raisedUnit !== null && raisedUnit === actor.unitId)
}

/** Whether the post may open the case at all. */
export function mayRead(actor: Actor, kind: CaseKind, head: CaseHead): boolean {
  return (
    isOwner(actor, head) ||
    isRaiser(actor, head) ||
    (actor.accountId !== null && head.parties.includes(actor.accountId)) ||
    (actor.unitId !== null && head.parties.includes(actor.unitId)) ||
    ((kind.readers.includes(actor.role) || kind.assigners.includes(actor.role)) && holdsDivision(actor.area, head.divisionCode))
  )
}

/** What stands against a move by this post; undefined when nothing does. */
export function hindranceOf(actor: Actor, move: CaseMove, head: CaseHead, made: readonly MadeMove[]): Hindrance | undefined {
  const up = head.upRole !== null && head.upRole === actor.role && holdsDivision(actor.area, head.divisionCode)
  if (!move.who.includes(actor.role) && !(up && move.by === 'owner')) return 'role'
  if (move.by === 'owner' && !isOwner(actor, head)) return 'not-yours'
  if (move.by === 'raiser' && !isRaiser(actor, head)) return 'not-yours'
  if (move.by === 'any' && !holdsDivision(actor.area, head.divisionCode) && !isRaiser(actor, head) && !isOwner(actor, head))
    return 'not-yours'
  for (const other of move.otherThan ?? []) {
    const last = made.findLast(({ move: code }) => code === other)
    // a first act that nobody made, or a program did, cannot be told apart from this person's
    if (last === undefined || last.account === null || actor.accountId === null || last.account === actor.accountId) return 'two-persons'
  }
  return undefined
}

/** Whether the post may hand the case to another unit. */
export function mayReassign(actor: Actor, kind: CaseKind, head: CaseHead): boolean {
  if (head.ownerRole === null) return false
  const state = stateOf(kind, head.state)
  if (state.owner === 'raiser' || state.atUnit !== true) return false
  return isOwner(actor, head) || (kind.assigners.includes(actor.role) && holdsDivision(actor.area, head.divisionCode))
}

/** A state of a kind; a case in a state its kind no longer has is a fault of the program. */
export function stateOf(kind: CaseKind, code: string): CaseState {
  const state = kind.states.find((each) => each.code === code)
  if (state === undefined) throw new Error(`${kind.code} has no state ${code}`)
  return state
}
