import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { CreateAccount, UsernameTaken } from '../contract/index.ts'
import { hashPassword, oneTimePassword, tablesOf } from '../store.ts'

export const createAccount: Body = body(CreateAccount, async (ctx, { username, name, oidcSubject }) => {
  const password = oneTimePassword(ctx)
  const accountId = ctx.newId()
  const made = await tablesOf(ctx)
    .insertInto('access.account')
    .values({
      id: accountId,
      username,
      name,
      password_hash: await hashPassword(password),
      oidc_subject: oidcSubject ?? null,
      created_at: ctx.now.toString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made === undefined) return refuse(UsernameTaken, { username }, 'username')
  ctx.note({ kind: 'account', id: accountId, after: { username, name } })
  return { accountId, oneTimePassword: password }
})
