import type { Context, Database } from '@yinqiao/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { Lease, Space } from './contract/park.ts'
import type { LeaseFacts, SpaceSlice } from './rules/check-lease.ts'
import { lastDayOf } from './rules/days.ts'
import { asRecords, closeKnown } from './store.ts'

/** A lease as its table holds it; `to` and `rentFreeTo` exclusive, area in dm². */
export interface LeaseRow extends LeaseFacts {
  readonly version: number
  readonly spaceId: string
  readonly parkId: string
  readonly firmId: string
  readonly monthlyFen: number | null
  readonly divisionCode: string | null
  readonly operatorUnitId: string | null
  readonly synthetic: boolean
}

/** A slice of a unit as its table holds it. */
export interface SpaceRow extends SpaceSlice {
  readonly id: string
  readonly version: number
  readonly parkId: string
  readonly building: string
  readonly number: string
  readonly divisionCode: string | null
  readonly operatorUnitId: string | null
  readonly synthetic: boolean
}

const leaseColumns = sql`l.id, l.version, l.space_id as "spaceId", l.park_id as "parkId", l.parent_id as "parentId", l.number, l.firm_id as "firmId",
  coalesce(f.name, '') as "firmName", l.area_dm2 as "areaDm2", l.rent_free_to as "rentFreeTo", l.monthly_fen as "monthlyFen",
  l.division_code as "divisionCode", l.operator_unit_id as "operatorUnitId", l.synthetic, l.valid_from as "from", l.valid_to as "to"`
const spaceColumns = sql`id, version, park_id as "parkId", building, number, area_dm2 as "areaDm2", division_code as "divisionCode",
  operator_unit_id as "operatorUnitId", synthetic, valid_from as "from", valid_to as "to"`

/** Leases as known now, by first day. */
export async function listLeases(db: Database, where: RawBuilder<unknown>): Promise<LeaseRow[]> {
  const { rows } = await sql<LeaseRow>`select ${leaseColumns} from industry.lease l left join orgs.pub_firm f on f.id = l.firm_id
    where l.known_to is null and ${where} order by l.valid_from, l.id`.execute(db)
  return rows
}

/** One lease as known now. */
export async function findLease(db: Database, id: string): Promise<LeaseRow | undefined> {
  return (await listLeases(db, sql`l.id = ${id}`))[0]
}

/** The slices of units as known now, by unit and first day. */
export async function listSpaceSlices(db: Database, where: RawBuilder<unknown>): Promise<SpaceRow[]> {
  const { rows } =
    await sql<SpaceRow>`select ${spaceColumns} from industry.space where known_to is null and ${where} order by building, number, id, valid_from`.execute(
      db,
    )
  return rows
}

/** A lease as the contract shows it on a day. */
export function showLease(row: LeaseRow, today: string): Lease {
  const { to, rentFreeTo, parkId: _park, divisionCode: _division, operatorUnitId: _unit, synthetic: _synthetic, ...facts } = row
  const state =
    today < row.from ? 'coming' : to !== null && to <= today ? 'ended' : rentFreeTo !== null && today < rentFreeTo ? 'rent-free' : 'running'
  return { ...facts, lastDay: lastDayOf(to), rentFreeLastDay: lastDayOf(rentFreeTo), state } as Lease
}

/** Units with their slices and leases, as the contract shows them. */
export function showSpaces(
  slices: readonly SpaceRow[],
  leases: readonly LeaseRow[],
  parkName: (id: string) => string,
  today: string,
): Space[] {
  const byId = Map.groupBy(slices, ({ id }) => id)
  return [...byId.values()].flatMap((parts) => {
    const [first] = parts
    if (first === undefined) return []
    const { id, parkId, building, number } = first
    return [
      {
        id,
        version: Math.max(...parts.map(({ version }) => version)),
        parkId,
        parkName: parkName(parkId),
        building,
        number,
        slices: parts.map(({ from, to, areaDm2 }) => ({ from, lastDay: lastDayOf(to), areaDm2 })),
        leases: leases.filter(({ spaceId }) => spaceId === id).map((lease) => showLease(lease, today)),
      } as Space,
    ]
  })
}

/** Writes leases anew; what was known of them before is closed. */
export async function saveLeases(ctx: Context, leases: readonly LeaseRow[], at: string): Promise<void> {
  await closeKnown(ctx, 'industry.lease', [...new Set(leases.map(({ id }) => id))], at)
  const rows = leases.map((lease) => ({ ...lease, rowId: ctx.newId() }))
  await sql`insert into industry.lease (row_id, id, version, space_id, park_id, parent_id, number, firm_id, area_dm2, rent_free_to, monthly_fen, division_code,
      operator_unit_id, synthetic, valid_from, valid_to, known_from, recorded_by)
    select "rowId", id, version, "spaceId", "parkId", "parentId", number, "firmId", "areaDm2", "rentFreeTo", "monthlyFen", "divisionCode",
      "operatorUnitId", synthetic, "from", "to", ${at}::timestamptz, ${ctx.actor.accountId}::uuid
    from ${asRecords(rows, '"rowId" uuid, id uuid, version int, "spaceId" uuid, "parkId" uuid, "parentId" uuid, number text, "firmId" uuid, "areaDm2" bigint, "rentFreeTo" date, "monthlyFen" bigint, "divisionCode" text, "operatorUnitId" uuid, synthetic boolean, "from" date, "to" date')}`.execute(
    ctx.db,
  )
}

/** Writes the slices of units anew; what was known of them before is closed. */
export async function saveSpaces(ctx: Context, slices: readonly SpaceRow[], at: string): Promise<void> {
  await closeKnown(ctx, 'industry.space', [...new Set(slices.map(({ id }) => id))], at)
  const rows = slices.map((slice) => ({ ...slice, rowId: ctx.newId() }))
  await sql`insert into industry.space (row_id, id, version, park_id, building, number, area_dm2, division_code, operator_unit_id, synthetic, valid_from, valid_to, known_from, recorded_by)
    select "rowId", id, version, "parkId", building, number, "areaDm2", "divisionCode", "operatorUnitId", synthetic, "from", "to", ${at}::timestamptz, ${ctx.actor.accountId}::uuid
    from ${asRecords(rows, '"rowId" uuid, id uuid, version int, "parkId" uuid, building text, number text, "areaDm2" bigint, "divisionCode" text, "operatorUnitId" uuid, synthetic boolean, "from" date, "to" date')}`.execute(
    ctx.db,
  )
}
