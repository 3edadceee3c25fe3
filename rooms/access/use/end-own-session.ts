import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { EndOwnSession, SessionUnknown } from '../contract/index.ts'
import { tablesOf } from '../store.ts'

export const endOwnSession: Body = body(EndOwnSession, async (ctx, { sessionId }) => {
  const ended = await tablesOf(ctx)
    .updateTable('access.session')
    .set({ ended_at: ctx.now.toString(), end_reason: 'ended-by-owner' })
    .where('id', '=', sessionId)
    .where('account_id', '=', ctx.actor.accountId)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (ended === undefined) return refuse(SessionUnknown)
  ctx.note({ kind: 'session', id: sessionId })
  return {}
})
