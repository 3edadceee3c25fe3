import { body, spellTitle } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { addressKey, placePoint } from '@yinqiao/places'
import { sql } from 'kysely'
import { CreateInstitution } from '../contract/institution-signatures.ts'
import { FirmUnknown, InstitutionTaken } from '../contract/refusals.ts'
import { institutionKind } from '../rules/institution-kind.ts'
import { institutionIdentity } from '../rules/read-institution-rows.ts'
import { checkArea, districtNameOf, findFirm, getInstitution } from '../store.ts'

/** Everything given by hand is kept when a list is imported later. */
const byHand = ['category', 'divisionCode', 'address', 'beds', 'tags', 'point']

export const createInstitution = body(CreateInstitution, async (ctx, input) => {
  const outside = await checkArea(ctx, input.name, input.divisionCode)
  if (outside !== undefined) return outside
  if (input.firmId !== null && (await findFirm(ctx.db, input.firmId)) === undefined) return refuse(FirmUnknown, {}, 'firmId')
  const district = await districtNameOf(ctx.db, input.divisionCode)
  const point = await placePoint(ctx.db, input.point, input.divisionCode ?? '')
  if (isRefusal(point)) return point
  const id = ctx.newId()
  const spelling = spellTitle(input.name)
  const now = ctx.now.toString()
  const { rows } =
    await sql`insert into orgs.institution (id, identity, name, name_full, name_initials, category, kind, state, district_name, division_code,
      address, address_key, beds, tags, firm_id, lng, lat, source_list, hand_fields, created_at, updated_at, updated_by)
    values (${id}, ${institutionIdentity(input.name, district ?? '')}, ${input.name}, ${spelling.full}, ${spelling.initials}, ${input.category},
      ${institutionKind(input.category)}, 'open', ${district}, ${input.divisionCode}, ${input.address}, ${input.address === null ? null : addressKey(input.address)},
      ${input.beds}, ${input.tags}, ${input.firmId}, ${point?.lng ?? null}, ${point?.lat ?? null}, '人工登记', ${byHand}, ${now}, ${now}, ${ctx.actor.accountId})
    on conflict (identity) do nothing returning id`.execute(ctx.db)
  if (rows.length === 0) return refuse(InstitutionTaken, { district: district ?? '', name: input.name }, 'name')
  const institution = await getInstitution(ctx.db, id)
  ctx.note({ kind: 'institution', id, after: institution })
  return institution
})
