import type { Decision, Missing } from '../../contract/cause.ts'
import type { GuardState } from './guard-by-life-state.ts'
import type { Baseline, Unseen } from './learn-baseline.ts'
import { hourOfDay, withinHours } from './shanghai-clock.ts'
import { decide, getRule, settingOf } from './shipped-rules.ts'

export interface ActivityFacts {
  readonly now: number
  /** Last sign of activity; null when none is known. */
  readonly lastActivityAt: number | null
  /** Last message of any sort of the sensors that would see activity; null when they never spoke. */
  readonly lastHeardAt: number | null
  /** Stretches since then in which nothing could be seen. */
  readonly unseen: readonly Unseen[]
  readonly state: GuardState
  readonly baseline: Baseline | null
  /** Hours set for this person by people; null = not set. Held to the rule's 4 to 24. */
  readonly ownHours: number | null
}

const hour = 3_600_000

/**
 * Has it been quiet too long? Quiet is only what was seen to be quiet: time in which the sensor was silent, or the person away, does
 * not count, and when it would have decided, the answer is `cannot-say` (missing: sensor), never an alarm and never "all is well".
 * Limit: the hours set for the person, counted by day; else 1.5 times the quiet that the person's own days hardly ever exceed at this
 * hour (14 days or more learned), held to 4 to 24 hours; else the default of 12 hours, counted by day (07 to 22 o'clock), so
 * that a night's sleep is not inactivity.
 */
export function judgeInactivity(facts: ActivityFacts): Decision {
  const rule = getRule('inactivity')
  const { now, lastActivityAt, lastHeardAt } = facts
  if (
    facts.state === 'away' ||
    facts.state === 'hospital' ||
    facts.state === 'moved' ||
    facts.state === 'dead' ||
    facts.state === 'institution'
  )
    return decide(rule, 'no', 'not-at-home', { facts: { state: facts.state } })
  if (lastHeardAt === null || now - lastHeardAt > settingOf(rule, 'sensorSilentMinutes') * 60_000)
    return decide(rule, 'cannot-say', 'sensor-silent', { missing: ['sensor'] })
  if (lastActivityAt === null) return decide(rule, 'cannot-say', 'never-active', { missing: ['activity-history'] })
  const touching = facts.unseen.filter((gap) => gap.to > lastActivityAt && gap.from < now)
  const seenSince = Math.max(lastActivityAt, ...touching.map((gap) => Math.min(gap.to, now)))
  const { limit, by, count } = limitOf(facts)
  const quiet = count(seenSince, now)
  const said = {
    limit: by,
    limitMinutes: Math.round(limit / 60_000),
    quietMinutes: Math.round(quiet / 60_000),
    sinceMinutes: Math.round((now - lastActivityAt) / 60_000),
  }
  const missing: readonly Missing[] = by === 'default' ? ['baseline'] : []
  if (quiet >= limit) return decide(rule, 'yes', 'quiet-too-long', { facts: said, missing })
  if (count(lastActivityAt, now) >= limit)
    return decide(rule, 'cannot-say', 'partly-unseen', { facts: said, missing: [...missing, 'sensor'] })
  return decide(rule, 'no', 'active-enough', { facts: said, missing })
}

function limitOf({ now, baseline, ownHours }: ActivityFacts) {
  const rule = getRule('inactivity')
  const least = settingOf(rule, 'leastHours') * hour
  const most = settingOf(rule, 'mostHours') * hour
  const held = (limit: number) => Math.min(most, Math.max(least, limit))
  const byDay = (from: number, to: number) => withinHours(from, to, settingOf(rule, 'dayFromHour'), settingOf(rule, 'dayToHour'))
  if (ownHours !== null) return { limit: held(ownHours * hour), by: 'own', count: byDay }
  const quiet = baseline?.quiet[hourOfDay(now)] ?? null
  if (baseline !== null && quiet !== null && baseline.days >= settingOf(rule, 'baselineDays'))
    return { limit: held(quiet * 60_000 * settingOf(rule, 'factor')), by: 'baseline', count: (from: number, to: number) => to - from }
  return { limit: held(settingOf(rule, 'defaultHours') * hour), by: 'default', count: byDay }
}
