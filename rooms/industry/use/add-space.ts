import { body, knownFrom } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { AddSpace } from '../contract/park-signatures.ts'
import { LeaseBackwards, ParkUnknown, SpaceTaken } from '../contract/refusals.ts'
import { daysOf } from '../rules/check-lease.ts'
import { endOf, overlaps } from '../rules/days.ts'
import { mayWrite } from '../rules/may-write.ts'
import { lockThing } from '../store.ts'
import { listSpaceSlices, saveSpaces, showSpaces } from '../store-leases.ts'
import { findPark } from '../store-parks.ts'

export const addSpace = body(AddSpace, async (ctx, { parkId, building, number, areaDm2, lettableFrom, lettableLastDay }) => {
  await lockThing(ctx, `park:${parkId}`)
  const park = await findPark(ctx.db, parkId, ctx.today)
  if (park === undefined) return refuse(ParkUnknown, {}, 'parkId')
  const outside = mayWrite(ctx.actor, park.name, park.divisionCode, park.operatorUnitId)
  if (outside !== undefined) return outside
  const span = { from: lettableFrom, to: endOf(lettableLastDay) }
  if (span.to !== null && span.to <= span.from) return refuse(LeaseBackwards, daysOf(span), 'lettableLastDay')
  const same = await listSpaceSlices(ctx.db, sql`park_id = ${parkId} and building = ${building} and number = ${number}`)
  const other = same.find((each) => overlaps(each, span))
  if (other !== undefined) return refuse(SpaceTaken, { building, number, ...daysOf(other) }, 'number')
  const id = ctx.newId()
  const row = {
    ...span,
    id,
    version: 1,
    parkId,
    building,
    number,
    areaDm2,
    divisionCode: park.divisionCode,
    operatorUnitId: park.operatorUnitId,
    synthetic: park.synthetic,
  }
  await saveSpaces(ctx, [row], await knownFrom(ctx))
  ctx.note({ kind: 'space', id, after: row })
  const [shown] = showSpaces([row], [], () => park.name, ctx.today)
  if (shown === undefined) throw new Error('the unit just saved is gone')
  return shown
})
