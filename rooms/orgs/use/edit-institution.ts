import { body, spellTitle } from '@yinqiao/kernel'
import { ChangedMeanwhile, isRefusal, refuse } from '@yinqiao/kernel/contract'
import { addressKey, placePoint } from '@yinqiao/places'
import { sql } from 'kysely'
import { EditInstitution } from '../contract/institution-signatures.ts'
import { FirmUnknown, InstitutionMerged, InstitutionTaken, InstitutionUnknown } from '../contract/refusals.ts'
import { institutionKind } from '../rules/institution-kind.ts'
import { institutionIdentity } from '../rules/read-institution-rows.ts'
import { checkArea, districtNameOf, findFirm, findInstitution, getInstitution } from '../store.ts'

/** Fields a later import must not overwrite once a person has changed them. */
const guarded = ['category', 'divisionCode', 'address', 'beds', 'tags', 'point'] as const

export const editInstitution = body(EditInstitution, async (ctx, input) => {
  await sql`select 1 from orgs.institution where id = ${input.id} for update`.execute(ctx.db)
  const before = await findInstitution(ctx.db, input.id)
  if (before === undefined) return refuse(InstitutionUnknown, {}, 'id')
  if (before.version !== input.version) return refuse(ChangedMeanwhile, { what: before.name, seen: input.version, current: before.version })
  if (before.mergedInto !== null)
    return refuse(InstitutionMerged, { name: before.name, into: (await getInstitution(ctx.db, before.mergedInto)).name })
  for (const code of [before.divisionCode, input.divisionCode]) {
    const outside = await checkArea(ctx, before.name, code)
    if (outside !== undefined) return outside
  }
  if (input.firmId !== null && (await findFirm(ctx.db, input.firmId)) === undefined) return refuse(FirmUnknown, {}, 'firmId')
  const district = input.divisionCode === null ? before.districtName : await districtNameOf(ctx.db, input.divisionCode)
  // the identity under which lists know it stays, unless a person renames it
  const renamed = input.name !== before.name || district !== before.districtName
  const identity = institutionIdentity(input.name, district ?? '')
  const taken = renamed
    ? await sql`select 1 from orgs.institution where identity = ${identity} and id <> ${input.id}`.execute(ctx.db)
    : { rows: [] }
  if (taken.rows.length > 0) return refuse(InstitutionTaken, { district: district ?? '', name: input.name }, 'name')
  const point = await placePoint(ctx.db, input.point, input.divisionCode ?? '')
  if (isRefusal(point)) return point
  const placed = point === null ? null : { lng: point.lng, lat: point.lat }
  const touched = guarded.filter((field) => JSON.stringify(field === 'point' ? placed : input[field]) !== JSON.stringify(before[field]))
  const spelling = spellTitle(input.name)
  await sql`update orgs.institution set version = version + 1, identity = ${identity}, name = ${input.name}, name_full = ${spelling.full}, name_initials = ${spelling.initials},
      category = ${input.category}, kind = ${institutionKind(input.category)}, district_name = ${district}, division_code = ${input.divisionCode}, address = ${input.address},
      address_key = ${input.address === null ? null : addressKey(input.address)}, beds = ${input.beds}, tags = ${input.tags}, firm_id = ${input.firmId},
      lng = ${placed?.lng ?? null}, lat = ${placed?.lat ?? null}, hand_fields = array(select distinct unnest(hand_fields || ${touched}::text[])),
      updated_at = ${ctx.now.toString()}, updated_by = ${ctx.actor.accountId} where id = ${input.id}`.execute(ctx.db)
  const after = await getInstitution(ctx.db, input.id)
  ctx.note({ kind: 'institution', id: input.id, before, after })
  return after
})
