import { type Body, body, knownFrom } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { BindMeasure } from '../contract/measure-commands.ts'
import { BoundAlready, MeasureArchived, MeasureUnknown } from '../contract/measure-refusals.ts'
import { RowUnknown } from '../contract/refusals.ts'
import { findPlanInForce, type PlanSettings, rowsFor, tablesOf } from '../store.ts'

export const bindMeasure = (settings: PlanSettings): Body =>
  body(BindMeasure, async (ctx, { rowCode, code }) => {
    const db = tablesOf(ctx)
    const known = rowsFor(settings, (await findPlanInForce(ctx, settings))?.number ?? null)
    if (!known.some((row) => row.code === rowCode)) return refuse(RowUnknown, { code: rowCode }, 'rowCode')
    const measure = await db.selectFrom('plan.measure').selectAll().where('code', '=', code).executeTakeFirst()
    if (measure === undefined) return refuse(MeasureUnknown, { code }, 'code')
    if (measure.archived_at !== null) return refuse(MeasureArchived, { code }, 'code')
    const before = await db
      .selectFrom('plan.binding')
      .select('row_code')
      .where('row_code', '=', rowCode)
      .where('measure_code', '=', code)
      .where('known_to', 'is', null)
      .executeTakeFirst()
    if (before !== undefined) return refuse(BoundAlready, { code, row: rowCode })
    await db
      .insertInto('plan.binding')
      .values({ row_code: rowCode, measure_code: code, known_from: await knownFrom(ctx), bound_by: ctx.actor.name })
      .execute()
    ctx.note({ kind: 'binding', id: `${rowCode} ${code}`, after: 'bound' })
    return {}
  })
