import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { MeasureUnknown } from '../contract/measure-refusals.ts'
import { ListSeries } from '../contract/measures.ts'
import { lastPeriods } from '../rules/period-of.ts'
import type { PlanSettings } from '../store.ts'
import { definitionOf, findVersionInForce, phaseYears, runMeasure } from '../store-measures.ts'

export const listSeries = (settings: PlanSettings): Body =>
  body(ListSeries, async (ctx, { code, scope, validAt, knownAt, periods }) => {
    const day = validAt ?? ctx.today
    const version = await findVersionInForce(ctx, code, day)
    if (version === undefined) return refuse(MeasureUnknown, { code }, 'code')
    const { period } = definitionOf(version)
    const phases = await phaseYears(ctx, settings)
    const known = knownAt ?? ctx.now.toString()
    const points = []
    for (const to of lastPeriods(period, day, periods)) {
      const end = Temporal.PlainDate.from(to).add({ days: 1 }).toZonedDateTime('Asia/Shanghai').toInstant().toString()
      const past = Temporal.Instant.compare(end, known) < 0
      points.push({
        to,
        atEnd: past ? await runMeasure(ctx, settings, version, { scope, validAt: to, knownAt: end, phases }) : null,
        now: await runMeasure(ctx, settings, version, { scope, validAt: to, knownAt: known, phases }),
      })
    }
    return { points }
  })
