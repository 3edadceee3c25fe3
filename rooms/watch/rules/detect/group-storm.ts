import type { Decision } from '../../contract/cause.ts'

/** One new equipment case. */
export interface StormEvent {
  readonly caseId: string
  readonly rule: string
  readonly cause: Decision['cause']
  /** Division code of the town; null = not known, which is grouped as a town of its own. */
  readonly town: string | null
  /** Maker or cloud of the device; null = not known. */
  readonly vendor: string | null
  /** Time of receipt by the server, milliseconds. */
  readonly at: number
}

export interface Incident {
  /** Stable name: what, where, since when. */
  readonly key: string
  readonly rule: string
  /** `district`: several towns at once. */
  readonly by: 'district' | 'town' | 'vendor'
  /** Division code, or the vendor's name; '' for the district. */
  readonly where: string
  readonly openedAt: number
  readonly lastAt: number
  /** Cases in it. */
  readonly cases: number
}

interface Single {
  readonly caseId: string
  readonly town: string | null
  readonly vendor: string | null
  readonly at: number
}

/** What is remembered between events: small whatever the storm, for cases know their incident themselves. */
export interface StormState {
  readonly singles: Readonly<Record<string, readonly Single[]>>
  readonly incidents: readonly Incident[]
}
export const calm: StormState = { singles: {}, incidents: [] }

export interface StormVerdict {
  readonly next: StormState
  /** The incident the case belongs to; null: it stands alone (yet). */
  readonly incident: Incident | null
  /** Earlier single cases that belong to it as well. */
  readonly gathers: readonly string[]
  /** Keys of incidents of towns that are now part of it: their cases move to it, they close as merged. */
  readonly merges: readonly string[]
}

export interface StormSettings {
  /** An incident takes what comes within so many minutes of its last case. */
  readonly stormMinutes: number
  /** So many cases of one town, or of one vendor, are an incident. */
  readonly stormLeast: number
  /** So many towns at once are one incident of the district. */
  readonly stormAreas: number
}

const grouped: ReadonlySet<string> = new Set(['power-lost', 'silence'])

/**
 * One outage, one incident: power lost and silence are grouped by town, then by vendor; from four towns on, by district. What
 * concerns a person or a hazard is never grouped (`incident` null and nothing remembered), and neither is any other equipment case.
 * Incremental and pure: the same event again changes nothing that matters (its caller gives every new case once); late
 * events join the incident whose time they touch.
 */
export function groupStorm(state: StormState, event: StormEvent, settings: StormSettings): StormVerdict {
  const alone = { next: state, incident: null, gathers: [], merges: [] }
  if (event.cause !== 'equipment' || !grouped.has(event.rule)) return alone
  const window = settings.stormMinutes * 60_000
  const incidents = state.incidents.filter((one) => one.lastAt >= event.at - 2 * window)
  const single: Single = { caseId: event.caseId, town: event.town, vendor: event.vendor, at: event.at }
  const before = (state.singles[event.rule] ?? []).filter((one) => Math.abs(event.at - one.at) <= window && one.caseId !== event.caseId)
  const open = incidents.filter((one) => one.rule === event.rule && event.at <= one.lastAt + window && event.at >= one.openedAt - window)
  const held =
    open.find((one) => one.by === 'district') ??
    open.find((one) => one.by === 'town' && one.where === (event.town ?? '')) ??
    open.find((one) => one.by === 'vendor' && one.where === event.vendor)
  if (held) return join(state, incidents, held, event)
  const inTown = before.filter((one) => one.town === event.town)
  const ofVendor = before.filter((one) => one.vendor !== null && one.vendor === event.vendor)
  const by = inTown.length + 1 >= settings.stormLeast ? 'town' : ofVendor.length + 1 >= settings.stormLeast ? 'vendor' : null
  if (by === null) return { ...alone, next: { incidents, singles: { ...state.singles, [event.rule]: [...before, single] } } }
  const gathered = by === 'town' ? inTown : ofVendor
  const opened = incidentOf(by, (by === 'town' ? event.town : event.vendor) ?? '', event, [single, ...gathered])
  const rest = before.filter((one) => !gathered.includes(one))
  const towns = open.filter((one) => one.by === 'town')
  if (by === 'town' && towns.length + 1 >= settings.stormAreas) return merge(state, incidents, [...towns, opened], event, before)
  return {
    next: { incidents: [...incidents, opened], singles: { ...state.singles, [event.rule]: rest } },
    incident: opened,
    gathers: gathered.map((one) => one.caseId),
    merges: [],
  }
}

function incidentOf(by: Incident['by'], where: string, { rule }: StormEvent, of: readonly { readonly at: number }[]): Incident {
  const times = of.map((one) => one.at)
  const openedAt = Math.min(...times)
  return { key: `${rule}/${by}/${where}/${openedAt}`, rule, by, where, openedAt, lastAt: Math.max(...times), cases: of.length }
}

function join(state: StormState, incidents: readonly Incident[], held: Incident, event: StormEvent): StormVerdict {
  const incident = { ...held, cases: held.cases + 1, openedAt: Math.min(held.openedAt, event.at), lastAt: Math.max(held.lastAt, event.at) }
  return {
    next: { ...state, incidents: incidents.map((one) => (one.key === held.key ? incident : one)) },
    incident,
    gathers: [],
    merges: [],
  }
}

/** The towns' incidents and all that still stands alone become one of the district. */
function merge(
  state: StormState,
  incidents: readonly Incident[],
  towns: readonly Incident[],
  event: StormEvent,
  singles: readonly Single[],
): StormVerdict {
  const others = singles.filter((one) => one.caseId !== event.caseId)
  const merged = incidentOf('district', '', event, [
    ...others,
    event,
    ...towns.flatMap((one) => [{ at: one.openedAt }, { at: one.lastAt }]),
  ])
  const newTown = towns.at(-1)?.where
  const cases = towns.reduce((sum, one) => sum + one.cases, 0) + others.filter((one) => one.town !== newTown).length
  const merges = towns.map((one) => one.key).filter((key) => incidents.some((one) => one.key === key))
  const incident = { ...merged, cases }
  return {
    next: {
      incidents: [...incidents.filter((one) => !merges.includes(one.key)), incident],
      singles: { ...state.singles, [event.rule]: [] },
    },
    incident,
    gathers: others.map((one) => one.caseId),
    merges,
  }
}
