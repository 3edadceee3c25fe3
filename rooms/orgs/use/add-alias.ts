import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { AliasTaken, UnitUnknown } from '../contract/refusals.ts'
import { AddAlias } from '../contract/unit-signatures.ts'
import { aliasKey } from '../rules/alias-key.ts'
import { findUnitRecord, getUnitRecord } from '../store.ts'
import type { OrgsRows } from '../tables/rows.ts'

export const addAlias = body(AddAlias, async (ctx, { unitId, alias, kind, source }) => {
  const before = await findUnitRecord(ctx.db, unitId, ctx.today)
  if (before === undefined) return refuse(UnitUnknown, {}, 'unitId')
  const added = await ctx.db
    .withTables<OrgsRows>()
    .insertInto('orgs.unit_alias')
    .values({
      unit_id: unitId,
      alias,
      alias_key: aliasKey(alias),
      kind,
      source,
      recorded_at: ctx.now.toString(),
      recorded_by: ctx.actor.accountId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('unit_id')
    .executeTakeFirst()
  if (added === undefined) return refuse(AliasTaken, { alias }, 'alias')
  ctx.note({ kind: 'unit', id: unitId, before: before.aliases, after: { alias, kind, source } })
  return await getUnitRecord(ctx.db, unitId, ctx.today)
})
