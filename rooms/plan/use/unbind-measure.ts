import { type Body, body, knownFrom } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { UnbindMeasure } from '../contract/measure-commands.ts'
import { NotBound } from '../contract/measure-refusals.ts'
import { tablesOf } from '../store.ts'

export const unbindMeasure: Body = body(UnbindMeasure, async (ctx, { rowCode, code, reason }) => {
  const ended = await tablesOf(ctx)
    .updateTable('plan.binding')
    .set({ known_to: await knownFrom(ctx), ended_by: ctx.actor.name, reason })
    .where('row_code', '=', rowCode)
    .where('measure_code', '=', code)
    .where('known_to', 'is', null)
    .returning('row_code')
    .executeTakeFirst()
  if (ended === undefined) return refuse(NotBound, { code, row: rowCode })
  ctx.note({ kind: 'binding', id: `${rowCode} ${code}`, before: 'bound', after: reason })
  return {}
})
