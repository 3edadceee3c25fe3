import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import type { Park } from '../contract/park.ts'
import { GetPark } from '../contract/park-signatures.ts'
import { ParkUnknown } from '../contract/refusals.ts'
import { lastDayOf, monthEnds } from '../rules/days.ts'
import { occupancyOn } from '../rules/occupancy-on.ts'
import { listLeases, listSpaceSlices, showSpaces } from '../store-leases.ts'
import { findPark, listParkSlices, parkColumns, parksOn } from '../store-parks.ts'

/** A park with its zones, units, leases and what was let at each month's end. */
export const getPark = body(GetPark, async (ctx, { id }) => {
  const park = await findPark(ctx.db, id, ctx.today)
  if (park === undefined) return refuse(ParkUnknown, {}, 'id')
  const { rows: zones } =
    await sql<Park>`select ${parkColumns} from (${parksOn(ctx.today)}) p where p.parent_id = ${id} order by p.name`.execute(ctx.db)
  const names = new Map([park, ...zones].map((each) => [each.id as string, each.name]))
  const inside = sql`park_id = any (${[...names.keys()]}::uuid[])`
  const slices = await listSpaceSlices(ctx.db, inside)
  const leases = await listLeases(ctx.db, inside)
  const states = await listParkSlices(ctx.db, id)
  return {
    ...park,
    today: occupancyOn(ctx.today, slices, leases),
    months: monthEnds(ctx.today, 11).map((day) => occupancyOn(day, slices, leases)),
    zones,
    spaces: showSpaces(slices, leases, (parkId) => names.get(parkId) ?? '', ctx.today),
    states: states.map(({ state, from, to }) => ({ state, from, lastDay: lastDayOf(to) })),
  }
})
