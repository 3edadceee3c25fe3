import { body, knownFrom } from '@yinqiao/kernel'
import { ChangedMeanwhile, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { EditPark } from '../contract/park-signatures.ts'
import { ParkNameTaken, ParkUnknown } from '../contract/refusals.ts'
import { mayWrite } from '../rules/may-write.ts'
import { lockThing } from '../store.ts'
import { listLeases, listSpaceSlices, saveLeases, saveSpaces } from '../store-leases.ts'
import { checkParkFacts, findPark, getPark, listParkSlices, saveParkSlices } from '../store-parks.ts'

/** Puts a park's facts right. Units and leases carry its place and operator, so they are said anew with it. */
export const editPark = body(EditPark, async (ctx, { id, version, ...input }) => {
  await lockThing(ctx, `park:${id}`)
  const before = await findPark(ctx.db, id, ctx.today)
  if (before === undefined) return refuse(ParkUnknown, {}, 'id')
  if (before.version !== version) return refuse(ChangedMeanwhile, { what: before.name, seen: version, current: before.version })
  const outside = mayWrite(ctx.actor, before.name, before.divisionCode, before.operatorUnitId)
  if (outside !== undefined) return outside
  await lockThing(ctx, `park-name:${input.name}`)
  const { rows } = await sql`select 1 from industry.park where name = ${input.name} and id <> ${id} and known_to is null`.execute(ctx.db)
  if (rows.length > 0) return refuse(ParkNameTaken, { name: input.name }, 'name')
  const wrong = await checkParkFacts(ctx, input, id)
  if (wrong !== undefined) return wrong
  const at = await knownFrom(ctx)
  const slices = await listParkSlices(ctx.db, id)
  await saveParkSlices(
    ctx,
    slices.map((slice) => ({ ...slice, ...input, version: version + 1 })),
    at,
  )
  if (before.divisionCode !== input.divisionCode || before.operatorUnitId !== input.operatorUnitId) {
    // nobody writes a lease of these units meanwhile: it would keep the old place, or come back after it was taken away
    const spaceIds = [...new Set((await listSpaceSlices(ctx.db, sql`park_id = ${id}`)).map((space) => space.id))]
    for (const spaceId of spaceIds.toSorted()) await lockThing(ctx, `space:${spaceId}`)
    const place = { divisionCode: input.divisionCode, operatorUnitId: input.operatorUnitId }
    const again = <R extends { readonly version: number }>(row: R) => ({ ...row, ...place, version: row.version + 1 })
    await saveSpaces(ctx, (await listSpaceSlices(ctx.db, sql`park_id = ${id}`)).map(again), at)
    await saveLeases(ctx, (await listLeases(ctx.db, sql`l.park_id = ${id}`)).map(again), at)
  }
  const after = await getPark(ctx.db, id, ctx.today)
  ctx.note({ kind: 'park', id, before, after })
  return after
})
