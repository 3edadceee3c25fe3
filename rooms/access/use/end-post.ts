import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { EndPost, NotToYourself, PostUnknown } from '../contract/index.ts'
import { endSessions, tablesOf } from '../store.ts'

export const endPost: Body = body(EndPost, async (ctx, { postId }) => {
  const db = tablesOf(ctx)
  const post = await db
    .selectFrom('access.post')
    .selectAll()
    .where('id', '=', postId)
    // a post granted until a day can be ended before that day
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', ctx.today)]))
    .forUpdate()
    .executeTakeFirst()
  if (post === undefined) return refuse(PostUnknown)
  if (post.account_id === ctx.actor.accountId) return refuse(NotToYourself)
  await db.updateTable('access.post').set({ valid_to: ctx.today }).where('id', '=', postId).execute()
  await endSessions(ctx, post.account_id, 'post-ended', { postId })
  ctx.note({ kind: 'account', id: post.account_id, before: { post: postId, role: post.role, area: post.area } })
  return {}
})
