import { body, type Database } from '@yinqiao/kernel'
import { sql } from 'kysely'
import type { UnitRecord } from '../contract/unit.ts'
import { FindUnit } from '../contract/unit-signatures.ts'
import { aliasKey, aliasKeysToTry } from '../rules/alias-key.ts'
import { listUnitRecords } from '../store.ts'

/** Which units a wording stands for: the first key that finds any decides; collective wordings come first. */
export const findUnit = body(FindUnit, async (ctx, { asWritten, on }) => {
  const day = on ?? ctx.today
  const collective = await sql<{ kinds: string[] }>`select kinds from orgs.unit_collective where key = ${aliasKey(asWritten)}`.execute(
    ctx.db,
  )
  if (collective.rows[0] !== undefined) {
    const { kinds } = collective.rows[0]
    const units = (await listUnitRecords(ctx.db, day)).filter((unit) => kinds.includes(unit.kind) && standsOn(unit, day))
    return { found: 'collective' as const, units, heirs: [] }
  }
  for (const key of aliasKeysToTry(asWritten)) {
    const { rows } = await sql<{ id: string }>`select unit_id as id from orgs.unit_name where name_key = ${key}
      union select unit_id from orgs.unit_alias where alias_key = ${key}`.execute(ctx.db)
    if (rows.length === 0) continue
    const all = await listUnitRecords(
      ctx.db,
      day,
      rows.map(({ id }) => id),
    )
    const standing = all.filter((unit) => standsOn(unit, day))
    // a name borne by an ended unit and by a living one means the living one
    const units = standing.length > 0 ? standing : all
    return { found: units.length === 1 ? ('one' as const) : ('many' as const), units, heirs: await heirsOf(ctx.db, units, ctx.today) }
  }
  return { found: 'none' as const, units: [], heirs: [] }
})

function standsOn(unit: UnitRecord, day: string): boolean {
  return unit.validTo === null || unit.validTo > day
}

/** The units in force today to which ended ones passed, over any number of mergers. */
async function heirsOf(db: Database, units: readonly UnitRecord[], today: string): Promise<UnitRecord[]> {
  const ended = units.filter((unit) => unit.validTo !== null && unit.validTo <= today).map((unit) => unit.id)
  if (ended.length === 0) return []
  const { rows } = await sql<{ id: string }>`with recursive heir as (
      select to_unit_id as id from orgs.unit_transfer where kind = 'merged' and from_unit_id = any (${ended}::uuid[])
      union select t.to_unit_id from heir h join orgs.unit_transfer t on t.from_unit_id = h.id and t.kind = 'merged')
    select h.id from heir h join orgs.unit u on u.id = h.id where u.valid_to is null or u.valid_to > ${today}`.execute(db)
  return rows.length === 0
    ? []
    : await listUnitRecords(
        db,
        today,
        rows.map(({ id }) => id),
      )
}
