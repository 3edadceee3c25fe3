import { type Body, body, redeliver } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { DeliveryUnknown, RetryDelivery } from '../contract/index.ts'

export const retryDelivery: Body = body(RetryDelivery, async (ctx, { eventId, listener }) => {
  if (!(await redeliver(ctx, eventId, listener))) return refuse(DeliveryUnknown)
  ctx.note({ kind: 'event', id: eventId, after: `redeliver ${listener}` })
  return {}
})
