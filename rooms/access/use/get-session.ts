import { type Body, body } from '@yinqiao/kernel'
import { GetSession } from '../contract/index.ts'
import { type AccessSettings, listCurrentPosts, tablesOf } from '../store.ts'

export const getSession = ({ district, oidc, permissionsOf }: AccessSettings): Body =>
  body(GetSession, async (ctx) => {
    const db = tablesOf(ctx)
    const { actor } = ctx
    const demo =
      district.synthetic && actor.accountId === null
        ? await db
            .selectFrom('access.account as a')
            .innerJoin('access.post as p', 'p.account_id', 'a.id')
            .select(['a.id as accountId', 'a.name', 'p.role', 'p.unit_name as unitName', 'p.area_name as areaName'])
            .where('a.synthetic', '=', true)
            .where('a.state', '=', 'active')
            .where('p.valid_to', 'is', null)
            .orderBy('p.granted_at')
            .orderBy('p.id')
            .execute()
        : []
    const ways = {
      district,
      oidc: oidc && { title: oidc.title },
      demo: demo.filter((entry, at) => demo.findIndex(({ accountId }) => accountId === entry.accountId) === at),
    }
    if (actor.accountId === null || actor.postId === null) return { ...ways, session: null }
    const account = await db
      .selectFrom('access.account')
      .select(['username', 'name', 'must_change_password'])
      .where('id', '=', actor.accountId)
      .executeTakeFirstOrThrow()
    const posts = await listCurrentPosts(ctx, actor.accountId)
    return {
      ...ways,
      session: {
        accountId: actor.accountId,
        username: account.username,
        name: account.name,
        postId: actor.postId,
        role: posts.find(({ id }) => id === actor.postId)?.role ?? actor.role,
        permissions: [...permissionsOf(actor.role)],
        posts: posts.map(({ id, role, unit_name, area, area_name }) => ({ id, role, unitName: unit_name, area, areaName: area_name })),
        mustChangePassword: account.must_change_password,
      },
    }
  })
