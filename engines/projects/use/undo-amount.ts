import { type Body, body, knownFrom } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { UndoAmount } from '../contract/index.ts'
import { EntryUnknown } from '../contract/refusals.ts'
import { projectFor, type ProjectsSettings, tablesOf } from '../store.ts'

export const undoAmount = (settings: ProjectsSettings): Body =>
  body(UndoAmount, async (ctx, { amountId, reason }) => {
    const amount = await tablesOf(ctx).selectFrom('projects.amount').selectAll().where('id', '=', amountId).forUpdate().executeTakeFirst()
    if (amount === undefined || amount.known_to !== null) return refuse(EntryUnknown)
    const found = await projectFor(ctx, settings, amount.record_id, 'write')
    if (isRefusal(found)) return found
    await tablesOf(ctx)
      .updateTable('projects.amount')
      .set({
        known_to: sql<string>`greatest(${await knownFrom(ctx)}::timestamptz, known_from + interval '1 millisecond')`,
        undone_reason: reason,
      })
      .where('id', '=', amountId)
      .execute()
    ctx.note({ kind: amount.kind, id: amount.record_id, before: { amount: amount.sort, fen: amount.fen }, after: { undone: reason } })
    return {}
  })
