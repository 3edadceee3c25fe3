/** A report of a lead as it is logged. */
export interface EarlierReport {
  readonly id: string
  readonly uscc: string | null
  readonly nameKey: string
  readonly reportedOn: string
  /** The project it opened has ended or was voided: the firm is free to be reported anew. */
  readonly over: boolean
}

/** `first` owns the lead; `competing` came within the days after it; `repeat` came later. The latter two own nothing. */
export type ReportStanding = 'first' | 'competing' | 'repeat'

/** The same firm: one credit code; where one of the two is not known, one name. Two different codes are two firms, whatever their names. */
export const sameFirm = (
  a: { readonly uscc: string | null; readonly nameKey: string },
  b: { readonly uscc: string | null; readonly nameKey: string },
): boolean => (a.uscc !== null && b.uscc !== null ? a.uscc === b.uscc : a.nameKey === b.nameKey)

/**
 * First-reporter rule: the first report of a firm whose project is not over owns the lead. It never lapses by time:
 * the days only tell a race between towns from a late repeat; who wants an idle lead asks for its transfer.
 * `earlier`: reports that opened a project, the oldest first.
 */
export function judgeReport(
  report: { readonly uscc: string | null; readonly nameKey: string },
  earlier: readonly EarlierReport[],
  { today, days }: { readonly today: string; readonly days: number },
): { readonly standing: ReportStanding; readonly first: EarlierReport | null } {
  const first = earlier.find((one) => !one.over && sameFirm(one, report)) ?? null
  if (first === null) return { standing: 'first', first }
  const last = Temporal.PlainDate.from(first.reportedOn).add({ days }).toString()
  return { standing: today <= last ? 'competing' : 'repeat', first }
}
