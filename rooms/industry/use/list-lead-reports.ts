import { body, keysOf, pageOfRows } from '@yinqiao/kernel'
import { InvalidInput, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { z } from 'zod'
import { type LeadReport, ListLeadReports } from '../contract/lead-signatures.ts'
import { leadColumns } from '../store-leads.ts'

const Keys = z.tuple([z.string(), z.uuid()])
interface Row extends LeadReport {
  readonly owned: boolean
  readonly ownerDivision: string | null
  readonly ownerUnit: string | null
  readonly version: number
  readonly others: number
}

/** Reports of leads, the latest first, each with who owns the project now. */
export const listLeadReports = body(ListLeadReports, async (ctx, { cursor, limit, search, contestedOnly }) => {
  const after = keysOf(cursor, Keys)
  if (after === undefined) return refuse(InvalidInput, { problem: 'cursor', problemEn: 'cursor' }, 'cursor')
  const text = search ?? ''
  const matches = sql`(${text} = '' or strpos(r.firm_name, ${text}) > 0 or r.uscc = upper(${text}))
    and (${contestedOnly !== true} or exists (select 1 from industry.lead_report o where o.record_id = r.record_id and o.id <> r.id))`
  const { rows } =
    await sql<Row>`select ${leadColumns}, p.id is not null as owned, p.division_code as "ownerDivision", p.unit_id as "ownerUnit", p.version,
      (select count(*) from industry.lead_report o where o.record_id = r.record_id and o.id <> r.id) as others
    from industry.lead_report r
    left join lateral (select id, division_code, unit_id, version from records.pub_record where id = r.record_id and known_to is null
      order by version desc limit 1) p on true
    where ${matches} ${after === null ? sql`` : sql`and (r.known_from, r.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by r.known_from desc, r.id desc limit ${limit + 1}`.execute(ctx.db)
  const total =
    after === null ? await sql<{ n: number }>`select count(*) as n from industry.lead_report r where ${matches}`.execute(ctx.db) : undefined
  const page = pageOfRows(rows, limit, (row) => [row.reportedAt, row.id])
  return {
    rows: page.rows.map(({ owned, ownerDivision, ownerUnit, version, ...row }) => ({
      ...row,
      owner: owned ? { divisionCode: ownerDivision, unitId: ownerUnit, version } : null,
    })),
    next: page.next,
    total: total?.rows[0]?.n ?? null,
  }
})
