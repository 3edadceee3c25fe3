import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { MeasureUnknown } from '../contract/measure-refusals.ts'
import { GetMeasure } from '../contract/measures.ts'
import { findPlanInForce, type PlanSettings, rowsFor, tablesOf } from '../store.ts'
import { versionView } from '../store-definitions.ts'
import { findVersionInForce, listBindings, listTargetValues, targetView } from '../store-measures.ts'

export const getMeasure = (settings: PlanSettings): Body =>
  body(GetMeasure, async (ctx, { code }) => {
    const db = tablesOf(ctx)
    const measure = await db.selectFrom('plan.measure').selectAll().where('code', '=', code).executeTakeFirst()
    const versions = await db.selectFrom('plan.measure_version').selectAll().where('code', '=', code).orderBy('seq', 'desc').execute()
    const current = (await findVersionInForce(ctx, code, ctx.today)) ?? versions[0]
    if (measure === undefined || current === undefined) return refuse(MeasureUnknown, { code })
    const known = rowsFor(settings, (await findPlanInForce(ctx, settings))?.number ?? null)
    const guards = await db
      .selectFrom('plan.measure_version')
      .select('code')
      .distinct()
      .where('guard', '=', code)
      .where('state', '=', 'effective')
      .execute()
    return {
      code,
      disclosure: measure.disclosure,
      archived:
        measure.archived_at === null
          ? null
          : { at: measure.archived_at, by: measure.archived_by ?? '', reason: measure.archived_reason ?? '' },
      current: versionView(current, settings.sources),
      versions: versions.map((version) => versionView(version, settings.sources)),
      rows: (await listBindings(ctx))
        .filter(({ measure_code }) => measure_code === code)
        .map(({ row_code }) => ({ code: row_code, name: known.find((row) => row.code === row_code)?.name ?? row_code })),
      targets: (await listTargetValues(ctx)).filter(({ measure_code }) => measure_code === code).map(targetView),
      guards: guards.map((row) => row.code),
      states: await db
        .selectFrom('plan.measure_state')
        .selectAll()
        .where('measure_code', '=', code)
        .orderBy('since', 'desc')
        .limit(50)
        .execute(),
    }
  })
