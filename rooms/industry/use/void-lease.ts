import { body, knownFrom } from '@yinqiao/kernel'
import { ChangedMeanwhile, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { VoidLease } from '../contract/park-signatures.ts'
import { LeaseUnknown } from '../contract/refusals.ts'
import { mayWrite } from '../rules/may-write.ts'
import { closeKnown, lockThing } from '../store.ts'
import { findLease, listLeases } from '../store-leases.ts'

/** Takes back a lease recorded by mistake: from now on nobody knows of it; what was known before stays. */
export const voidLease = body(VoidLease, async (ctx, { id, version, reason }) => {
  const seen = await findLease(ctx.db, id)
  if (seen === undefined) return refuse(LeaseUnknown, {}, 'id')
  await lockThing(ctx, `space:${seen.spaceId}`)
  const both = await listLeases(ctx.db, sql`(l.id = ${id} or l.parent_id = ${id})`)
  const lease = both.find((each) => each.id === id)
  if (lease === undefined) return refuse(LeaseUnknown, {}, 'id')
  if (lease.version !== version) return refuse(ChangedMeanwhile, { what: lease.firmName, seen: version, current: lease.version })
  const outside = mayWrite(ctx.actor, lease.firmName, lease.divisionCode, lease.operatorUnitId)
  if (outside !== undefined) return outside
  const ids = both.map((each) => each.id)
  await closeKnown(ctx, 'industry.lease', ids, await knownFrom(ctx))
  ctx.note({ kind: 'lease', id, before: lease, after: { taken: ids.length, reason } })
  return { taken: ids.length }
})
