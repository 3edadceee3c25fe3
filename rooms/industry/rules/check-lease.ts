import { type Refusal, type RefusalFacts, refuse } from '@yinqiao/kernel/contract'
import {
  AreaTooLarge,
  LeaseBackwards,
  LeaseOutsideSpace,
  LeaseOverlap,
  RentFreeOutside,
  SubletOutside,
  SubletTooLarge,
} from '../contract/refusals.ts'
import { contains, lastDayOf, overlaps, type Span, within } from './days.ts'

/** A time a unit can be let with one area, in dm². */
export interface SpaceSlice extends Span {
  readonly areaDm2: number
}

/** What of a lease its rules look at; `to` exclusive. */
export interface LeaseFacts extends Span {
  readonly id: string
  readonly parentId: string | null
  readonly firmName: string
  readonly number: string | null
  readonly areaDm2: number
  readonly rentFreeTo: string | null
}

/** dm² as square metres, in words. */
export function squareMetres(areaDm2: number): string {
  return (areaDm2 / 100).toFixed(2).replace(/\.?0+$/, '')
}

const open = '长期'
/** Days of a lease as refusals name them. */
export function daysOf({ from, to }: Span): RefusalFacts & { from: string; lastDay: string } {
  return { from, lastDay: lastDayOf(to) ?? open }
}

/** First the lease by itself: its days in order, its rent-free time inside it. */
export function checkLeaseDays(lease: LeaseFacts): Refusal | undefined {
  if (lease.to !== null && lease.to <= lease.from) return refuse(LeaseBackwards, daysOf(lease), 'lastDay')
  const free = lease.rentFreeTo
  if (free !== null && (free <= lease.from || (lease.to !== null && free > lease.to)))
    return refuse(RentFreeOutside, { day: lastDayOf(free) ?? '', ...daysOf(lease) }, 'rentFreeLastDay')
  return undefined
}

/** Whether a lease (no sublet) may stand on a unit beside the others; `others` without the lease itself. */
export function checkMainLease(lease: LeaseFacts, slices: readonly SpaceSlice[], others: readonly LeaseFacts[]): Refusal | undefined {
  const wrong = checkLeaseDays(lease)
  if (wrong !== undefined) return wrong
  const outside = checkAgainstSpace(lease, slices)
  if (outside !== undefined) return outside
  const other = others.find((each) => each.parentId === null && overlaps(each, lease))
  return other === undefined
    ? undefined
    : refuse(LeaseOverlap, { tenant: other.firmName, number: other.number ?? '无编号', ...daysOf(other) }, 'from')
}

/** The unit must be lettable on every day of the lease, and never smaller than what is leased. */
export function checkAgainstSpace(lease: LeaseFacts, slices: readonly SpaceSlice[]): Refusal | undefined {
  const touched = slices.filter((slice) => overlaps(slice, lease)).toSorted((a, b) => a.from.localeCompare(b.from))
  let reached: string | null = lease.from
  for (const slice of touched) {
    if (reached === null || slice.from > reached) break
    reached = slice.to
  }
  const whole = touched.length > 0 && (reached === null || (lease.to !== null && lease.to <= reached))
  if (!whole) return refuse(LeaseOutsideSpace, daysOf(lease), 'from')
  const most = Math.min(...touched.map(({ areaDm2 }) => areaDm2))
  return lease.areaDm2 <= most
    ? undefined
    : refuse(AreaTooLarge, { area: squareMetres(lease.areaDm2), most: squareMetres(most) }, 'areaDm2')
}

/** Whether sublets fit their lease: inside its days, and on no day more than its area together. */
export function checkSublets(parent: LeaseFacts, sublets: readonly LeaseFacts[]): Refusal | undefined {
  for (const sublet of sublets) {
    const wrong = checkLeaseDays(sublet)
    if (wrong !== undefined) return wrong
    if (parent.parentId !== null || !within(sublet, parent)) return refuse(SubletOutside, daysOf(parent), 'from')
  }
  // the sum only grows on a first day
  for (const { from: day } of sublets) {
    const area = sublets.filter((each) => contains(each, day)).reduce((all, { areaDm2 }) => all + areaDm2, 0)
    if (area > parent.areaDm2)
      return refuse(SubletTooLarge, { day, area: squareMetres(area), most: squareMetres(parent.areaDm2) }, 'areaDm2')
  }
  return undefined
}
