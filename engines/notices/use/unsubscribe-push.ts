import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { SubscriptionUnknown } from '../contract/refusals.ts'
import { UnsubscribePush } from '../contract/signatures.ts'
import { endSubscriptions } from '../send-push.ts'

export const unsubscribePush = body(UnsubscribePush, async (ctx, { id }) => {
  if ((await endSubscriptions(ctx, [id], 'unsubscribed')) === 0) return refuse(SubscriptionUnknown)
  ctx.note({ kind: 'subscription', id, after: { ended: 'unsubscribed' } })
  return {}
})
