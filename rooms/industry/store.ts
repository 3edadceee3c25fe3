import type { Context, Database } from '@yinqiao/kernel'
import { type RawBuilder, sql } from 'kysely'

/** Closes what is known of a thing; the rows that say it anew are inserted by who calls, with the same instant. */
export async function closeKnown(ctx: Context, table: string, ids: readonly string[], at: string): Promise<void> {
  await sql`update ${sql.table(table)} set known_to = ${at}::timestamptz where id = any (${ids}::uuid[]) and known_to is null`.execute(
    ctx.db,
  )
}

/** One at a time for one thing: two who want the same unit or node wait for each other, and the second sees what the first did. */
export async function lockThing(ctx: Context, thing: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${thing}, 7412030))`.execute(ctx.db)
}

/** A firm of the register with what rules ask of it. */
export async function findRegisteredFirm(
  db: Database,
  id: string,
): Promise<{ name: string; state: string; divisionCode: string | null; synthetic: boolean } | undefined> {
  const { rows } = await sql<{ name: string; state: string; divisionCode: string | null; synthetic: boolean }>`
    select name, state, division_code as "divisionCode", synthetic from orgs.pub_firm where id = ${id}`.execute(db)
  return rows[0]
}

/** Rows as JSON, to be inserted by one statement. */
export function asRecords(rows: readonly object[], columns: string): RawBuilder<unknown> {
  return sql`json_to_recordset(${JSON.stringify(rows)}::json) as n(${sql.raw(columns)})`
}
