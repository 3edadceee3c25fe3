import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { FindingUnknown, RoundDay } from '../contract/round-refusals.ts'
import { CloseAction } from '../contract/rounds.ts'
import { tablesOf } from '../store.ts'

export const closeAction: Body = body(CloseAction, async (ctx, { findingId, doneOn, note }) => {
  const db = tablesOf(ctx)
  const finding = await db
    .selectFrom('plan.finding')
    .selectAll()
    .where('id', '=', findingId)
    .where('action', 'is not', null)
    .where('done_on', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (finding === undefined) return refuse(FindingUnknown)
  if (doneOn > ctx.today || doneOn < finding.found_on) return refuse(RoundDay, { from: finding.found_on, to: ctx.today }, 'doneOn')
  await db
    .updateTable('plan.finding')
    .set({ done_on: doneOn, done_by: ctx.actor.name, done_note: note })
    .where('id', '=', findingId)
    .execute()
  ctx.note({ kind: 'finding', id: findingId, after: { doneOn, note } })
  return {}
})
