import { body, keysOf, pageOfRows } from '@yinqiao/kernel'
import { InvalidInput, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Occupancy, Park } from '../contract/park.ts'
import { ListParks } from '../contract/park-signatures.ts'
import { parkColumns, parksOn } from '../store-parks.ts'

const Keys = z.tuple([z.string(), z.uuid()])
type Row = Park & { spaces: number; tenants: number; lettableDm2: number; leasedDm2: number; payingDm2: number }

/** Parks with what is let today in them and their zones, by name. */
export const listParks = body(ListParks, async (ctx, { cursor, limit, search, kind, state, under }) => {
  const after = keysOf(cursor, Keys)
  if (after === undefined) return refuse(InvalidInput, { problem: 'cursor', problemEn: 'cursor' }, 'cursor')
  const on = ctx.today
  const standing = sql`from (${parksOn(on)}) p where (${search ?? ''} = '' or strpos(p.name, ${search ?? ''}) > 0)
    and (${kind ?? null}::text is null or p.kind = ${kind ?? null}) and (${state ?? null}::text is null or p.state = ${state ?? null})
    and (${under ?? null}::text is null or starts_with(p.division_code, ${under ?? ''}) or ${(under ?? '').slice(0, 9)} = any (p.covers))`
  const valid = sql`known_to is null and valid_from <= ${on} and (valid_to is null or valid_to > ${on})`
  const { rows } = await sql<Row>`select ${parkColumns}, coalesce(s.n, 0)::int as spaces, coalesce(l.tenants, 0)::int as tenants,
      coalesce(s.area, 0)::bigint as "lettableDm2", coalesce(l.area, 0)::bigint as "leasedDm2", coalesce(l.paying, 0)::bigint as "payingDm2"
    from (select * ${standing}) p
    left join lateral (select array_agg(distinct z.id) as ids from industry.park z where z.known_to is null and (z.id = p.id or z.parent_id = p.id)) w on true
    left join lateral (select count(*) as n, sum(area_dm2) as area from industry.space where park_id = any (w.ids) and ${valid}) s on true
    left join lateral (select count(distinct firm_id) as tenants, sum(area_dm2) filter (where parent_id is null) as area,
        sum(area_dm2) filter (where parent_id is null and (rent_free_to is null or rent_free_to <= ${on})) as paying
      from industry.lease where park_id = any (w.ids) and ${valid}) l on true
    where ${after === null ? sql`true` : sql`(p.name collate "C", p.id) > (${after[0]}, ${after[1]}::uuid)`}
    order by p.name collate "C", p.id limit ${limit + 1}`.execute(ctx.db)
  const total = after === null ? await sql<{ n: number }>`select count(*) as n ${standing}`.execute(ctx.db) : undefined
  const page = pageOfRows(rows, limit, (row) => [row.name, row.id])
  return {
    rows: page.rows.map(({ lettableDm2, leasedDm2, payingDm2, ...park }) => {
      const occupancy: Occupancy = {
        day: on,
        lettableDm2,
        leasedDm2,
        payingDm2,
        share: lettableDm2 === 0 ? null : leasedDm2 / lettableDm2,
      }
      return { ...park, occupancy }
    }),
    next: page.next,
    total: total?.rows[0]?.n ?? null,
  }
})
