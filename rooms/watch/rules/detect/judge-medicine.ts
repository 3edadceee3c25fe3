import type { Decision } from '../../contract/cause.ts'
import { decide, getRule } from './shipped-rules.ts'

/** When a dose should be taken. Milliseconds since 1970 UTC, end exclusive; windows of one person do not overlap. */
export interface DoseWindow {
  readonly id: string
  readonly from: number
  readonly to: number
}

/** How a window stands. `openedAt` null: not opened. */
export interface DoseStanding {
  readonly window: DoseWindow
  readonly taken: 'in-time' | 'late' | 'early' | 'not'
  readonly openedAt: number | null
}

/** An opening longer before a window is not for it. Milliseconds. */
const earlyWithin = 3_600_000

/**
 * Which opening of the box is for which dose. An opening within a window is for it. One between two windows is for the window before
 * it, late, if that one is still open and not further away than the next; else for the next, early. So a first dose taken late
 * is not booked as the second. One opening serves one window; further openings of a served window say nothing.
 */
export function assignOpenings(windows: readonly DoseWindow[], openings: readonly number[]): readonly DoseStanding[] {
  const sorted = windows.toSorted((a, b) => a.from - b.from)
  const served = new Map<string, DoseStanding>()
  for (const openedAt of openings.toSorted((a, b) => a - b)) {
    const inside = sorted.find((window) => openedAt >= window.from && openedAt < window.to)
    if (inside) {
      const held = served.get(inside.id)
      if (!held || held.taken === 'early') served.set(inside.id, { window: inside, taken: 'in-time', openedAt })
      continue
    }
    const before = sorted.findLast((window) => window.to <= openedAt)
    const after = sorted.find((window) => window.from > openedAt)
    const missed = before && !served.has(before.id) ? before : null
    if (missed && (!after || openedAt - missed.to <= after.from - openedAt))
      served.set(missed.id, { window: missed, taken: 'late', openedAt })
    else if (after && after.from - openedAt <= earlyWithin && !served.has(after.id))
      served.set(after.id, { window: after, taken: 'early', openedAt })
  }
  return sorted.map((window) => served.get(window.id) ?? { window, taken: 'not', openedAt: null })
}

/**
 * Was the box opened for this dose? Before the window's end there is nothing to say against it. A box that was silent at the end may have
 * been opened unheard: `cannot-say`. An opening is no swallowing: `no` means opened, not taken.
 * `boxHeardAt`: last message of the box of any sort.
 */
export function judgeMedicine(
  standing: DoseStanding,
  { now, boxHeardAt }: { readonly now: number; readonly boxHeardAt: number | null },
): Decision {
  const rule = getRule('medicine-missed')
  const facts = { window: standing.window.id }
  if (standing.taken !== 'not') return decide(rule, 'no', `opened-${standing.taken}`, { facts })
  if (now < standing.window.to) return decide(rule, 'no', 'window-open', { facts })
  if (boxHeardAt === null || boxHeardAt < standing.window.to)
    return decide(rule, 'cannot-say', 'box-silent', { facts, missing: ['medicine-box'] })
  return decide(rule, 'yes', 'not-opened', { facts })
}
