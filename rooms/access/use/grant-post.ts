import { type Body, body } from '@yinqiao/kernel'
import { InvalidInput, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { AccountUnknown, GrantPost, NotToYourself, RolesExclude, ScopeMissing } from '../contract/index.ts'
import { roles } from '../contract/roles.ts'
import { excludedBy, missingScope } from '../rules/may-hold.ts'
import { listCurrentPosts, tablesOf } from '../store.ts'

const scopeWords = { area: '辖区', provider: '服务机构', persons: '具体老人', none: '' }

export const grantPost: Body = body(GrantPost, async (ctx, input) => {
  const db = tablesOf(ctx)
  const wanted = roles.find(({ code }) => code === input.role)
  if (wanted === undefined) return refuse(InvalidInput, { problem: '没有这个角色', problemEn: 'no such role' }, 'role')
  if (input.validTo && input.validTo <= ctx.today)
    return refuse(InvalidInput, { problem: '截止日期须在今天之后', problemEn: 'the last day must lie ahead' }, 'validTo')
  if (input.accountId === ctx.actor.accountId) return refuse(NotToYourself)
  const account = await db.selectFrom('access.account').select('id').where('id', '=', input.accountId).forUpdate().executeTakeFirst()
  if (account === undefined) return refuse(AccountUnknown)
  const held = await listCurrentPosts(ctx, input.accountId)
  const excluding = excludedBy(
    input.role,
    held.map(({ role }) => role),
  )
  if (excluding) return refuse(RolesExclude, { role: wanted.title.zh, held: excluding.title.zh }, 'role')
  const providerId = input.providerId ?? null
  const missing = missingScope(input.role, { area: input.area, providerId, persons: input.persons })
  if (missing) return refuse(ScopeMissing, { role: wanted.title.zh, scope: scopeWords[missing] }, missing)
  const area =
    input.area === ''
      ? undefined
      : (await sql<{ name: string }>`select name from places.pub_division where code = ${input.area} limit 1`.execute(ctx.db)).rows[0]
  const postId = ctx.newId()
  await db
    .insertInto('access.post')
    .values({
      id: postId,
      account_id: input.accountId,
      role: input.role,
      unit_id: input.unitId ?? null,
      unit_name: input.unitName ?? null,
      area: input.area,
      area_name: area?.name ?? null,
      provider_id: providerId,
      valid_from: ctx.today,
      valid_to: input.validTo ?? null,
      granted_by: ctx.actor.accountId,
      granted_at: ctx.now.toString(),
    })
    .execute()
  if (input.persons.length > 0)
    await db
      .insertInto('access.post_person')
      .values(input.persons.map(({ personId, relation }) => ({ post_id: postId, person_id: personId, relation })))
      .execute()
  ctx.note({
    kind: 'account',
    id: input.accountId,
    after: { post: postId, role: input.role, area: input.area, unit: input.unitName ?? null },
  })
  return { postId }
})
