import { type Body, body } from '@yinqiao/kernel'
import { SignOut } from '../contract/index.ts'
import { tablesOf } from '../store.ts'

export const signOut: Body = body(SignOut, async (ctx) => {
  const { sessionId } = ctx.actor
  if (sessionId !== null)
    await tablesOf(ctx)
      .updateTable('access.session')
      .set({ ended_at: ctx.now.toString(), end_reason: 'signed-out' })
      .where('id', '=', sessionId)
      .execute()
  ctx.setSession(null)
  return {}
})
