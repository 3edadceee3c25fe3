import type { Context, Database } from '@yinqiao/kernel'
import { type Refusal, refuse } from '@yinqiao/kernel/contract'
import { findDivision } from '@yinqiao/places'
import { type RawBuilder, sql } from 'kysely'
import type { Park, ParkState } from './contract/park.ts'
import { DivisionNotKnown, ParkParentWrong, UnitNotKnown } from './contract/refusals.ts'
import { mayWrite } from './rules/may-write.ts'
import { asRecords, closeKnown } from './store.ts'

/** A slice of a park as its table holds it. */
export interface ParkSlice {
  readonly rowId: string
  readonly id: string
  readonly version: number
  readonly code: string | null
  readonly name: string
  readonly kind: Park['kind']
  readonly parentId: string | null
  readonly divisionCode: string | null
  readonly covers: readonly string[]
  readonly operatorUnitId: string | null
  readonly roles: readonly string[]
  readonly state: ParkState
  readonly source: string | null
  readonly synthetic: boolean
  readonly from: string
  readonly to: string | null
}

const sliceColumns = sql`row_id as "rowId", id, version, code, name, kind, parent_id as "parentId", division_code as "divisionCode", covers,
  operator_unit_id as "operatorUnitId", roles, state, source, synthetic, valid_from as "from", valid_to as "to"`

/** The slices of a park as known now, oldest first. */
export async function listParkSlices(db: Database, id: string): Promise<ParkSlice[]> {
  const { rows } =
    await sql<ParkSlice>`select ${sliceColumns} from industry.park where id = ${id} and known_to is null order by valid_from`.execute(db)
  return rows
}

/** Parks as they stand on a day: the slice of that day, or the first where all lie ahead. */
export function parksOn(on: string): RawBuilder<unknown> {
  return sql`select distinct on (p.id) p.*, (select min(o.valid_from) from industry.park o where o.id = p.id and o.known_to is null and o.state = 'operating') as opened_on,
      (select max(v.version) from industry.park v where v.id = p.id) as newest
    from industry.park p where p.known_to is null
    order by p.id, (p.valid_from <= ${on}) desc, case when p.valid_from <= ${on} then p.valid_from end desc, p.valid_from`
}

/** Columns of a park as the contract names them, from `parksOn` aliased p. */
export const parkColumns = sql`p.id, p.newest as version, p.code, p.name, p.kind, p.parent_id as "parentId", p.division_code as "divisionCode", p.covers,
  p.operator_unit_id as "operatorUnitId", p.roles, p.state, p.valid_from as "stateSince", p.opened_on as "openedOn", p.source, p.synthetic,
  (select q.name from industry.park q where q.id = p.parent_id and q.known_to is null order by q.valid_from desc limit 1) as "parentName",
  (select u.name from orgs.pub_unit u where u.id = p.operator_unit_id) as "operatorName"`

/** One park as it stands on a day. */
export async function findPark(db: Database, id: string, on: string): Promise<Park | undefined> {
  const { rows } = await sql<Park>`select ${parkColumns} from (${parksOn(on)}) p where p.id = ${id}`.execute(db)
  return rows[0]
}

/** The same after it was just saved. */
export async function getPark(db: Database, id: string, on: string): Promise<Park> {
  const park = await findPark(db, id, on)
  if (park === undefined) throw new Error(`park ${id} is gone`)
  return park
}

/** Writes slices as the next version of a park; what was known of it before is closed. */
export async function saveParkSlices(ctx: Context, slices: readonly Omit<ParkSlice, 'rowId'>[], at: string): Promise<void> {
  await closeKnown(ctx, 'industry.park', [...new Set(slices.map(({ id }) => id))], at)
  const rows = slices.map((slice) => ({ ...slice, rowId: ctx.newId() }))
  await sql`insert into industry.park (row_id, id, version, code, name, kind, parent_id, division_code, covers, operator_unit_id, roles, state, source, synthetic,
      valid_from, valid_to, known_from, recorded_by)
    select "rowId", id, version, code, name, kind, "parentId", "divisionCode", covers, "operatorUnitId", roles, state, source, synthetic,
      "from", "to", ${at}::timestamptz, ${ctx.actor.accountId}::uuid
    from ${asRecords(rows, '"rowId" uuid, id uuid, version int, code text, name text, kind text, "parentId" uuid, "divisionCode" text, covers text[], "operatorUnitId" uuid, roles text[], state text, source text, synthetic boolean, "from" date, "to" date')}`.execute(
    ctx.db,
  )
}

/** What a park's facts must be, whoever writes them: a real place and operator, a zone under a park, inside the writer's area. */
export async function checkParkFacts(
  ctx: Context,
  input: Pick<Park, 'name' | 'kind' | 'parentId' | 'divisionCode' | 'covers' | 'operatorUnitId'>,
  id: string | null,
): Promise<Refusal | undefined> {
  for (const code of [...(input.divisionCode === null ? [] : [input.divisionCode]), ...input.covers]) {
    if ((await findDivision(ctx.db, code, ctx.today)) === undefined)
      return refuse(DivisionNotKnown, { code }, code === input.divisionCode ? 'divisionCode' : 'covers')
  }
  if (input.operatorUnitId !== null) {
    const { rows } = await sql`select 1 from orgs.pub_unit where id = ${input.operatorUnitId} and valid_to is null`.execute(ctx.db)
    if (rows.length === 0) return refuse(UnitNotKnown, {}, 'operatorUnitId')
  }
  const parent = input.parentId === null ? undefined : await findPark(ctx.db, input.parentId, ctx.today)
  if ((input.kind === 'zone') !== (parent !== undefined && parent.kind !== 'zone' && parent.id !== id))
    return refuse(ParkParentWrong, { name: input.name }, 'parentId')
  return mayWrite(ctx.actor, input.name, input.divisionCode, input.operatorUnitId)
}
