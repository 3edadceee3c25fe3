import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { NoticeUnknown, NotResendable } from '../contract/refusals.ts'
import { ResendNotice } from '../contract/signatures.ts'
import { lockNotice } from '../store.ts'
import { queueAgain } from '../store-queue.ts'

/** Minutes without a receipt after which a message that a gateway took may be sent again by a person. */
const silentMinutes = 5

export const resendNotice = body(ResendNotice, async (ctx, { id }) => {
  const row = await lockNotice(ctx.db, id)
  if (row === undefined) return refuse(NoticeUnknown)
  const silent =
    row.state === 'sent' &&
    row.sent_at !== null &&
    Date.parse(row.sent_at) <= ctx.now.subtract({ minutes: silentMinutes }).epochMilliseconds
  if (row.state !== 'failed' && !silent) return refuse(NotResendable)
  const again = await queueAgain(ctx, row)
  ctx.note({ kind: 'notice', id, after: { resentAs: again } })
  return ResendNotice.output.parse({ id: again })
})
