/** A stretch of days, both ends in it; `from` null: a state on the day `to`. */
export interface Period {
  readonly from: string | null
  readonly to: string
}

/** Years of a phase as the plan names them; `to` null: open. */
export interface PhaseYears {
  readonly from: number
  readonly to: number | null
}

type Kind = 'stock' | 'month' | 'quarter' | 'year' | 'phase'

const day = (text: string) => Temporal.PlainDate.from(text)

/** The first day of the period a day lies in; null for a state. A day before every phase belongs to the year. */
function beginOf(kind: Kind, at: string, phases: readonly PhaseYears[]): string | null {
  const { year, month } = day(at)
  switch (kind) {
    case 'stock':
      return null
    case 'month':
      return day(at).with({ day: 1 }).toString()
    case 'quarter':
      return Temporal.PlainDate.from({ year, month: month - ((month - 1) % 3), day: 1 }).toString()
    case 'year':
      return `${year}-01-01`
    case 'phase': {
      const phase = phases.find(({ from, to }) => from <= year && (to === null || year <= to))
      return phase === undefined ? `${year}-01-01` : `${phase.from}-01-01`
    }
  }
}

/** The period of a measure up to a day: from its beginning to that day, so that the present one is partial and says so by its end. */
export function periodOf(kind: Kind, at: string, phases: readonly PhaseYears[]): Period {
  return { from: beginOf(kind, at, phases), to: at }
}

/** The last days of the last `count` periods, oldest first; the newest ends on the day itself. States and phases step by months. */
export function lastPeriods(kind: Kind, at: string, count: number): readonly string[] {
  const months = kind === 'year' ? 12 : kind === 'quarter' ? 3 : 1
  const ends: string[] = [at]
  let first = day(beginOf(kind === 'stock' || kind === 'phase' ? 'month' : kind, at, []) ?? at)
  while (ends.length < count) {
    ends.unshift(first.subtract({ days: 1 }).toString())
    first = first.subtract({ months })
  }
  return ends
}
