import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { AccountUnknown, NotToYourself, ResetCredentials } from '../contract/index.ts'
import { endSessions, hashPassword, oneTimePassword, tablesOf } from '../store.ts'

export const resetCredentials: Body = body(ResetCredentials, async (ctx, { accountId, secondFactorToo }) => {
  if (accountId === ctx.actor.accountId) return refuse(NotToYourself)
  const password = oneTimePassword(ctx)
  const reset = await tablesOf(ctx)
    .updateTable('access.account')
    .set({
      password_hash: await hashPassword(password),
      must_change_password: true,
      failures: 0,
      locked_until: null,
      ...(secondFactorToo ? { totp_sealed: null, totp_confirmed: false } : {}),
    })
    .where('id', '=', accountId)
    .where('synthetic', '=', false)
    .returning('id')
    .executeTakeFirst()
  if (reset === undefined) return refuse(AccountUnknown)
  await endSessions(ctx, accountId, 'credentials-reset')
  ctx.note({ kind: 'account', id: accountId, after: secondFactorToo ? 'password and second factor' : 'password' })
  return { oneTimePassword: password }
})
