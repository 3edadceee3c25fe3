import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { AliasTaken, UnitUnknown } from '../contract/refusals.ts'
import { AddAlias } from '../contract/unit-signatures.ts'
import { aliasKey } from '../rules/alias-key.ts'
import { findUnitRecord, getUnitRecord } from '../store.ts'

export const addAlias = body(AddAlias, async (ctx, { unitId, alias, kind, source }) => {
  const before = await findUnitRecord(ctx.db, unitId, ctx.today)
  if (before === undefined) return refuse(UnitUnknown, {}, 'unitId')
  const { rows } = await sql`insert into orgs.unit_alias (unit_id, alias, alias_key, kind, source, recorded_at, recorded_by)
    values (${unitId}, ${alias}, ${aliasKey(alias)}, ${kind}, ${source}, ${ctx.now.toString()}, ${ctx.actor.accountId}) on conflict do nothing returning unit_id`.execute(
    ctx.db,
  )
  if (rows.length === 0) return refuse(AliasTaken, { alias }, 'alias')
  ctx.note({ kind: 'unit', id: unitId, before: before.aliases, after: { alias, kind, source } })
  return await getUnitRecord(ctx.db, unitId, ctx.today)
})
