import { type Body, body, measureTowns } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { MeasureUnknown } from '../contract/measure-refusals.ts'
import { ListSlices } from '../contract/measures.ts'
import { periodOf } from '../rules/period-of.ts'
import type { PlanSettings } from '../store.ts'
import { definitionOf, findVersionInForce, hiddenTowns, phaseYears } from '../store-measures.ts'

export const listSlices = (settings: PlanSettings): Body =>
  body(ListSlices, async (ctx, { code, validAt, knownAt }) => {
    const day = validAt ?? ctx.today
    const version = await findVersionInForce(ctx, code, day)
    if (version === undefined) return refuse(MeasureUnknown, { code }, 'code')
    const definition = definitionOf(version)
    const { from, to } = periodOf(definition.period, day, await phaseYears(ctx, settings))
    const question = { scope: { kind: 'district' as const }, from, to, knownAt: knownAt ?? ctx.now.toString() }
    const towns = await measureTowns(ctx.db, settings.sources, definition, question)
    const { towns: hidden } = await hiddenTowns(ctx, settings.sources, definition, question)
    return {
      rows: [...towns]
        .toSorted(([a], [b]) => ((a ?? '~') < (b ?? '~') ? -1 : 1))
        .map(([town, { value, rows, undecided }]) =>
          hidden.has(town ?? '')
            ? { town, value: null, rows: null, undecided: null, hidden: true }
            : { town, value, rows, undecided, hidden: false },
        ),
    }
  })
