import type { Occupancy } from '../contract/park.ts'
import { contains, type Span } from './days.ts'

export interface LettableSlice extends Span {
  readonly areaDm2: number
}
export interface LetSlice extends Span {
  readonly areaDm2: number
  /** A sublet lies inside a lease that counts already. */
  readonly parentId: string | null
  /** First day that bears rent; null = from the start. */
  readonly rentFreeTo: string | null
}

/**
 * What of the lettable area is let on a day, from lease rows alone; areas in dm². A rent-free day is occupied but earns
 * nothing; a sublet is not counted twice. Nothing lettable: `share` is null (无对象), never 0 and never 100 %.
 */
export function occupancyOn(day: string, spaces: readonly LettableSlice[], leases: readonly LetSlice[]): Occupancy {
  const sum = (slices: readonly LettableSlice[]) => slices.reduce((all, { areaDm2 }) => all + areaDm2, 0)
  const lettableDm2 = sum(spaces.filter((slice) => contains(slice, day)))
  const taken = leases.filter((slice) => slice.parentId === null && contains(slice, day))
  const leasedDm2 = sum(taken)
  const payingDm2 = sum(taken.filter(({ rentFreeTo }) => rentFreeTo === null || rentFreeTo <= day))
  return { day, lettableDm2, leasedDm2, payingDm2, share: lettableDm2 === 0 ? null : leasedDm2 / lettableDm2 }
}
