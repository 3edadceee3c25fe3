/** A paper with what was ruled on it. */
export interface EvidenceFacts {
  readonly needed: number
  readonly withdrawn: boolean
  /** End, exclusive; null: none. */
  readonly validTo: string | null
  readonly verdicts: readonly ('accept' | 'reject')[]
}

/** withdrawn by who gave it, rejected by anybody, ended by its day, accepted by as many as it needs, else waiting. */
export function evidenceState({ needed, withdrawn, validTo, verdicts }: EvidenceFacts, today: string) {
  if (withdrawn) return 'withdrawn' as const
  if (verdicts.includes('reject')) return 'rejected' as const
  if (validTo !== null && validTo <= today) return 'ended' as const
  return verdicts.length >= needed ? ('accepted' as const) : ('waiting' as const)
}

/** Who gave a paper, and whose score it serves. */
export interface EvidenceOrigin {
  readonly addedBy: string | null
  readonly addedUnit: string | null
  readonly scoredUnit: string | null
}

/** Whether a person may rule: not on the own paper, not on one of the own unit, not where the own unit is scored. */
export function mayRule(
  { addedBy, addedUnit, scoredUnit }: EvidenceOrigin,
  actor: { readonly accountId: string | null; readonly unitId: string | null },
): boolean {
  if (actor.accountId === null || actor.accountId === addedBy) return false
  return actor.unitId === null || (actor.unitId !== addedUnit && actor.unitId !== scoredUnit)
}
