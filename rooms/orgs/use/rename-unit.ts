import { body } from '@yinqiao/kernel'
import { ChangedMeanwhile, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { UnitRenamed } from '../contract/events.ts'
import { SameName, TransferBeforeStart, UnitEnded, UnitNameTaken, UnitUnknown } from '../contract/refusals.ts'
import { RenameUnit } from '../contract/unit-signatures.ts'
import { aliasKey } from '../rules/alias-key.ts'
import { findUnitRecord, getUnitRecord } from '../store.ts'

export const renameUnit = body(RenameUnit, async (ctx, { unitId, version, name, on, basis }) => {
  const unit = await findUnitRecord(ctx.db, unitId, ctx.today)
  const bears = unit?.names.at(-1)
  if (unit === undefined || bears === undefined) return refuse(UnitUnknown, {}, 'unitId')
  if (unit.version !== version) return refuse(ChangedMeanwhile, { what: unit.name, seen: version, current: unit.version })
  if (unit.validTo !== null) return refuse(UnitEnded, { name: bears.name, on: unit.validTo })
  if (bears.name === name) return refuse(SameName, { name }, 'name')
  if (on <= bears.validFrom) return refuse(TransferBeforeStart, { on, name: bears.name, from: bears.validFrom }, 'on')
  const key = aliasKey(name)
  const taken = await sql`select 1 from orgs.unit_name n join orgs.unit u on u.id = n.unit_id
    where n.name_key = ${key} and n.valid_to is null and u.valid_to is null and u.id <> ${unitId}`.execute(ctx.db)
  if (taken.rows.length > 0) return refuse(UnitNameTaken, { name }, 'name')
  await sql`update orgs.unit_name set valid_to = ${on} where unit_id = ${unitId} and valid_to is null`.execute(ctx.db)
  await sql`insert into orgs.unit_name (unit_id, name, name_key, valid_from) values (${unitId}, ${name}, ${key}, ${on})`.execute(ctx.db)
  await sql`update orgs.unit set version = version + 1, updated_at = ${ctx.now.toString()} where id = ${unitId}`.execute(ctx.db)
  await sql`insert into orgs.unit_transfer (id, kind, from_unit_id, from_name, to_unit_id, to_name, on_day, basis, recorded_at, recorded_by)
    values (${ctx.newId()}, 'renamed', ${unitId}, ${bears.name}, ${unitId}, ${name}, ${on}, ${basis}, ${ctx.now.toString()}, ${ctx.actor.accountId})`.execute(
    ctx.db,
  )
  ctx.note({ kind: 'unit', id: unitId, before: { name: bears.name }, after: { name, on, basis } })
  await ctx.emit(UnitRenamed, unitId, { unitId, from: bears.name, to: name, on })
  return await getUnitRecord(ctx.db, unitId, ctx.today)
})
