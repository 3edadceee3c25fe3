import type { Context, Database } from '@yinqiao/kernel'
import { type Refusal, refuse } from '@yinqiao/kernel/contract'
import { findDivision } from '@yinqiao/places'
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Firm } from './contract/firm.ts'
import type { DuplicateProposal, Institution } from './contract/institution.ts'
import { DivisionNotKnown, OutsideYourArea } from './contract/refusals.ts'
import type { UnitRecord } from './contract/unit.ts'
import { inArea } from './rules/in-area.ts'

const unitRecords = (on: string) => sql`select u.id, u.version, u.code, coalesce(n.name, last.name) as name, u.kind,
    case when u.valid_to <= ${on} then 'ended' else 'in-force' end as state,
    u.division_code as "divisionCode", u.parent_id as "parentId", u.valid_from as "validFrom", u.valid_to as "validTo", u.source,
    coalesce((select json_agg(json_build_object('alias', alias, 'kind', kind, 'source', source) order by alias) from orgs.unit_alias where unit_id = u.id), '[]') as aliases,
    (select json_agg(json_build_object('name', name, 'validFrom', valid_from, 'validTo', valid_to) order by valid_from) from orgs.unit_name where unit_id = u.id) as names,
    coalesce((select json_agg(json_build_object('kind', kind, 'fromUnitId', from_unit_id, 'fromName', from_name, 'toUnitId', to_unit_id, 'toName', to_name,
      'on', on_day, 'basis', basis) order by on_day, recorded_at) from orgs.unit_transfer where from_unit_id = u.id or to_unit_id = u.id), '[]') as transfers
  from orgs.unit u
  left join orgs.unit_name n on n.unit_id = u.id and n.valid_from <= ${on} and (n.valid_to is null or n.valid_to > ${on})
  join lateral (select name from orgs.unit_name where unit_id = u.id order by valid_from desc limit 1) last on true`

/** Units with aliases, names and transfers, named as on a day (the last name for ended ones), ordered by code. */
export async function listUnitRecords(db: Database, on: string, ids?: readonly string[]): Promise<UnitRecord[]> {
  const { rows } =
    await sql<UnitRecord>`${unitRecords(on)} where ${ids === undefined ? sql`true` : sql`u.id = any (${ids}::uuid[])`} order by u.code`.execute(
      db,
    )
  return rows
}

/** One unit. */
export async function findUnitRecord(db: Database, id: string, on: string): Promise<UnitRecord | undefined> {
  return (await listUnitRecords(db, on, [id]))[0]
}

/** The same after it was just saved. */
export async function getUnitRecord(db: Database, id: string, on: string): Promise<UnitRecord> {
  const unit = await findUnitRecord(db, id, on)
  if (unit === undefined) throw new Error(`unit ${id} is gone`)
  return unit
}

/** Columns of a firm as the contract names them. */
export const firmColumns = sql<Firm>`f.id, f.version, f.name, f.uscc, f.kinds, f.state, f.state_since as "stateSince",
  f.division_code as "divisionCode", f.address, f.synthetic, f.updated_at as "updatedAt"`

/** One firm. */
export async function findFirm(db: Database, id: string): Promise<Firm | undefined> {
  const { rows } = await sql<Firm>`select ${firmColumns} from orgs.firm f where f.id = ${id}`.execute(db)
  return rows[0]
}

/** Columns of an institution as the contract names them. */
export const institutionColumns = sql<Institution>`i.id, i.version, i.name, i.category, i.kind, i.state, i.district_name as "districtName",
  i.division_code as "divisionCode", i.address, i.beds, i.tags, i.firm_id as "firmId",
  case when i.lng is null then null else json_build_object('lng', i.lng, 'lat', i.lat) end as point,
  i.source_list as "sourceList", i.source_url as "sourceUrl", i.merged_into as "mergedInto",
  (select count(*) from orgs.duplicate_proposal p where p.state = 'open' and i.id in (p.left_id, p.right_id)) as "openProposals",
  i.synthetic, i.updated_at as "updatedAt"`

/** One institution. */
export async function findInstitution(db: Database, id: string): Promise<Institution | undefined> {
  const { rows } = await sql<Institution>`select ${institutionColumns} from orgs.institution i where i.id = ${id}`.execute(db)
  return rows[0]
}

/** The same after it was just saved. */
export async function getInstitution(db: Database, id: string): Promise<Institution> {
  const institution = await findInstitution(db, id)
  if (institution === undefined) throw new Error(`institution ${id} is gone`)
  return institution
}

/** Refuses a division that does not exist today, or that is outside the area of the post; null = not known. */
export async function checkArea(ctx: Context, name: string, divisionCode: string | null): Promise<Refusal | undefined> {
  if (divisionCode !== null && (await findDivision(ctx.db, divisionCode, ctx.today)) === undefined) {
    return refuse(DivisionNotKnown, { code: divisionCode }, 'divisionCode')
  }
  return inArea(ctx.actor.area, divisionCode) ? undefined : refuse(OutsideYourArea, { name, area: ctx.actor.area }, 'divisionCode')
}

/** The firm that bears a credit code. */
export async function findFirmByUscc(db: Database, uscc: string): Promise<Firm | undefined> {
  const { rows } = await sql<Firm>`select ${firmColumns} from orgs.firm f where f.uscc = ${uscc}`.execute(db)
  return rows[0]
}

/** Name of the county-level division a division lies in; null when unknown. */
export async function districtNameOf(db: Database, divisionCode: string | null): Promise<string | null> {
  if (divisionCode === null) return null
  const { rows } = await sql<{
    name: string
  }>`select name from places.pub_division where code = ${divisionCode.slice(0, 6)} order by valid_from desc limit 1`.execute(db)
  return rows[0]?.name ?? null
}

/** Duplicate proposals with both records, oldest first. */
export async function listProposals(db: Database, where: RawBuilder<unknown>, limit: number): Promise<z.infer<typeof DuplicateProposal>[]> {
  const { rows } = await sql<
    Omit<z.infer<typeof DuplicateProposal>, 'left' | 'right'> & { leftId: string; rightId: string }
  >`select p.id, p.state, p.reasons,
      p.kept_id as "keptId", p.decided_at as "decidedAt", p.decided_by_name as "decidedBy", p.left_id as "leftId", p.right_id as "rightId"
    from orgs.duplicate_proposal p where ${where} order by p.id limit ${limit}`.execute(db)
  const ids = rows.flatMap(({ leftId, rightId }) => [leftId, rightId])
  const { rows: records } =
    await sql<Institution>`select ${institutionColumns} from orgs.institution i where i.id = any (${ids}::uuid[])`.execute(db)
  const byId = new Map<string, Institution>(records.map((record) => [record.id, record]))
  return rows.flatMap(({ leftId, rightId, ...proposal }) => {
    const left = byId.get(leftId)
    const right = byId.get(rightId)
    return left === undefined || right === undefined ? [] : [{ ...proposal, left, right }]
  })
}
