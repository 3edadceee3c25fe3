import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { DiscloseMeasure } from '../contract/measure-commands.ts'
import { MeasureUnknown } from '../contract/measure-refusals.ts'
import { tablesOf } from '../store.ts'

export const discloseMeasure: Body = body(DiscloseMeasure, async (ctx, { code, disclosure }) => {
  const done = await tablesOf(ctx)
    .updateTable('plan.measure')
    .set({ disclosure })
    .where('code', '=', code)
    .returning('code')
    .executeTakeFirst()
  if (done === undefined) return refuse(MeasureUnknown, { code }, 'code')
  ctx.note({ kind: 'measure', id: code, after: { disclosure } })
  return {}
})
