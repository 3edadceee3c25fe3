import { type Body, body, knownFrom } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { SetTarget } from '../contract/measure-commands.ts'
import { MeasureUnknown, NotBound } from '../contract/measure-refusals.ts'
import { RowUnknown } from '../contract/refusals.ts'
import { findPlanInForce, type PlanSettings, rowsFor, tablesOf } from '../store.ts'
import { listBindings, targetView } from '../store-measures.ts'

export const setTarget = (settings: PlanSettings): Body =>
  body(SetTarget, async (ctx, { rowCode, code, op, value, paper, decidedBy, decidedOn }) => {
    const db = tablesOf(ctx)
    const known = rowsFor(settings, (await findPlanInForce(ctx, settings))?.number ?? null)
    if (!known.some((row) => row.code === rowCode)) return refuse(RowUnknown, { code: rowCode }, 'rowCode')
    const measure = await db.selectFrom('plan.measure').select('code').where('code', '=', code).executeTakeFirst()
    if (measure === undefined) return refuse(MeasureUnknown, { code }, 'code')
    if (!(await listBindings(ctx)).some((one) => one.row_code === rowCode && one.measure_code === code))
      return refuse(NotBound, { code, row: rowCode })
    const at = await knownFrom(ctx)
    const before = await db
      .updateTable('plan.target_value')
      .set({ known_to: at })
      .where('row_code', '=', rowCode)
      .where('measure_code', '=', code)
      .where('known_to', 'is', null)
      .returningAll()
      .executeTakeFirst()
    await db
      .insertInto('plan.target_value')
      .values({
        id: ctx.newId(),
        row_code: rowCode,
        measure_code: code,
        op,
        value: String(value),
        source: 'decision',
        paper: paper ?? null,
        decided_by: decidedBy,
        decided_on: decidedOn,
        known_from: at,
        entered_by: ctx.actor.name,
      })
      .execute()
    ctx.note({
      kind: 'target',
      id: `${rowCode} ${code}`,
      ...(before ? { before: targetView(before) } : {}),
      after: { op, value, decidedBy, decidedOn },
    })
    return {}
  })
