import type { AgendaItem, AgendaKind } from '../contract/meeting-parts.ts'
import type { PlanStructure } from '../contract/structure.ts'

/** Something that asks for a place on an agenda. */
export interface AgendaPoint {
  readonly kind: Exclude<AgendaKind, 'hand'>
  /** Stable id of the thing within its kind. */
  readonly id: string
  readonly title: string
  readonly why: string
}

/** What the sources offer and the agenda does not have yet, each thing once, in the order of the sources. */
export function newPoints(points: readonly AgendaPoint[], agenda: readonly AgendaItem[]): AgendaPoint[] {
  const taken = new Set(agenda.map(({ kind, sourceId }) => `${kind}/${sourceId ?? ''}`))
  return points.filter(({ kind, id }) => {
    const key = `${kind}/${id}`
    if (taken.has(key)) return false
    taken.add(key)
    return true
  })
}

/** A source's offer as item of an agenda. */
export function itemOf(point: AgendaPoint, id: string): AgendaItem {
  // what a source calls it may be longer than an item's title may be
  const title = point.title.length > 200 ? `${point.title.slice(0, 199)}…` : point.title
  return { id, kind: point.kind, sourceId: point.id, sourceTitle: point.title, why: point.why, title, text: null }
}

/** Gates of the plan (31 December of the last year of a phase) from today to so many days ahead. */
export function gatesAhead(phases: PlanStructure['phases'], today: string, days = 60): AgendaPoint[] {
  const until = Temporal.PlainDate.from(today).add({ days }).toString()
  return phases.flatMap(({ years, title, label }) => {
    if (years?.to == null) return []
    const day = `${years.to}-12-31`
    if (day < today || day > until) return []
    const left = Temporal.PlainDate.from(today).until(Temporal.PlainDate.from(day)).days
    const name = title === '' ? label : title
    return [{ kind: 'gate' as const, id: day, title: `阶段节点：${name}`, why: `${day} 到期，还有 ${left} 天` }]
  })
}
