import { body, knownFrom } from '@yinqiao/kernel'
import { ChangedMeanwhile, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { ChangeSpace } from '../contract/park-signatures.ts'
import { SpaceInUse, SpaceUnknown, SplitOutside } from '../contract/refusals.ts'
import { checkAgainstSpace, daysOf, squareMetres } from '../rules/check-lease.ts'
import { mayWrite } from '../rules/may-write.ts'
import { lockThing } from '../store.ts'
import { listLeases, listSpaceSlices, saveSpaces, showSpaces } from '../store-leases.ts'
import { findPark } from '../store-parks.ts'

/** From a day on a unit has another area, or is not let any more; leases that would not fit are named. */
export const changeSpace = body(ChangeSpace, async (ctx, { id, version, from, areaDm2 }) => {
  await lockThing(ctx, `space:${id}`)
  const slices = await listSpaceSlices(ctx.db, sql`id = ${id}`)
  const last = slices.at(-1)
  const park = last === undefined ? undefined : await findPark(ctx.db, last.parkId, ctx.today)
  if (last === undefined || park === undefined) return refuse(SpaceUnknown, {}, 'id')
  const current = Math.max(...slices.map((slice) => slice.version))
  if (current !== version) return refuse(ChangedMeanwhile, { what: `${last.building} ${last.number}`, seen: version, current })
  const outside = mayWrite(ctx.actor, park.name, last.divisionCode, last.operatorUnitId)
  if (outside !== undefined) return outside
  if (from <= last.from || (last.to !== null && from >= last.to)) return refuse(SplitOutside, { on: from, ...daysOf(last) }, 'from')
  const next = [...slices.slice(0, -1), { ...last, to: from }, ...(areaDm2 === null ? [] : [{ ...last, from, areaDm2 }])]
  const leases = await listLeases(ctx.db, sql`l.space_id = ${id}`)
  const unfit = leases.find((lease) => lease.parentId === null && checkAgainstSpace(lease, next) !== undefined)
  if (unfit !== undefined)
    return refuse(SpaceInUse, { tenant: unfit.firmName, ...daysOf(unfit), area: squareMetres(unfit.areaDm2) }, 'areaDm2')
  const saved = next.map((slice) => ({ ...slice, version: version + 1 }))
  await saveSpaces(ctx, saved, await knownFrom(ctx))
  ctx.note({ kind: 'space', id, before: slices, after: saved })
  const [shown] = showSpaces(saved, leases, () => park.name, ctx.today)
  if (shown === undefined) throw new Error('the unit just saved is gone')
  return shown
})
