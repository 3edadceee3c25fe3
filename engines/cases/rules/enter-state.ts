import type { CaseKind } from '../contract/case-kind.ts'
import type { WorkingCalendar } from './add-working-days.ts'
import { stateOf } from './case-rights.ts'
import { type Deadline, planDeadline } from './plan-deadline.ts'

/** A unit or account with the name it had. */
export interface Named {
  readonly id: string
  readonly name: string
}

/** What a case brings to a new state. */
export interface Bearer {
  readonly unit: Named | null
  readonly raisedRole: string
  readonly raisedAccount: Named | null
  readonly raisedUnit: Named | null
}

/** The owner of a state: a role, at a unit or of one person where the state says so. */
export interface StateOwner {
  readonly role: string
  readonly unit: Named | null
  readonly account: Named | null
  /** The role it went up to. */
  readonly upRole: string | null
}

/** An open state as it is entered: an owner and a deadline, always. */
export interface Entered {
  readonly owner: StateOwner
  readonly due: Deadline
}

/** Owner and deadline on entering a state; null for a final one. */
export function enterState(kind: CaseKind, code: string, bearer: Bearer, now: string, calendar: WorkingCalendar): Entered | null {
  const state = stateOf(kind, code)
  if (state.final !== undefined) return null
  const { owner, limit, escalatesTo = [] } = state
  if (owner === undefined || limit === undefined) throw new Error(`state ${code} of ${kind.code} has no owner or limit`)
  const due = planDeadline(limit, now, calendar)
  if (owner !== 'raiser')
    return { owner: { role: owner, unit: state.atUnit === true ? bearer.unit : null, account: null, upRole: null }, due }
  if (bearer.raisedAccount !== null)
    return { owner: { role: bearer.raisedRole, unit: bearer.raisedUnit, account: bearer.raisedAccount, upRole: null }, due }
  // raised by the program: nobody to go back to, so the first of the ladder takes it
  return { owner: { role: escalatesTo[0] ?? 'system', unit: null, account: null, upRole: null }, due }
}

/** One step up: the role it goes to and when the next step is due; null at the top. */
export function stepUp(
  kind: CaseKind,
  code: string,
  level: number,
  now: string,
  calendar: WorkingCalendar,
): { readonly role: string; readonly next: string | null } | null {
  const { escalatesTo = [], limit } = stateOf(kind, code)
  const role = escalatesTo[level]
  if (role === undefined || limit === undefined) return null
  return { role, next: level + 1 < escalatesTo.length ? planDeadline(limit, now, calendar).at : null }
}
