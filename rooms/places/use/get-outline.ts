import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { OutlineMissing } from '../contract/refusals.ts'
import { GetOutline } from '../contract/signatures.ts'
import { findOutline } from '../store.ts'

export const getOutline = body(GetOutline, async (ctx, { districtCode }) => {
  return (await findOutline(ctx.db, districtCode ?? null)) ?? refuse(OutlineMissing)
})
