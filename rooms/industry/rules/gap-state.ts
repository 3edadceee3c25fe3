import type { GapState } from '../contract/chain.ts'
import { contains, type Span } from './days.ts'

/** What closed a gap: from the day of closing to the end of the settlement or contract; `alive` = its firm is not closed. */
export interface Closing extends Span {
  readonly alive: boolean
}

/** Whether a closing still holds on a day. */
export function holds(closing: Closing, day: string): boolean {
  return closing.alive && contains(closing, day)
}

/** The state of a gap on a day, made from its closings and whether its rule still finds it; never stored. */
export function gapState(day: string, found: boolean, closings: readonly Closing[]): GapState {
  if (closings.some((closing) => holds(closing, day))) return 'closed'
  if (!found) return 'eased'
  return closings.some(({ from }) => from <= day) ? 'reopened' : 'open'
}
