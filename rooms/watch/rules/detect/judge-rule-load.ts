import type { Decision, Missing } from '../../contract/cause.ts'
import { decide, getRule, settingOf } from './shipped-rules.ts'

export interface RuleLoad {
  /** The rule looked at: shipped or drafted by people. */
  readonly rule: string
  readonly canTrip: boolean
  /** Different homes it fired for within the last hour. */
  readonly homesFired: number
  /** Homes it watches; null = not known. */
  readonly homesWatched: number | null
  /** It is stopped already. */
  readonly tripped: boolean
}

export interface LoadDecision {
  /** No new cases of this rule until a supervisor sets it going again; what it finds is still written down. */
  readonly stops: boolean
  /** The one case for the supervisor; fires only when the rule trips now, not while it stays stopped. */
  readonly decision: Decision
}

/**
 * Does a rule fire on everything? Stopped when it fired for at least 20 homes and at least 5 % of those it watches within an hour: a rule
 * that calls everybody calls nobody. SOS, falls, smoke, gas and CO are never stopped, however many (an earthquake looks like that);
 * outages are grouped and not stopped. A stopped rule starts again by a person only, never by falling silent.
 */
export function judgeRuleLoad(load: RuleLoad): LoadDecision {
  const rule = getRule('rule-load')
  const facts = { of: load.rule, homesFired: load.homesFired, ...(load.homesWatched === null ? {} : { homesWatched: load.homesWatched }) }
  const missing: readonly Missing[] = load.homesWatched === null ? ['homes-watched'] : []
  if (!load.canTrip) return { stops: false, decision: decide(rule, 'no', 'never-stopped', { facts }) }
  if (load.tripped) return { stops: true, decision: decide(rule, 'no', 'stopped-already', { facts }) }
  if (load.homesFired < settingOf(rule, 'leastFires')) return { stops: false, decision: decide(rule, 'no', 'few', { facts }) }
  if (load.homesWatched === null) return { stops: false, decision: decide(rule, 'cannot-say', 'share-unknown', { facts, missing }) }
  const stops = load.homesFired >= settingOf(rule, 'shareOfHomes') * load.homesWatched
  return { stops, decision: decide(rule, stops ? 'yes' : 'no', stops ? 'fires-on-everything' : 'small-share', { facts }) }
}
