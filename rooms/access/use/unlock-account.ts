import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { AccountUnknown, NotToYourself, UnlockAccount } from '../contract/index.ts'
import { tablesOf } from '../store.ts'

export const unlockAccount: Body = body(UnlockAccount, async (ctx, { accountId }) => {
  if (accountId === ctx.actor.accountId) return refuse(NotToYourself)
  const unlocked = await tablesOf(ctx)
    .updateTable('access.account')
    .set({ failures: 0, locked_until: null })
    .where('id', '=', accountId)
    .returning('id')
    .executeTakeFirst()
  if (unlocked === undefined) return refuse(AccountUnknown)
  ctx.note({ kind: 'account', id: accountId, after: 'unlocked' })
  return {}
})
