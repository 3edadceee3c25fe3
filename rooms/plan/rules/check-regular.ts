import { minutesOf, type Visit } from './check-overlap.ts'
import type { Finding } from './finding.ts'

const least = 12
const share = 0.9

/** Visits that all begin at the same minute of the hour and last equally long. */
export function checkRegular(visits: readonly Visit[]): readonly Finding[] {
  const findings: Finding[] = []
  for (const [worker, all] of Map.groupBy(visits, (visit) => visit.worker)) {
    const timed = all.flatMap((visit) => {
      const [from, to] = [minutesOf(visit.from), minutesOf(visit.to)]
      return from === null || to === null ? [] : [{ visit, shape: `${from % 60}|${to - from}` }]
    })
    const [most] = [...Map.groupBy(timed, ({ shape }) => shape).values()].toSorted((a, b) => b.length - a.length)
    if (timed.length < least || most === undefined || most.length < share * timed.length) continue
    findings.push({
      check: 'regular',
      about: worker,
      said: {
        zh: `${timed.length}次走访中${most.length}次起点分钟与时长全同`,
        en: `${most.length} of ${timed.length} visits begin at the same minute and last equally long`,
      },
      rows: most.map(({ visit: { kind, id, title } }) => ({ kind, id, title })),
    })
  }
  return findings
}
