import type { FirmState } from '../contract/firm.ts'

/** The moves a firm may make; a closed one can be taken up again when the closing was a mistake. */
export const firmMoves: Readonly<Record<FirmState, readonly FirmState[]>> = {
  pending: ['active', 'closed'],
  active: ['suspended', 'closed'],
  suspended: ['active', 'closed'],
  closed: ['active'],
}

export const firmStateWords: Readonly<Record<FirmState, { readonly zh: string; readonly en: string }>> = {
  pending: { zh: '待核实', en: 'pending' },
  active: { zh: '存续', en: 'active' },
  suspended: { zh: '停业', en: 'suspended' },
  closed: { zh: '注销', en: 'closed' },
}

/** True when the move is legal. */
export function mayMoveFirm(from: FirmState, to: FirmState): boolean {
  return firmMoves[from].includes(to)
}
