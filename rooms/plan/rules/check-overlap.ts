import type { Finding, FlagRow } from './finding.ts'

/** A visit of an officer; times `HH:MM`. */
export interface Visit extends FlagRow {
  readonly worker: string
  readonly day: string
  readonly from: string
  readonly to: string
  readonly place: string
}

const least = 5

/** Minutes since midnight; null where it is no time of day. */
export function minutesOf(clock: string): number | null {
  const read = /^([01]?\d|2[0-3])[:：]([0-5]\d)$/u.exec(clock.trim())
  return read === null ? null : Number(read[1]) * 60 + Number(read[2])
}

/** An officer in two places at once. Visits whose times cannot be read are left out, not guessed. */
export function checkOverlap(visits: readonly Visit[]): readonly Finding[] {
  const findings: Finding[] = []
  const timed = visits.flatMap((visit) => {
    const [from, to] = [minutesOf(visit.from), minutesOf(visit.to)]
    return from === null || to === null || to <= from ? [] : [{ visit, from, to }]
  })
  for (const [, all] of Map.groupBy(timed, ({ visit }) => `${visit.worker}|${visit.day}`)) {
    const clashing = all.filter((one) =>
      all.some(
        (other) =>
          other !== one &&
          other.visit.place.trim() !== one.visit.place.trim() &&
          Math.min(one.to, other.to) - Math.max(one.from, other.from) >= least,
      ),
    )
    const [first] = clashing
    if (first === undefined) continue
    findings.push({
      check: 'overlap',
      about: first.visit.worker,
      said: {
        zh: `${first.visit.day}有${clashing.length}次走访时间相交而地点不同`,
        en: `on ${first.visit.day} ${clashing.length} visits overlap in different places`,
      },
      rows: clashing.map(({ visit: { kind, id, title } }) => ({ kind, id, title })),
    })
  }
  return findings
}
