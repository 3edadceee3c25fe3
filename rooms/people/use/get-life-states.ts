import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { ElderUnknown } from '../contract/refusals.ts'
import { GetLifeStates } from '../contract/signatures.ts'
import { findStored, lifeRecord } from '../store.ts'

export const getLifeStates = body(GetLifeStates, async (ctx, { elderId }) => {
  if ((await findStored(ctx, elderId)) === undefined) return refuse(ElderUnknown, {}, 'elderId')
  ctx.note({ kind: 'elder', id: elderId })
  return await lifeRecord(ctx, elderId)
})
