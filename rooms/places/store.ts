import type { Context, Database } from '@yinqiao/kernel'
import { type Refusal, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import type { Block } from './contract/division.ts'
import { type CodedPoint, type Coding, OutlineFile } from './contract/point.ts'
import { DivisionUnknown, OutsideArea, PointOutside } from './contract/refusals.ts'
import type { Site } from './contract/site.ts'
import { toWgs84 } from './rules/convert-coding.ts'
import { checkPoint } from './rules/locate-in-outline.ts'

/** A division valid on a day. */
export async function findDivision(
  db: Database,
  code: string,
  on: string,
): Promise<{ readonly code: string; readonly name: string } | undefined> {
  const { rows } = await sql<{ code: string; name: string }>`select code, name from places.division
    where code = ${code} and valid_from <= ${on} and (valid_to is null or valid_to > ${on})`.execute(db)
  return rows[0]
}

/** The blocks with their members on a day. */
export async function blocksOn(db: Database, on: string): Promise<Block[]> {
  const { rows } = await sql<Block>`select b.code, b.name, b.as_written as "asWritten", b.source,
      coalesce(json_agg(json_build_object('divisionCode', m.division_code, 'divisionName', coalesce(d.name, m.division_code),
        'validFrom', m.valid_from, 'validTo', m.valid_to, 'basis', m.basis) order by m.division_code) filter (where m.block_code is not null), '[]') as members
    from places.block b
    left join places.block_member m on m.block_code = b.code and m.valid_from <= ${on} and (m.valid_to is null or m.valid_to > ${on})
    left join places.division d on d.code = m.division_code and d.valid_from <= ${on} and (d.valid_to is null or d.valid_to > ${on})
    group by b.code order by b.code`.execute(db)
  return rows
}

/** The outline of a district, or of the only one loaded when none is named. */
export async function findOutline(db: Database, districtCode: string | null): Promise<OutlineFile | undefined> {
  const { rows } = await sql<{ file: unknown }>`select file from places.outline
    where ${districtCode}::text is null or district_code = ${districtCode} order by district_code limit 1`.execute(db)
  return rows[0] === undefined ? undefined : OutlineFile.parse(rows[0].file)
}

/** A position ready to be kept. */
export interface PlacedPoint {
  readonly lng: number
  readonly lat: number
  readonly coding: Coding
  readonly check: 'inside' | 'border' | 'unknown'
}

/** Brings a position to WGS-84 and checks it against the outline of the district its division lies in; null stays null (未定位). */
export async function placePoint(db: Database, point: CodedPoint | null, divisionCode: string): Promise<PlacedPoint | null | Refusal> {
  if (point === null) return null
  const outline = await findOutline(db, divisionCode.slice(0, 6))
  const wgs84 = toWgs84(point)
  const { check, metres } = checkPoint(wgs84, outline)
  if (check === 'outside') return refuse(PointOutside, { district: outline?.districtName ?? '', metres: Math.round(metres ?? 0) }, 'point')
  return { ...wgs84, coding: point.coding, check }
}

/** A division of today inside the area of the actor's post. */
export async function findOwnDivision(
  ctx: Context,
  code: string,
  field: string,
): Promise<{ readonly code: string; readonly name: string } | Refusal> {
  const division = await findDivision(ctx.db, code, ctx.today)
  if (division === undefined) return refuse(DivisionUnknown, { code, on: ctx.today }, field)
  const { area } = ctx.actor
  return area !== '' && code.startsWith(area) ? division : refuse(OutsideArea, { division: division.name, area }, field)
}

/** Columns of a site as the contract names them; `d` is its division of today. */
export const siteColumns = sql<Site>`s.id, s.version, s.name, s.kind, s.state, s.address, s.division_code as "divisionCode",
  coalesce(d.name, s.division_code) as "divisionName", case when s.lng is null then null else json_build_object('lng', s.lng, 'lat', s.lat) end as point,
  s.point_coding as "pointCoding", s.point_check as "pointCheck", s.synthetic, s.updated_at as "updatedAt"`

/** One site. */
export async function findSite(db: Database, id: string, today: string): Promise<Site | undefined> {
  const { rows } = await sql<Site>`select ${siteColumns} from places.site s
    left join places.division d on d.code = s.division_code and d.valid_from <= ${today} and (d.valid_to is null or d.valid_to > ${today})
    where s.id = ${id}`.execute(db)
  return rows[0]
}
