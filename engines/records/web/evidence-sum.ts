import type { Tone } from '@yinqiao/kernel/web'
import type { EvidenceSlot } from '../contract/record-kind.ts'

/** How a record's evidence stands, taken together: for one cell of a list. */
export interface EvidenceSum {
  readonly state: 'none' | 'missing' | 'waiting' | 'part' | 'accepted'
  readonly tone: Tone
  readonly accepted: number
  readonly slots: number
}

/** All slots accepted, some of them, papers that wait, or nothing given. */
export function sumEvidence(
  slots: readonly EvidenceSlot[],
  given: Readonly<Record<string, { readonly given: number; readonly accepted: number }>>,
): EvidenceSum {
  const accepted = slots.filter(({ code }) => (given[code]?.accepted ?? 0) > 0).length
  const any = slots.some(({ code }) => (given[code]?.given ?? 0) > 0)
  const counts = { accepted, slots: slots.length }
  if (slots.length === 0) return { state: 'none', tone: 'idle', ...counts }
  if (accepted === slots.length) return { state: 'accepted', tone: 'good', ...counts }
  if (accepted > 0) return { state: 'part', tone: 'busy', ...counts }
  return any ? { state: 'waiting', tone: 'due', ...counts } : { state: 'missing', tone: 'idle', ...counts }
}
