import { body, knownFrom } from '@yinqiao/kernel'
import { ChangedMeanwhile, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { SplitLease } from '../contract/park-signatures.ts'
import { LeaseUnknown, SplitOutside } from '../contract/refusals.ts'
import { checkMainLease, checkSublets, daysOf } from '../rules/check-lease.ts'
import { contains } from '../rules/days.ts'
import { mayWrite } from '../rules/may-write.ts'
import { splitLease as split } from '../rules/split-lease.ts'
import { lockThing } from '../store.ts'
import { findLease, listLeases, listSpaceSlices, saveLeases, showLease } from '../store-leases.ts'

/** One command, two leases: the old ends the day before, the new begins with the new area; sublets go along. */
export const splitLease = body(SplitLease, async (ctx, { id, version, from, areaDm2, monthlyFen }) => {
  const seen = await findLease(ctx.db, id)
  if (seen === undefined) return refuse(LeaseUnknown, {}, 'id')
  await lockThing(ctx, `space:${seen.spaceId}`)
  const standing = await listLeases(ctx.db, sql`l.space_id = ${seen.spaceId}`)
  const before = standing.find((each) => each.id === id)
  if (before === undefined) return refuse(LeaseUnknown, {}, 'id')
  if (before.version !== version) return refuse(ChangedMeanwhile, { what: before.firmName, seen: version, current: before.version })
  const outside = mayWrite(ctx.actor, before.firmName, before.divisionCode, before.operatorUnitId)
  if (outside !== undefined) return outside
  if (from <= before.from || !contains(before, from)) return refuse(SplitOutside, { on: from, ...daysOf(before) }, 'from')
  const sublets = standing.filter((each) => each.parentId === id)
  const parts = split(before, sublets, from, areaDm2, () => ctx.newId())
  const begun = { ...parts.begun, monthlyFen }
  const others = standing.filter((each) => each.id !== id)
  const parent = others.find((each) => each.id === before.parentId)
  const wrong =
    (parent === undefined
      ? checkMainLease(begun, await listSpaceSlices(ctx.db, sql`id = ${before.spaceId}`), others)
      : checkSublets(parent, [...others.filter((each) => each.parentId === parent.id), parts.ended, begun])) ??
    checkSublets(
      begun,
      parts.sublets.filter((each) => each.parentId === begun.id),
    )
  if (wrong !== undefined) return wrong
  const at = await knownFrom(ctx)
  await saveLeases(ctx, [parts.ended, begun, ...parts.sublets], at)
  ctx.note({ kind: 'lease', id, before, after: { ended: parts.ended, begun } })
  return { ended: showLease(parts.ended, ctx.today), begun: showLease(begun, ctx.today) }
})
