import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { NoticeUnknown } from '../contract/refusals.ts'
import { ConfirmPush } from '../contract/signatures.ts'
import { lockNotice } from '../store.ts'
import { reach, tellNow } from '../store-change.ts'

export const confirmPush = body(ConfirmPush, async (ctx, { id, what }) => {
  const row = await lockNotice(ctx.db, id)
  // only who it was sent to can say that it arrived
  if (row === undefined || row.channel !== 'push' || row.account_id === null || row.account_id !== ctx.actor.accountId)
    return refuse(NoticeUnknown)
  await reach(ctx, row, { to: what }, tellNow)
  return {}
})
