import { body } from '@yinqiao/kernel'
import { isRefusal } from '@yinqiao/kernel/contract'
import { CreateSite } from '../contract/signatures.ts'
import { SiteId } from '../contract/site.ts'
import { addressKey } from '../rules/address-key.ts'
import { findOwnDivision, placePoint } from '../store.ts'
import type { PlacesRows } from '../tables/rows.ts'

export const createSite = body(CreateSite, async (ctx, input) => {
  const division = await findOwnDivision(ctx, input.divisionCode, 'divisionCode')
  if (isRefusal(division)) return division
  const point = await placePoint(ctx.db, input.point, input.divisionCode)
  if (isRefusal(point)) return point
  const id = SiteId.parse(ctx.newId())
  const now = ctx.now.toString()
  await ctx.db
    .withTables<PlacesRows>()
    .insertInto('places.site')
    .values({
      id,
      name: input.name,
      kind: input.kind,
      address: input.address,
      address_key: addressKey(input.address),
      division_code: input.divisionCode,
      lng: point?.lng ?? null,
      lat: point?.lat ?? null,
      point_coding: point?.coding ?? null,
      point_check: point?.check ?? null,
      created_at: now,
      updated_at: now,
      updated_by: ctx.actor.accountId,
    })
    .execute()
  ctx.note({ kind: 'site', id, after: input })
  return {
    id,
    version: 1,
    name: input.name,
    kind: input.kind,
    state: 'open' as const,
    address: input.address,
    divisionCode: input.divisionCode,
    divisionName: division.name,
    point: point === null ? null : { lng: point.lng, lat: point.lat },
    pointCoding: point?.coding ?? null,
    pointCheck: point?.check ?? null,
    synthetic: false,
    updatedAt: now,
  }
})
