import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { DeleteMeasure } from '../contract/measure-commands.ts'
import { MeasureIsBound, MeasureUnknown, MeasureUsed } from '../contract/measure-refusals.ts'
import { tablesOf } from '../store.ts'

export const deleteMeasure: Body = body(DeleteMeasure, async (ctx, { code }) => {
  const db = tablesOf(ctx)
  const measure = await db.selectFrom('plan.measure').selectAll().where('code', '=', code).forUpdate().executeTakeFirst()
  if (measure === undefined) return refuse(MeasureUnknown, { code }, 'code')
  const bound = await db
    .selectFrom('plan.binding')
    .select('row_code')
    .where('measure_code', '=', code)
    .where('known_to', 'is', null)
    .execute()
  if (bound.length > 0) return refuse(MeasureIsBound, { code, rows: bound.map(({ row_code }) => row_code) })
  const versions = await db.selectFrom('plan.measure_version').select('state').where('code', '=', code).execute()
  const ever = await db.selectFrom('plan.binding').select('row_code').where('measure_code', '=', code).executeTakeFirst()
  if (ever !== undefined || versions.some(({ state }) => state === 'effective')) return refuse(MeasureUsed, { code })
  await db.deleteFrom('plan.measure_version').where('code', '=', code).execute()
  await db.deleteFrom('plan.measure').where('code', '=', code).execute()
  ctx.note({ kind: 'measure', id: code, before: { versions: versions.length }, after: null })
  return {}
})
