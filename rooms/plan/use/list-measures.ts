import { type Body, body } from '@yinqiao/kernel'
import { ListMeasures } from '../contract/measures.ts'
import type { PlanSettings } from '../store.ts'
import { tablesOf } from '../store.ts'
import { definitionOf, listBindings, listVersionsInForce, newMemo, phaseYears, runMeasure } from '../store-measures.ts'

export const listMeasures = (settings: PlanSettings): Body =>
  body(ListMeasures, async (ctx, { search, row, scope, validAt, bare, archived }) => {
    const bindings = await listBindings(ctx)
    const measures = await tablesOf(ctx).selectFrom('plan.measure').selectAll().execute()
    const phases = await phaseYears(ctx, settings)
    const day = validAt ?? ctx.today
    const words = search?.trim().toLowerCase() ?? ''
    const memo = newMemo()
    const rows = []
    for (const version of await listVersionsInForce(ctx, day, { archived })) {
      const { title, unit, period } = definitionOf(version)
      const measure = measures.find(({ code }) => code === version.code)
      const carries = bindings.filter(({ measure_code }) => measure_code === version.code).map(({ row_code }) => row_code)
      const fits =
        (words === '' || [version.code, title.zh, title.en, ...carries].some((word) => word.toLowerCase().includes(words))) &&
        (!row || carries.includes(row)) &&
        (!archived || measure?.archived_at !== null)
      if (!fits) continue
      rows.push({
        code: version.code,
        title,
        unit,
        period,
        seq: version.seq,
        guard: version.guard,
        carries,
        archived: measure?.archived_at !== null,
        disclosure: measure?.disclosure ?? '',
        result: bare ? null : await runMeasure(ctx, settings, version, { scope, validAt: day, knownAt: ctx.now.toString(), phases, memo }),
      })
    }
    return { rows }
  })
