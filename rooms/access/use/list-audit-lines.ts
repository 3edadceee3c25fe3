import { type Body, body } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { ListAuditLines } from '../contract/index.ts'

interface Line { n: number; at: string; role: string; name: string; signature: string; outcome: string; origin: string; subjects: string; sealed: boolean }

export const listAuditLines: Body = body(ListAuditLines, async ({ db }, { cursor, limit, from, to, name, signature, outcome, subject }) => {
  const before = cursor ? Number(Buffer.from(cursor, 'base64url').toString()) : Number.MAX_SAFE_INTEGER
  const conditions = [
    from ? sql`at >= (${from}::date)::timestamp at time zone 'Asia/Shanghai'` : sql`true`,
    to ? sql`at < (${to}::date + 1)::timestamp at time zone 'Asia/Shanghai'` : sql`true`,
    name ? sql`name = ${name}` : sql`true`,
    signature ? sql`signature = ${signature}` : sql`true`,
    outcome === 'done' ? sql`outcome = 'done'` : outcome === 'refused' ? sql`outcome <> 'done'` : sql`true`,
    subject ? sql`subjects like ${`%"id":"${subject.replaceAll(/[\\%_"]/g, '')}"%`}` : sql`true`,
  ]
  const { rows } = await sql<Line>`select n, at, role, name, signature, outcome, origin, subjects, exists (select from kernel.audit_seal s where s.line = l.n) as sealed
    from kernel.audit_line l where n < ${before} and ${sql.join(conditions, sql` and `)} order by n desc limit ${limit + 1}`.execute(db)
  const page = rows.slice(0, limit)
  const total = cursor ? null : (await sql<{ total: number }>`select count(*) as total from kernel.audit_line where ${sql.join(conditions, sql` and `)}`.execute(db)).rows[0]?.total
  return { rows: page.map((row) => ({ ...row, subjects: JSON.parse(row.subjects) })), next: rows.length > limit ? Buffer.from(String(page.at(-1)?.n)).toString('base64url') : null, total: total ?? null }
})
