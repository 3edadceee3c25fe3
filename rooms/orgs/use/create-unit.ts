import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { findDivision } from '@yinqiao/places'
import { sql } from 'kysely'
import { DivisionNotKnown, UnitCodeTaken, UnitNameTaken } from '../contract/refusals.ts'
import { CreateUnit } from '../contract/unit-signatures.ts'
import { aliasKey } from '../rules/alias-key.ts'
import { getUnitRecord } from '../store.ts'

export const createUnit = body(CreateUnit, async (ctx, { code, name, kind, divisionCode, validFrom, source }) => {
  const key = aliasKey(name)
  const taken = await sql<{ same_code: boolean }>`select u.code = ${code} as same_code from orgs.unit u
    where u.code = ${code} or (u.valid_to is null and exists (select 1 from orgs.unit_name n where n.unit_id = u.id and n.valid_to is null and n.name_key = ${key}))
    order by same_code desc limit 1`.execute(ctx.db)
  if (taken.rows[0]?.same_code === true) return refuse(UnitCodeTaken, { code }, 'code')
  if (taken.rows[0] !== undefined) return refuse(UnitNameTaken, { name }, 'name')
  if (divisionCode !== null && (await findDivision(ctx.db, divisionCode, ctx.today)) === undefined)
    return refuse(DivisionNotKnown, { code: divisionCode }, 'divisionCode')
  const id = ctx.newId()
  const now = ctx.now.toString()
  const { rows } = await sql`insert into orgs.unit (id, code, kind, division_code, valid_from, source, created_at, updated_at)
    values (${id}, ${code}, ${kind}, ${divisionCode}, ${validFrom}, ${source}, ${now}, ${now}) on conflict (code) do nothing returning id`.execute(
    ctx.db,
  )
  if (rows.length === 0) return refuse(UnitCodeTaken, { code }, 'code')
  await sql`insert into orgs.unit_name (unit_id, name, name_key, valid_from) values (${id}, ${name}, ${key}, ${validFrom})`.execute(ctx.db)
  const unit = await getUnitRecord(ctx.db, id, ctx.today)
  ctx.note({ kind: 'unit', id, after: unit })
  return unit
})
