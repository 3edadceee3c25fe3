import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'

/** The day the open evaluation rounds end by their plan; null where none is open. A definition changes only after it. */
export async function endOfOpenRound(ctx: Context): Promise<string | null> {
  const { rows } = await sql<{
    last: string | null
  }>`select max(closes_on) as last from plan.round where state in ('open', 'frozen', 'reviewed')`.execute(ctx.db)
  return rows[0]?.last ?? null
}
