import type { DraftRule } from '../../contract/rule.ts'
import type { Metric, SignalKind } from '../../contract/heard.ts'
import type { Trust } from '../../contract/trust.ts'
import { plausible } from '../clean/plausible.ts'
import { isBetween, minuteOfDay, minutesOf } from './shanghai-clock.ts'

/** One thing cleaned and placed, of one person. */
export type Entry = { readonly person: string; readonly at: number } & (
  | { readonly metric: Metric; readonly value: number | null; readonly trust: Trust }
  | { readonly signal: SignalKind }
)

/** What a drafted rule remembers of one person. */
export interface DraftState {
  /** Since when it has held unbroken; null = it does not. */
  readonly holdsSince: number | null
  readonly lastAt: number | null
  readonly quietUntil: number | null
}
export const unfired: DraftState = { holdsSince: null, lastAt: null, quietUntil: null }

/** What is wrong with a draft, as words; empty: it may be replayed. */
export function checkDraft({
  when,
  who,
  between,
}: DraftRule): readonly ('beyond-any-value' | 'fires-on-everything' | 'persons-twice' | 'no-hours')[] {
  const wrong: ('beyond-any-value' | 'fires-on-everything' | 'persons-twice' | 'no-hours')[] = []
  if (when.on === 'reading') {
    const { least, most } = plausible[when.metric]
    const never = when.is === 'over' ? when.than >= most : when.is === 'under' ? when.than <= least : when.than < least || when.than > most
    const always = when.is === 'over' ? when.than < least : when.is === 'under' ? when.than > most : false
    if (never) wrong.push('beyond-any-value')
    if (always) wrong.push('fires-on-everything')
  }
  if (who.are === 'listed' && new Set(who.persons).size < who.persons.length) wrong.push('persons-twice')
  if (between && between.from === between.to) wrong.push('no-hours')
  return wrong
}

/**
 * One step of a drafted rule for one person, in order of time; the same for replay and for the live watch. Only trusted readings count;
 * late ones count in a replay, where nobody is called (`lateCounts`). Readings older than the last one seen are passed over.
 */
export function stepDraft(
  rule: DraftRule,
  state: DraftState,
  entry: Entry,
  { lateCounts = false } = {},
): { readonly next: DraftState; readonly fires: boolean } {
  const still = { next: state, fires: false }
  const { when } = rule
  const inHours = rule.between === null || isBetween(minuteOfDay(entry.at), minutesOf(rule.between.from), minutesOf(rule.between.to))
  const quiet = state.quietUntil !== null && entry.at < state.quietUntil
  const fire = (next: DraftState) => ({ next: { ...next, quietUntil: entry.at + rule.quietMinutes * 60_000 }, fires: true })
  if (when.on === 'signal') return 'signal' in entry && entry.signal === when.signal && inHours && !quiet ? fire(state) : still
  if (!('metric' in entry) || entry.metric !== when.metric || entry.value === null) return still
  if (entry.trust !== 'trusted' && !(lateCounts && entry.trust === 'late')) return still
  if (state.lastAt !== null && entry.at < state.lastAt) return still
  const holds =
    inHours && (when.is === 'over' ? entry.value > when.than : when.is === 'under' ? entry.value < when.than : entry.value === when.than)
  if (!holds) return { next: { ...state, holdsSince: null, lastAt: entry.at }, fires: false }
  const broken = state.holdsSince === null || state.lastAt === null || entry.at - state.lastAt > when.gapMinutes * 60_000
  const holdsSince = broken || state.holdsSince === null ? entry.at : state.holdsSince
  const next = { ...state, holdsSince, lastAt: entry.at }
  return entry.at - holdsSince >= when.forMinutes * 60_000 && !quiet ? fire(next) : { next, fires: false }
}
