import type { InstitutionState } from '../contract/institution.ts'

/** The moves by hand; `merged` is entered and left only by deciding a duplicate. */
export const institutionMoves: Readonly<Record<InstitutionState, readonly InstitutionState[]>> = {
  listed: ['open', 'suspended', 'closed'],
  open: ['suspended', 'closed'],
  suspended: ['open', 'closed'],
  closed: ['open'],
  merged: [],
}

export const institutionStateWords: Readonly<Record<InstitutionState, { readonly zh: string; readonly en: string }>> = {
  listed: { zh: '名单所列', en: 'listed' },
  open: { zh: '运营', en: 'open' },
  suspended: { zh: '停业', en: 'suspended' },
  closed: { zh: '关闭', en: 'closed' },
  merged: { zh: '已合并', en: 'merged' },
}

/** True when the move is legal. */
export function mayMoveInstitution(from: InstitutionState, to: InstitutionState): boolean {
  return institutionMoves[from].includes(to)
}
