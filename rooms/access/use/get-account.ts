import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { AccountUnknown, GetAccount, Relation } from '../contract/index.ts'
import { accountView, tablesOf } from '../store.ts'

export const getAccount: Body = body(GetAccount, async (ctx, { accountId }) => {
  const db = tablesOf(ctx)
  const account = await db.selectFrom('access.account').selectAll().where('id', '=', accountId).executeTakeFirst()
  if (account === undefined) return refuse(AccountUnknown)
  const posts = await db.selectFrom('access.post').selectAll().where('account_id', '=', accountId).orderBy('granted_at', 'desc').execute()
  const persons = await db
    .selectFrom('access.post_person')
    .selectAll()
    .where('post_id', 'in', [accountId, ...posts.map(({ id }) => id)])
    .execute()
  const { sessions } = await db
    .selectFrom('access.session')
    .select((count) => count.fn.countAll<number>().as('sessions'))
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow()
  return {
    ...accountView(
      account,
      [...new Set(posts.filter((post) => post.valid_to === null || post.valid_to > ctx.today).map(({ role }) => role))],
      ctx.now.toString(),
    ),
    oidcSubject: account.oidc_subject,
    sessions: Number(sessions),
    posts: posts.map((post) => ({
      id: post.id,
      role: post.role,
      unitId: post.unit_id,
      unitName: post.unit_name,
      area: post.area,
      areaName: post.area_name,
      providerId: post.provider_id,
      validFrom: post.valid_from,
      validTo: post.valid_to,
      persons: persons
        .filter(({ post_id }) => post_id === post.id)
        .map(({ person_id, relation }) => ({ personId: person_id, relation: Relation.parse(relation) })),
    })),
  }
})
