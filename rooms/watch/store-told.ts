import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'

/** The actor has answered an alarm: what it was told is answered, and with that delivered and seen. */
export async function markAnswered(ctx: Context, alarmId: string): Promise<void> {
  const now = ctx.now.toString()
  await sql`update watch.told set answered_at = coalesce(answered_at, ${now}), seen_at = coalesce(seen_at, ${now}), delivered_at = coalesce(delivered_at, ${now})
    where alarm_id = ${alarmId} and account_id = ${ctx.actor.accountId} and channel = 'desk'`.execute(ctx.db)
}
