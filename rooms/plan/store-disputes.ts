import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'

/** How many objections to rows of a measure are open. */
export async function countDisputes(ctx: Context, code: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from cases.pub_case
    where kind = 'plan.objection' and subject_kind = 'measure' and subject_id = ${code} and known_to is null and closed_on is null`.execute(
    ctx.db,
  )
  return rows[0]?.n ?? 0
}
