import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'

/** How many objections to rows of a measure were open, as known at a moment. */
export async function countDisputes(ctx: Context, code: string, knownAt: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from cases.pub_case
    where kind = 'plan.objection' and subject_kind = 'measure' and subject_id = ${code} and closed_on is null
      and known_from <= ${knownAt}::timestamptz and (known_to is null or known_to > ${knownAt}::timestamptz)`.execute(ctx.db)
  return rows[0]?.n ?? 0
}
