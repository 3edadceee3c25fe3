import { body, knownFrom } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { AddLease } from '../contract/park-signatures.ts'
import { LeaseUnknown, SpaceUnknown, SubletOutside, TenantUnknown } from '../contract/refusals.ts'
import { checkMainLease, checkSublets, daysOf } from '../rules/check-lease.ts'
import { endOf } from '../rules/days.ts'
import { mayWrite } from '../rules/may-write.ts'
import { findRegisteredFirm, lockThing } from '../store.ts'
import { type LeaseRow, listLeases, listSpaceSlices, saveLeases, showLease } from '../store-leases.ts'

export const addLease = body(AddLease, async (ctx, { spaceId, parentId, lastDay, rentFreeLastDay, ...input }) => {
  await lockThing(ctx, `space:${spaceId}`)
  const slices = await listSpaceSlices(ctx.db, sql`id = ${spaceId}`)
  const space = slices.at(-1)
  if (space === undefined) return refuse(SpaceUnknown, {}, 'spaceId')
  const outside = mayWrite(ctx.actor, `${space.building} ${space.number}`, space.divisionCode, space.operatorUnitId)
  if (outside !== undefined) return outside
  const firm = await findRegisteredFirm(ctx.db, input.firmId)
  if (firm === undefined || firm.state === 'closed') return refuse(TenantUnknown, {}, 'firmId')
  const lease: LeaseRow = {
    ...input,
    id: ctx.newId(),
    version: 1,
    spaceId,
    parkId: space.parkId,
    parentId,
    firmName: firm.name,
    to: endOf(lastDay),
    rentFreeTo: endOf(rentFreeLastDay),
    divisionCode: space.divisionCode,
    operatorUnitId: space.operatorUnitId,
    synthetic: space.synthetic || firm.synthetic,
  }
  const standing = await listLeases(ctx.db, sql`l.space_id = ${spaceId}`)
  if (parentId === null) {
    const wrong = checkMainLease(lease, slices, standing)
    if (wrong !== undefined) return wrong
  } else {
    const parent = standing.find((each) => each.id === parentId)
    if (parent === undefined) return refuse(LeaseUnknown, {}, 'parentId')
    if (parent.firmId === lease.firmId) return refuse(SubletOutside, daysOf(parent), 'firmId')
    const wrong = checkSublets(parent, [...standing.filter((each) => each.parentId === parentId), lease])
    if (wrong !== undefined) return wrong
  }
  await saveLeases(ctx, [lease], await knownFrom(ctx))
  ctx.note({ kind: 'lease', id: lease.id, after: lease })
  return showLease(lease, ctx.today)
})
