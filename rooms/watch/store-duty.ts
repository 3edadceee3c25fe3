import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'

/** A person at an open desk. */
export interface OnDuty {
  readonly accountId: string
  readonly name: string
  readonly supervisor: boolean
  readonly area: string
}

/** A desk that has not reported for so long is not on duty, seconds: three beats. */
export const dutySeconds = 15

/** Who is on duty for a place, those with the fewest claims first. */
export async function listOnDuty(ctx: Context, divisionCode: string): Promise<OnDuty[]> {
  const since = ctx.now.subtract({ seconds: dutySeconds }).toString()
  const { rows } = await sql<OnDuty>`select d.account_id as "accountId", d.name, d.supervisor, d.area from watch.duty d
    where d.ended_at is null and d.seen_at > ${since} and starts_with(${divisionCode}, d.area)
    order by (select count(*) from watch.alarm a where a.owner_account = d.account_id and a.closed_at is null), d.opened_at, d.account_id`.execute(
    ctx.db,
  )
  return rows
}
