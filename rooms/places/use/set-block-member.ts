import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { BlockUnknown, DivisionUnknown, MemberOverlaps, MemberUnknown } from '../contract/refusals.ts'
import { SetBlockMember } from '../contract/signatures.ts'
import { blocksOn, findDivision } from '../store.ts'
import type { PlacesRows } from '../tables/rows.ts'

export const setBlockMember = body(SetBlockMember, async (ctx, { blockCode, divisionCode, belongs, from, basis }) => {
  const db = ctx.db.withTables<PlacesRows>()
  const block = (await blocksOn(ctx.db, from)).find((one) => one.code === blockCode)
  if (block === undefined) return refuse(BlockUnknown, { code: blockCode }, 'blockCode')
  const division = await findDivision(ctx.db, divisionCode, from)
  if (division === undefined) return refuse(DivisionUnknown, { code: divisionCode, on: from }, 'divisionCode')
  const later = await db
    .selectFrom('places.block_member')
    .selectAll()
    .where('block_code', '=', blockCode)
    .where('division_code', '=', divisionCode)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', from)]))
    .orderBy('valid_from')
    .executeTakeFirst()
  if (belongs) {
    if (later !== undefined) return refuse(MemberOverlaps, { division: division.name, from: later.valid_from }, 'from')
    await db
      .insertInto('places.block_member')
      .values({
        block_code: blockCode,
        division_code: divisionCode,
        valid_from: from,
        valid_to: null,
        basis,
        recorded_at: ctx.now.toString(),
        recorded_by: ctx.actor.accountId,
      })
      .execute()
  } else {
    if (later === undefined || later.valid_from > from) return refuse(MemberUnknown, { division: division.name, on: from }, 'from')
    await db
      .updateTable('places.block_member')
      .set({ valid_to: from, recorded_at: ctx.now.toString(), recorded_by: ctx.actor.accountId })
      .where('block_code', '=', blockCode)
      .where('division_code', '=', divisionCode)
      .where('valid_from', '=', later.valid_from)
      .execute()
  }
  const after = (await blocksOn(ctx.db, from)).find((one) => one.code === blockCode) ?? block
  ctx.note({ kind: 'block', id: blockCode, before: block.members, after: { members: after.members, basis } })
  return { block: after }
})
