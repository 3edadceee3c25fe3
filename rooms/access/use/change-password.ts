import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { ChangePassword, SignInFailed } from '../contract/index.ts'
import { checkPassword } from '../rules/check-password.ts'
import { endSessions, hashPassword, isPassword, tablesOf } from '../store.ts'
import { countFailure, lockOf } from '../store-entering.ts'

export const changePassword: Body = body(ChangePassword, async (ctx, { current, next }) => {
  const db = tablesOf(ctx)
  const account = await db
    .selectFrom('access.account')
    .selectAll()
    .where('id', '=', ctx.actor.accountId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const locked = lockOf(ctx, account)
  if (locked) return locked
  if (!(await isPassword(current, account.password_hash))) {
    await countFailure(ctx, account)
    return refuse(SignInFailed, {}, 'current')
  }
  const weak = checkPassword(next, account.username)
  if (weak) return weak
  await db
    .updateTable('access.account')
    .set({ password_hash: await hashPassword(next), must_change_password: false, failures: 0 })
    .where('id', '=', account.id)
    .execute()
  await endSessions(ctx, account.id, 'password-changed', { except: ctx.actor.sessionId })
  ctx.note({ kind: 'account', id: account.id, after: 'password' })
  return {}
})
