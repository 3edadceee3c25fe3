import type { Words } from '@yinqiao/kernel/contract'
import type { ParkState } from '../contract/park.ts'

export const parkStateWords: Readonly<Record<ParkState, Words>> = {
  planned: { zh: '规划', en: 'planned' },
  building: { zh: '建设', en: 'under construction' },
  operating: { zh: '运营', en: 'operating' },
  closed: { zh: '停用', en: 'closed' },
}

const moves: Readonly<Record<ParkState, readonly ParkState[]>> = {
  planned: ['building', 'operating', 'closed'],
  building: ['operating', 'closed'],
  operating: ['closed'],
  closed: ['operating'],
}

/** Whether a park may pass from one state to another. */
export function mayMovePark(from: ParkState, to: ParkState): boolean {
  return moves[from].includes(to)
}
