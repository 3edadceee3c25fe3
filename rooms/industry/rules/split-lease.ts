import type { LeaseFacts } from './check-lease.ts'
import { earlierEnd } from './days.ts'

interface Versioned extends LeaseFacts {
  readonly version: number
}

/**
 * Splits a lease on a day inside it: the old one ends the day before, a new one begins with the new area (dm²); rent-free
 * time is shared out by days. Sublets that reach over the day are split with it, later ones pass to the new lease.
 */
export function splitLease<L extends Versioned>(
  lease: L,
  sublets: readonly L[],
  on: string,
  areaDm2: number,
  newId: () => string,
): { readonly ended: L; readonly begun: L; readonly sublets: readonly L[] } {
  const before = (each: L): L => ({
    ...each,
    version: each.version + 1,
    to: on,
    rentFreeTo: each.rentFreeTo === null ? null : earlierEnd(each.rentFreeTo, on),
  })
  const after = (each: L): L => ({
    ...each,
    id: newId(),
    version: 1,
    from: on,
    rentFreeTo: each.rentFreeTo !== null && each.rentFreeTo > on ? each.rentFreeTo : null,
  })
  const begun = { ...after(lease), areaDm2 }
  const shared = sublets.flatMap((each) => {
    if (each.to !== null && each.to <= on) return [{ ...each, version: each.version + 1 }]
    if (each.from >= on) return [{ ...each, version: each.version + 1, parentId: begun.id }]
    return [before(each), { ...after(each), parentId: begun.id }]
  })
  return { ended: before(lease), begun, sublets: shared }
}
