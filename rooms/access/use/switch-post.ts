import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { NotYourPost, SwitchPost } from '../contract/index.ts'
import { listCurrentPosts, tablesOf } from '../store.ts'

export const switchPost: Body = body(SwitchPost, async (ctx, { postId }) => {
  const { accountId, sessionId } = ctx.actor
  const posts = accountId === null ? [] : await listCurrentPosts(ctx, accountId)
  if (sessionId === null || !posts.some(({ id }) => id === postId)) return refuse(NotYourPost)
  ctx.note({ kind: 'post', id: postId, before: ctx.actor.postId })
  await tablesOf(ctx).updateTable('access.session').set({ post_id: postId }).where('id', '=', sessionId).execute()
  return {}
})
