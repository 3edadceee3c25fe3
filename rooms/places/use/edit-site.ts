import { body } from '@yinqiao/kernel'
import { ChangedMeanwhile, isRefusal, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { SiteUnknown } from '../contract/refusals.ts'
import { EditSite } from '../contract/signatures.ts'
import { addressKey } from '../rules/address-key.ts'
import { findOwnDivision, findSite, placePoint } from '../store.ts'

export const editSite = body(EditSite, async (ctx, input) => {
  await sql`select 1 from places.site where id = ${input.id} for update`.execute(ctx.db)
  const before = await findSite(ctx.db, input.id, ctx.today)
  if (before === undefined) return refuse(SiteUnknown, {}, 'id')
  if (before.version !== input.version) return refuse(ChangedMeanwhile, { what: before.name, seen: input.version, current: before.version })
  for (const code of [before.divisionCode, input.divisionCode]) {
    const division = await findOwnDivision(ctx, code, 'divisionCode')
    if (isRefusal(division)) return division
  }
  const point = await placePoint(ctx.db, input.point, input.divisionCode)
  if (isRefusal(point)) return point
  await sql`update places.site set version = version + 1, name = ${input.name}, kind = ${input.kind}, state = ${input.state}, address = ${input.address},
      address_key = ${addressKey(input.address)}, division_code = ${input.divisionCode}, lng = ${point?.lng ?? null}, lat = ${point?.lat ?? null},
      point_coding = ${point?.coding ?? null}, point_check = ${point?.check ?? null}, updated_at = ${ctx.now.toString()}, updated_by = ${ctx.actor.accountId}
    where id = ${input.id}`.execute(ctx.db)
  const after = await findSite(ctx.db, input.id, ctx.today)
  if (after === undefined) throw new Error('the site just saved is gone')
  ctx.note({ kind: 'site', id: input.id, before, after })
  return after
})
