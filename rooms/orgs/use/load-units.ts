import { body, type Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import type { UnitsFile } from '../contract/unit.ts'
import { LoadUnits } from '../contract/unit-signatures.ts'
import { aliasKey } from '../rules/alias-key.ts'
import { checkUnitsFile, planUnitsLoad, type StandingUnit, type UnitsPlan } from '../rules/plan-units-load.ts'

/** Loads the units a district's documents name; the same file again changes nothing. */
export const loadUnits = body(LoadUnits, async (ctx, { file }) => {
  const wrong = checkUnitsFile(file)
  if (wrong !== undefined) return wrong
  const { rows: standing } =
    await sql<StandingUnit>`select u.id, u.code, u.kind, u.division_code as "divisionCode", u.valid_to is not null as ended, n.name, n.valid_from as "nameFrom"
    from orgs.unit u join lateral (select name, valid_from from orgs.unit_name where unit_id = u.id order by valid_from desc limit 1) n on true`.execute(
      ctx.db,
    )
  const plan = planUnitsLoad(standing, file)
  await createUnits(ctx, file, plan)
  await changeUnits(ctx, file, plan)
  const aliases = await addAliases(ctx, file)
  const collectives = await saveCollectives(ctx, file)
  ctx.note({
    kind: 'units-file',
    id: file.title,
    after: { asOf: file.asOf, created: plan.create.length, changed: plan.change.length, aliases },
  })
  return { created: plan.create.length, changed: plan.change.length, unchanged: plan.unchanged, aliases, collectives }
})

async function createUnits(ctx: Context, file: UnitsFile, plan: UnitsPlan): Promise<void> {
  const units = plan.create.map(({ code, name, kind, divisionCode, source }) => ({
    id: ctx.newId(),
    code,
    name,
    key: aliasKey(name),
    kind,
    division: divisionCode ?? null,
    source,
  }))
  const given = sql`json_to_recordset(${JSON.stringify(units)}::json) as n(id uuid, code text, name text, key text, kind text, division text, source text)`
  await sql`insert into orgs.unit (id, code, kind, division_code, valid_from, source, created_at, updated_at)
    select id, code, kind, division, ${file.asOf}::date, source, ${ctx.now.toString()}::timestamptz, ${ctx.now.toString()}::timestamptz from ${given}`.execute(
    ctx.db,
  )
  await sql`insert into orgs.unit_name (unit_id, name, name_key, valid_from) select id, name, key, ${file.asOf}::date from ${given}`.execute(
    ctx.db,
  )
}

async function changeUnits(ctx: Context, file: UnitsFile, plan: UnitsPlan): Promise<void> {
  for (const { id, stated, name } of plan.change) {
    await sql`update orgs.unit set kind = ${stated.kind}, division_code = ${stated.divisionCode ?? null}, version = version + 1, updated_at = ${ctx.now.toString()} where id = ${id}`.execute(
      ctx.db,
    )
    const key = aliasKey(stated.name)
    if (name === 'correct')
      await sql`update orgs.unit_name set name = ${stated.name}, name_key = ${key} where unit_id = ${id} and valid_to is null`.execute(
        ctx.db,
      )
    if (name === 'rename') {
      await sql`update orgs.unit_name set valid_to = ${file.asOf} where unit_id = ${id} and valid_to is null`.execute(ctx.db)
      await sql`insert into orgs.unit_name (unit_id, name, name_key, valid_from) values (${id}, ${stated.name}, ${key}, ${file.asOf})`.execute(
        ctx.db,
      )
    }
  }
}

async function addAliases(ctx: Context, file: UnitsFile): Promise<number> {
  const aliases = file.units.flatMap((unit) =>
    unit.aliases.map(({ alias, kind, source }) => ({ code: unit.code, alias, key: aliasKey(alias), kind, source })),
  )
  const { rows } = await sql`insert into orgs.unit_alias (unit_id, alias, alias_key, kind, source, recorded_at, recorded_by)
    select u.id, n.alias, n.key, n.kind, n.source, ${ctx.now.toString()}::timestamptz, ${ctx.actor.accountId}::uuid
    from json_to_recordset(${JSON.stringify(aliases)}::json) as n(code text, alias text, key text, kind text, source text) join orgs.unit u on u.code = n.code
    on conflict do nothing returning unit_id`.execute(ctx.db)
  return rows.length
}

async function saveCollectives(ctx: Context, file: UnitsFile): Promise<number> {
  for (const { asWritten, kinds, source } of file.collectives) {
    await sql`insert into orgs.unit_collective (as_written, key, kinds, source) values (${asWritten}, ${aliasKey(asWritten)}, ${kinds}, ${source})
      on conflict (key) do update set kinds = excluded.kinds, source = excluded.source`.execute(ctx.db)
  }
  return file.collectives.length
}
