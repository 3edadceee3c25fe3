import type { Decision, Missing } from '../../contract/cause.ts'
import { isBetween, minuteOfDay, minutesOf } from './shanghai-clock.ts'
import { decide, getRule, settingOf } from './shipped-rules.ts'

export interface PlaceFacts {
  readonly now: number
  /** Hours in which the person should be inside, 'HH:MM' in Shanghai, end exclusive, may pass midnight. */
  readonly inside: { readonly from: string; readonly to: string }
  /** What a door, a presence sensor or a fence said last; null = nothing ever. */
  readonly presence: { readonly home: boolean; readonly at: number } | null
  /** Last position, degrees WGS-84; null = none ever. */
  readonly position: { readonly lat: number; readonly lon: number; readonly at: number } | null
  /** Where home is; null = not recorded. */
  readonly home: { readonly lat: number; readonly lon: number } | null
}

export interface PlaceDecision extends Decision {
  /** The place has been unknown for too long within these hours: somebody should ring and ask (a task, no alarm). */
  readonly checkUp: boolean
}

/**
 * Should be inside and is not. Judged from the last known place, whenever it was learned: no crossing of a fence is needed, so who was
 * outside before the hours began is found, and who left while the tracker slept.
 * - last known outside: fires, however old that is (its age is told);
 * - last known inside: holds for 12 hours, for trackers sleep indoors;
 * - older, or never known: `cannot-say`, and after an hour of the night without knowing, a check-up.
 */
export function judgeShouldBeHome(facts: PlaceFacts, own: Readonly<Record<string, number>> = {}): PlaceDecision {
  const rule = getRule('should-be-home')
  const { now } = facts
  const from = minutesOf(facts.inside.from)
  const minute = minuteOfDay(now)
  if (!isBetween(minute, from, minutesOf(facts.inside.to))) return { ...decide(rule, 'no', 'not-these-hours'), checkUp: false }
  const known = [placeByPresence(facts), placeByPosition(facts, settingOf(rule, 'homeMetres', own))]
    .filter((one) => one !== null)
    .filter((one) => one.at <= now)
    .toSorted((a, b) => b.at - a.at)[0]
  const minutesIn = (minute - from + 1440) % 1440
  const checkUp = minutesIn >= settingOf(rule, 'unknownMinutes', own)
  if (!known) {
    const missing: readonly Missing[] = [
      ...(facts.presence || facts.position ? [] : ['position' as const]),
      ...(facts.position && !facts.home ? ['home-position' as const] : []),
    ]
    return { ...decide(rule, 'cannot-say', 'place-never-known', { missing }), checkUp }
  }
  const ageMinutes = Math.floor((now - known.at) / 60_000)
  const said = { ageMinutes, from: known.from, ...(known.metres === null ? {} : { metres: known.metres }) }
  if (!known.home) return { ...decide(rule, 'yes', 'outside', { facts: said }), checkUp: false }
  if (ageMinutes <= settingOf(rule, 'insideHoldsMinutes', own)) return { ...decide(rule, 'no', 'inside', { facts: said }), checkUp: false }
  return { ...decide(rule, 'cannot-say', 'place-too-old', { facts: said, missing: ['position'] }), checkUp }
}

interface Place {
  readonly home: boolean
  readonly at: number
  readonly from: 'presence' | 'position'
  readonly metres: number | null
}

const placeByPresence = ({ presence }: PlaceFacts): Place | null => (presence ? { ...presence, from: 'presence', metres: null } : null)

function placeByPosition({ position, home }: PlaceFacts, within: number): Place | null {
  if (!position || !home) return null
  const metres = Math.round(metresBetween(position, home))
  return { home: metres <= within, at: position.at, from: 'position', metres }
}

interface Point {
  readonly lat: number
  readonly lon: number
}

/** Great-circle distance on a sphere of 6,371 km (haversine); metres. */
function metresBetween(a: Point, b: Point): number {
  const radians = Math.PI / 180
  const up = Math.sin(((b.lat - a.lat) * radians) / 2) ** 2
  const across = Math.sin(((b.lon - a.lon) * radians) / 2) ** 2
  return 2 * 6_371_000 * Math.asin(Math.min(1, Math.sqrt(up + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * across)))
}
