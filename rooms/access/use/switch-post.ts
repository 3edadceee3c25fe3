import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { NotYourPost, SecondFactorDue, SwitchPost } from '../contract/index.ts'
import { roles } from '../contract/roles.ts'
import { listCurrentPosts, type PostRow, tablesOf } from '../store.ts'

const needsCode = ({ role }: PostRow) => roles.find(({ code }) => code === role)?.secondFactor !== false

export const switchPost: Body = body(SwitchPost, async (ctx, { postId }) => {
  const { accountId, sessionId } = ctx.actor
  const posts = accountId === null ? [] : await listCurrentPosts(ctx, accountId)
  const wanted = posts.find(({ id }) => id === postId)
  if (sessionId === null || wanted === undefined) return refuse(NotYourPost)
  const session = await tablesOf(ctx)
    .selectFrom('access.session')
    .select('created_at')
    .where('id', '=', sessionId)
    .executeTakeFirstOrThrow()
  // the sign-in asked for a code when a post held then needed one; one given since does not make up for it
  const began = Temporal.Instant.from(session.created_at)
  const asked = posts.some((post) => needsCode(post) && Temporal.Instant.compare(post.granted_at, began) <= 0)
  if (needsCode(wanted) && !asked) return refuse(SecondFactorDue)
  ctx.note({ kind: 'post', id: postId, before: ctx.actor.postId })
  await tablesOf(ctx).updateTable('access.session').set({ post_id: postId }).where('id', '=', sessionId).execute()
  return {}
})
