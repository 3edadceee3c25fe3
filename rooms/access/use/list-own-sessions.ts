import { type Body, body } from '@yinqiao/kernel'
import { ListOwnSessions } from '../contract/index.ts'
import { tablesOf } from '../store.ts'

export const listOwnSessions: Body = body(ListOwnSessions, async (ctx) => {
  const rows = await tablesOf(ctx)
    .selectFrom('access.session')
    .selectAll()
    .where('account_id', '=', ctx.actor.accountId)
    .where('ended_at', 'is', null)
    .orderBy('last_seen_at', 'desc')
    .limit(50)
    .execute()
  return {
    rows: rows.map((row) => ({
      id: row.id,
      origin: row.origin,
      createdAt: row.created_at,
      lastSeenAt: row.last_seen_at,
      current: row.id === ctx.actor.sessionId,
    })),
  }
})
