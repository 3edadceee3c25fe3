import { type Body, body, knownFrom } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { ArchiveMeasure } from '../contract/measure-commands.ts'
import { MeasureArchived, MeasureUnknown } from '../contract/measure-refusals.ts'
import { tablesOf } from '../store.ts'

export const archiveMeasure: Body = body(ArchiveMeasure, async (ctx, { code, reason }) => {
  const db = tablesOf(ctx)
  const measure = await db.selectFrom('plan.measure').selectAll().where('code', '=', code).forUpdate().executeTakeFirst()
  if (measure === undefined) return refuse(MeasureUnknown, { code }, 'code')
  if (measure.archived_at !== null) return refuse(MeasureArchived, { code })
  await db
    .updateTable('plan.measure')
    .set({ archived_at: ctx.now.toString(), archived_by: ctx.actor.name, archived_reason: reason })
    .where('code', '=', code)
    .execute()
  await db
    .updateTable('plan.binding')
    .set({ known_to: await knownFrom(ctx), ended_by: ctx.actor.name, reason })
    .where('measure_code', '=', code)
    .where('known_to', 'is', null)
    .execute()
  ctx.note({ kind: 'measure', id: code, after: { archived: reason } })
  return {}
})
