import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { EndInterpretation } from '../contract/cover.ts'
import { InterpretationUnknown } from '../contract/refusals.ts'
import { tablesOf } from '../store.ts'

export const endInterpretation: Body = body(EndInterpretation, async (ctx, { interpretationId, on, reason }) => {
  const ended = await tablesOf(ctx)
    .updateTable('plan.interpretation')
    .set({ valid_to: on, end_reason: reason })
    .where('id', '=', interpretationId)
    .where('valid_to', 'is', null)
    .where('valid_from', '<=', on)
    .returning('term')
    .executeTakeFirst()
  if (ended === undefined) return refuse(InterpretationUnknown)
  ctx.note({ kind: 'interpretation', id: interpretationId, after: { endedOn: on, reason } })
  return {}
})
