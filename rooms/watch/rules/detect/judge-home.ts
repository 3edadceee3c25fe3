import type { Decision } from '../../contract/cause.ts'
import type { GuardState } from './guard-by-life-state.ts'
import { judgeInactivity } from './judge-inactivity.ts'
import { judgeNightLeave } from './judge-night-leave.ts'
import { judgeShouldBeHome } from './judge-should-be-home.ts'
import type { Baseline, Unseen } from './learn-baseline.ts'

/** What the rules of time ask about a device. Times in milliseconds since 1970 UTC. */
export interface TimedDevice {
  readonly id: string
  readonly kind: string
  readonly elderId: string | null
  readonly seenAt: number | null
  readonly bed: boolean | null
  readonly bedSince: number | null
  readonly inside: boolean | null
  readonly insideAt: number | null
  readonly position: { readonly lat: number; readonly lon: number; readonly at: number } | null
}

export interface TimedHome {
  readonly activeAt: number | null
  readonly indoors: { readonly from: string; readonly to: string } | null
  readonly point: { readonly lat: number; readonly lon: number } | null
  readonly elders: readonly { readonly id: string; readonly state: GuardState }[]
  readonly devices: readonly TimedDevice[]
  readonly baseline: Baseline | null
}

/** An answer of one rule about one home, one bed or one person. */
export interface Answer {
  /** Code of the rule, with the bed or the person when there are several. */
  readonly about: string
  readonly decision: Decision
  readonly elderId: string | null
  readonly deviceId: string | null
  /** When what it speaks of began: the same moment is the same finding. Milliseconds since 1970 UTC. */
  readonly since: number
  /** A place unknown for too long: somebody should ring and ask. */
  readonly checkUp: boolean
}

/** When the sensors are held to have spoken last: as they did, or (looking ahead) that they go on speaking. */
type Heard = (device: TimedDevice) => number | null

const latest = (times: readonly (number | null)[]): number | null =>
  times.reduce((most, at) => (at === null ? most : most === null ? at : Math.max(most, at)), null)

/**
 * What time alone tells of a home: nobody moves, somebody left the bed at night, somebody should be inside. A rule whose sensors the home
 * does not have is not asked; one whose sensors are silent answers `cannot-say`. `seers` are devices that would see somebody move.
 */
export function judgeHome(
  home: TimedHome,
  seers: readonly TimedDevice[],
  unseen: readonly Unseen[],
  now: number,
  heard: Heard,
): readonly Answer[] {
  const only = home.elders.length === 1 ? (home.elders[0]?.id ?? null) : null
  const answers: Answer[] = []
  if (seers.length > 0 && home.elders.length > 0) {
    const decision = judgeInactivity({
      now,
      lastActivityAt: home.activeAt,
      lastHeardAt: latest(seers.map(heard)),
      unseen,
      state: stateOf(home),
      baseline: home.baseline,
      ownHours: null,
    })
    answers.push({ about: 'inactivity', decision, elderId: only, deviceId: null, since: home.activeAt ?? 0, checkUp: false })
  }
  for (const bed of home.devices.filter(({ kind }) => kind === 'bed')) {
    const decision = judgeNightLeave({ now, inBed: bed.bed, since: bed.bedSince, lastHeardAt: heard(bed) })
    answers.push({
      about: `leave-bed ${bed.id}`,
      decision,
      elderId: bed.elderId ?? only,
      deviceId: bed.id,
      since: bed.bedSince ?? 0,
      checkUp: false,
    })
  }
  if (home.indoors !== null) for (const elder of home.elders) answers.push(placeOf(home, home.indoors, elder.id, now))
  return answers
}

/** Whether this person is where they should be: by what they wear, and in a home of one also by what hangs on its walls. */
function placeOf(home: TimedHome, inside: { readonly from: string; readonly to: string }, elderId: string, now: number): Answer {
  const theirs = home.devices.filter((one) => one.elderId === elderId || (one.elderId === null && home.elders.length === 1))
  const presence = theirs
    .flatMap((one) => (one.inside === null || one.insideAt === null ? [] : [{ home: one.inside, at: one.insideAt }]))
    .toSorted((a, b) => b.at - a.at)[0]
  const position = theirs
    .flatMap(({ elderId: wearer, position: at }) => (wearer === null || at === null ? [] : [at]))
    .toSorted((a, b) => b.at - a.at)[0]
  const { checkUp, ...decision } = judgeShouldBeHome({
    now,
    inside,
    presence: presence ?? null,
    position: position ?? null,
    home: home.point,
  })
  return { about: `should-be-home ${elderId}`, decision, elderId, deviceId: null, since: hoursBegan(inside.from, now), checkUp }
}

/** When the hours in which one should be inside began, the last time. */
function hoursBegan(from: string, now: number): number {
  const day = 86_400_000
  const shift = (8 * 60 - Number(from.slice(0, 2)) * 60 - Number(from.slice(3, 5))) * 60_000
  return Math.floor((now + shift) / day) * day - shift
}

/** Where the people of a home are: at home when one of them is. */
export function stateOf({ elders }: Pick<TimedHome, 'elders'>): GuardState {
  const states = elders.map(({ state }) => state)
  if (states.includes('at-home')) return 'at-home'
  return states.includes(null) ? null : (states[0] ?? null)
}
