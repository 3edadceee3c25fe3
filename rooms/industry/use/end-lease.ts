import { body, knownFrom } from '@yinqiao/kernel'
import { ChangedMeanwhile, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { EndLease } from '../contract/park-signatures.ts'
import { LeaseUnknown } from '../contract/refusals.ts'
import { checkMainLease, checkSublets } from '../rules/check-lease.ts'
import { earlierEnd, endOf } from '../rules/days.ts'
import { mayWrite } from '../rules/may-write.ts'
import { closeKnown, lockThing } from '../store.ts'
import { findLease, type LeaseRow, listLeases, listSpaceSlices, saveLeases, showLease } from '../store-leases.ts'

/** Moves a lease's last day. Sublets end with it at the latest; those that would begin only later are taken back. */
export const endLease = body(EndLease, async (ctx, { id, version, lastDay }) => {
  const seen = await findLease(ctx.db, id)
  if (seen === undefined) return refuse(LeaseUnknown, {}, 'id')
  await lockThing(ctx, `space:${seen.spaceId}`)
  const standing = await listLeases(ctx.db, sql`l.space_id = ${seen.spaceId}`)
  const before = standing.find((each) => each.id === id)
  if (before === undefined) return refuse(LeaseUnknown, {}, 'id')
  if (before.version !== version) return refuse(ChangedMeanwhile, { what: before.firmName, seen: version, current: before.version })
  const outside = mayWrite(ctx.actor, before.firmName, before.divisionCode, before.operatorUnitId)
  if (outside !== undefined) return outside
  const to = endOf(lastDay)
  const lease: LeaseRow = {
    ...before,
    version: version + 1,
    to,
    rentFreeTo: before.rentFreeTo === null ? null : earlierEnd(before.rentFreeTo, to),
  }
  const others = standing.filter((each) => each.id !== id)
  const parent = others.find((each) => each.id === lease.parentId)
  const wrong =
    parent === undefined
      ? checkMainLease(lease, await listSpaceSlices(ctx.db, sql`id = ${lease.spaceId}`), others)
      : checkSublets(parent, [...others.filter((each) => each.parentId === parent.id), lease])
  if (wrong !== undefined) return wrong
  const sublets = others.filter((each) => each.parentId === id)
  const cut = sublets.filter((each) => to !== null && each.from < to && (each.to === null || each.to > to))
  const gone = sublets.filter((each) => to !== null && each.from >= to)
  const at = await knownFrom(ctx)
  await closeKnown(
    ctx,
    'industry.lease',
    gone.map((each) => each.id),
    at,
  )
  await saveLeases(
    ctx,
    [
      lease,
      ...cut.map((each) => ({
        ...each,
        version: each.version + 1,
        to,
        rentFreeTo: each.rentFreeTo === null ? null : earlierEnd(each.rentFreeTo, to),
      })),
    ],
    at,
  )
  ctx.note({ kind: 'lease', id, before: { to: before.to }, after: { to, sublets: cut.length, taken: gone.length } })
  return showLease(lease, ctx.today)
})
