import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { NoticeUnknown } from '../contract/refusals.ts'
import { GetOwn } from '../contract/signatures.ts'
import { findNotice, viewOf } from '../store.ts'

export const getOwn = body(GetOwn, async (ctx, { id }) => {
  const row = await findNotice(ctx.db, id)
  if (row === undefined || row.account_id === null || row.account_id !== ctx.actor.accountId) return refuse(NoticeUnknown)
  return GetOwn.output.parse(viewOf(ctx, row))
})
