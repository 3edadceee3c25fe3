import { body } from '@yinqiao/kernel'
import { ChangedMeanwhile, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { UnitMerged } from '../contract/events.ts'
import { TransferBeforeStart, UnitEnded, UnitItself, UnitUnknown } from '../contract/refusals.ts'
import { MergeUnit } from '../contract/unit-signatures.ts'
import { findUnitRecord, getUnitRecord } from '../store.ts'

export const mergeUnit = body(MergeUnit, async (ctx, { unitId, version, intoUnitId, on, basis }) => {
  const unit = await findUnitRecord(ctx.db, unitId, ctx.today)
  const bears = unit?.names.at(-1)
  if (unit === undefined || bears === undefined) return refuse(UnitUnknown, {}, 'unitId')
  if (unit.version !== version) return refuse(ChangedMeanwhile, { what: unit.name, seen: version, current: unit.version })
  if (unit.validTo !== null) return refuse(UnitEnded, { name: bears.name, on: unit.validTo })
  if (intoUnitId === unitId) return refuse(UnitItself, {}, 'intoUnitId')
  if (on <= bears.validFrom) return refuse(TransferBeforeStart, { on, name: bears.name, from: bears.validFrom }, 'on')
  const into = intoUnitId === null ? null : await findUnitRecord(ctx.db, intoUnitId, ctx.today)
  if (into === undefined) return refuse(UnitUnknown, {}, 'intoUnitId')
  if (into !== null && into.validTo !== null) return refuse(UnitEnded, { name: into.name, on: into.validTo }, 'intoUnitId')
  const now = ctx.now.toString()
  await sql`update orgs.unit_name set valid_to = ${on} where unit_id = ${unitId} and valid_to is null`.execute(ctx.db)
  await sql`update orgs.unit set valid_to = ${on}, version = version + 1, updated_at = ${now} where id = ${unitId}`.execute(ctx.db)
  await sql`insert into orgs.unit_transfer (id, kind, from_unit_id, from_name, to_unit_id, to_name, on_day, basis, recorded_at, recorded_by)
    values (${ctx.newId()}, ${into === null ? 'abolished' : 'merged'}, ${unitId}, ${bears.name}, ${into?.id ?? null}, ${into?.name ?? null}, ${on}, ${basis}, ${now}, ${ctx.actor.accountId})`.execute(
    ctx.db,
  )
  ctx.note({ kind: 'unit', id: unitId, before: { validTo: null }, after: { validTo: on, into: into?.id ?? null, basis } })
  await ctx.emit(UnitMerged, unitId, { fromUnitId: unitId, toUnitId: into?.id ?? null, on })
  return await getUnitRecord(ctx.db, unitId, ctx.today)
})
