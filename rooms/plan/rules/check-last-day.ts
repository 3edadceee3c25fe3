import type { Finding, FlagRow } from './finding.ts'

/** A version somebody typed. */
export interface Typed extends FlagRow {
  readonly unit: string
  /** Day it was typed. */
  readonly on: string
}

const least = 8
const share = 0.2
const chance = 1e-4
/** A day is one of some 60 working days; a last day three times as busy is an honest one. */
const honest = 3 / 60

/** Probability of k or more of n when each falls on the day with probability p. */
export function binomialTail(n: number, k: number, p: number): number {
  let term = (1 - p) ** n
  let below = 0
  for (let i = 0; i < k; i++) {
    below += term
    term = (term * (n - i) * p) / ((i + 1) * (1 - p))
  }
  return Math.max(0, 1 - below)
}

function lastDayOfQuarter(day: string): string {
  const { year, month } = Temporal.PlainDate.from(day)
  const end = Temporal.PlainDate.from({ year, month: month + 2 - ((month - 1) % 3), day: 1 })
  return end.with({ day: end.daysInMonth }).toString()
}

/** Units that typed much of a quarter on its last day. */
export function checkLastDay(typed: readonly Typed[]): readonly Finding[] {
  const findings: Finding[] = []
  for (const [key, all] of Map.groupBy(typed, ({ unit, on }) => `${unit}|${lastDayOfQuarter(on)}`)) {
    const last = key.slice(key.lastIndexOf('|') + 1)
    const late = all.filter(({ on }) => on === last)
    if (all.length < least || late.length < share * all.length) continue
    if (binomialTail(all.length, late.length, honest) > chance) continue
    const about = key.slice(0, key.lastIndexOf('|'))
    findings.push({
      check: 'last-day',
      about,
      said: {
        zh: `截至${last}的一季度手工登记${all.length}条，其中${late.length}条在最后一天`,
        en: `${late.length} of ${all.length} records of the quarter to ${last} were typed on its last day`,
      },
      rows: late.map(({ kind, id, title }) => ({ kind, id, title })),
    })
  }
  return findings
}
