import type { Context, Database } from '@yinqiao/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { LeadReport } from './contract/lead-signatures.ts'
import type { EarlierReport } from './rules/judge-report.ts'

export const leadColumns: RawBuilder<LeadReport> = sql`r.id, r.record_id as "recordId", r.standing, r.firm_name as "firmName", r.uscc,
  r.reported_on as "reportedOn", r.known_from as "reportedAt", r.division_code as "divisionCode", r.unit_id as "unitId",
  r.reported_name as by, r.synthetic`

/** First reports that may be of this firm, the oldest first; over when the project ended or was taken back. */
export async function listEarlier(db: Database, uscc: string | null, nameKey: string): Promise<EarlierReport[]> {
  const { rows } = await sql<EarlierReport>`
    select r.id, r.uscc, r.name_key as "nameKey", r.reported_on as "reportedOn",
      not exists (select 1 from records.pub_record p where p.id = r.record_id and p.known_to is null)
      or exists (select 1 from projects.pub_stage s where s.record_id = r.record_id and s.stage = 'ended' and s.known_to is null) as over
    from industry.lead_report r where r.standing = 'first' and (r.name_key = ${nameKey} or r.uscc = ${uscc}) order by r.known_from, r.id`.execute(
    db,
  )
  return rows
}

export async function getReport(db: Database, id: string): Promise<LeadReport> {
  const { rows } = await sql<LeadReport>`select ${leadColumns} from industry.lead_report r where r.id = ${id}`.execute(db)
  if (rows[0] === undefined) throw new Error(`no report ${id}`)
  return rows[0]
}

/** What is logged of a report. */
export interface NewReport {
  readonly recordId: string
  readonly standing: string
  readonly firstId: string | null
  readonly firmName: string
  readonly nameKey: string
  readonly uscc: string | null
  readonly divisionCode: string | null
  readonly unitId: string | null
  readonly synthetic: boolean
  readonly knownFrom: string
}

export async function saveReport(ctx: Context, report: NewReport): Promise<LeadReport> {
  const id = ctx.newId()
  await sql`insert into industry.lead_report (id, record_id, standing, first_id, firm_name, name_key, uscc, reported_on, division_code, unit_id, synthetic, known_from,
      reported_by, reported_name)
    values (${id}, ${report.recordId}, ${report.standing}, ${report.firstId}, ${report.firmName}, ${report.nameKey}, ${report.uscc}, ${ctx.today}::date,
      ${report.divisionCode}, ${report.unitId}, ${report.synthetic}, ${report.knownFrom}, ${ctx.actor.accountId}, ${ctx.actor.name})`.execute(
    ctx.db,
  )
  return getReport(ctx.db, id)
}

/** The firm of the register with this code, if there is one. */
export async function findFirmOf(db: Database, uscc: string | null): Promise<string | null> {
  if (uscc === null) return null
  const { rows } = await sql<{ id: string }>`select id from orgs.pub_firm where uscc = ${uscc}`.execute(db)
  return rows[0]?.id ?? null
}
