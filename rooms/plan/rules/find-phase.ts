interface Phase {
  readonly label: string
  readonly title: string
  readonly years?: { readonly from: number; readonly to: number | null } | undefined
}

/** The years of a phase as people write them: 2025, 2026-2028, 2029-. */
export function yearsWritten(years: Phase['years']): string {
  return years === undefined ? '' : years.from === years.to ? `${years.from}` : `${years.from}-${years.to ?? ''}`
}

/** What a phase is called on a report: the plan's own name, else its label. */
export function phaseName({ label, title }: Phase): string {
  return title === '' ? label : title
}

/** The phase meant by its label, its title or the beginning of it, its years, or a year in it. */
export function findPhase<P extends Phase>(phases: readonly P[], asked: string): P | undefined {
  const text = asked
    .trim()
    .replaceAll(/[—–－~～至]/g, '-')
    .replaceAll('年', '')
  const year = /^\d{4}$/.test(text) ? Number(text) : null
  const only = (found: readonly P[]) => (found.length === 1 ? found[0] : undefined)
  return (
    phases.find(({ label, title }) => label === asked || title === asked) ??
    phases.find(({ years }) => years !== undefined && yearsWritten(years) === text) ??
    (year === null
      ? undefined
      : only(phases.filter(({ years }) => years && years.from <= year && (years.to === null || year <= years.to)))) ??
    only(phases.filter(({ label, title }) => asked !== '' && (title.startsWith(asked) || label.includes(asked))))
  )
}
