import { type Body, body, keysOf, pageOfRows } from '@yinqiao/kernel'
import { InvalidInput, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { z } from 'zod'
import { ListAuditLines } from '../contract/index.ts'
import type { AccessSettings } from '../store.ts'

interface Line {
  n: number
  at: string
  role: string
  name: string
  signature: string
  outcome: string
  origin: string
  subjects: string
  sealed: boolean
}

export const listAuditLines = ({ titleOf }: AccessSettings): Body =>
  body(ListAuditLines, async ({ db }, { cursor, limit, from, to, name, signature, outcome, subject }) => {
    const after = keysOf(cursor, z.tuple([z.number().int()]))
    if (after === undefined) return refuse(InvalidInput, { problem: 'cursor', problemEn: 'cursor' }, 'cursor')
    const before = after?.[0] ?? Number.MAX_SAFE_INTEGER
    const conditions = [
      from ? sql`at >= (${from}::date)::timestamp at time zone 'Asia/Shanghai'` : sql`true`,
      to ? sql`at < (${to}::date + 1)::timestamp at time zone 'Asia/Shanghai'` : sql`true`,
      name ? sql`name = ${name}` : sql`true`,
      signature ? sql`signature = ${signature}` : sql`true`,
      outcome === 'done' ? sql`outcome = 'done'` : outcome === 'refused' ? sql`outcome <> 'done'` : sql`true`,
      subject ? sql`subjects like ${`%"id":"${subject.replaceAll(/[\\%_"]/g, '')}"%`}` : sql`true`,
    ]
    const { rows } =
      await sql<Line>`select n, at, role, name, signature, outcome, origin, subjects, exists (select from kernel.audit_seal s where s.line = l.n) as sealed
    from kernel.audit_line l where n < ${before} and ${sql.join(conditions, sql` and `)} order by n desc limit ${limit + 1}`.execute(db)
    const page = pageOfRows(rows, limit, ({ n }) => [n])
    const total = cursor
      ? null
      : (
          await sql<{ total: number }>`select count(*) as total from kernel.audit_line where ${sql.join(conditions, sql` and `)}`.execute(
            db,
          )
        ).rows[0]?.total
    return {
      rows: page.rows.map((row) => ({ ...row, title: titleOf?.(row.signature) ?? null, subjects: JSON.parse(row.subjects) })),
      next: page.next,
      total: total ?? null,
    }
  })
