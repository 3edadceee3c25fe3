import { type Body, body, type Context } from '@yinqiao/kernel'
import { ChangedMeanwhile, type Refusal, refuse } from '@yinqiao/kernel/contract'
import { AccountUnknown, CloseAccount, NotToYourself, ReopenAccount } from '../contract/index.ts'
import { endSessions, tablesOf } from '../store.ts'

export const closeAccount: Body = body(CloseAccount, (ctx, input) => setState(ctx, input, 'closed'))
export const reopenAccount: Body = body(ReopenAccount, (ctx, input) => setState(ctx, input, 'active'))

async function setState(
  ctx: Context,
  input: { accountId: string; version: number; reason: string },
  state: 'active' | 'closed',
): Promise<{ version: number } | Refusal> {
  const db = tablesOf(ctx)
  if (input.accountId === ctx.actor.accountId) return refuse(NotToYourself)
  const account = await db
    .selectFrom('access.account')
    .select(['name', 'state', 'version'])
    .where('id', '=', input.accountId)
    .forUpdate()
    .executeTakeFirst()
  if (account === undefined) return refuse(AccountUnknown)
  if (account.version !== input.version)
    return refuse(ChangedMeanwhile, { what: account.name, seen: input.version, current: account.version })
  const version = account.version + 1
  await db.updateTable('access.account').set({ state, version }).where('id', '=', input.accountId).execute()
  if (state === 'closed') await endSessions(ctx, input.accountId, 'account-closed')
  ctx.note({ kind: 'account', id: input.accountId, before: account.state, after: { state, reason: input.reason } })
  return { version }
}
