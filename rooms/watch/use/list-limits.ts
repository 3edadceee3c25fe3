import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { PersonUnknown } from '../contract/device-refusals.ts'
import { ListLimits } from '../contract/limit.ts'
import { findElder, limitsOf } from '../store-limit.ts'

export const listLimits = body(ListLimits, async (ctx, { elderId }) => {
  const elder = await findElder(ctx, elderId)
  if (elder === undefined) return refuse(PersonUnknown, {}, 'elderId')
  ctx.note({ kind: 'elder', id: elderId })
  return { limits: await limitsOf(ctx, elderId) }
})
