import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { MeasureUnknown } from '../contract/measure-refusals.ts'
import { GetValue } from '../contract/measures.ts'
import type { PlanSettings } from '../store.ts'
import { findVersionInForce, phaseYears, runMeasure } from '../store-measures.ts'

export const getValue = (settings: PlanSettings): Body =>
  body(GetValue, async (ctx, { code, scope, validAt, knownAt }) => {
    const day = validAt ?? ctx.today
    const version = await findVersionInForce(ctx, code, day)
    if (version === undefined) return refuse(MeasureUnknown, { code }, 'code')
    const asked = { scope, validAt: day, knownAt: knownAt ?? ctx.now.toString(), phases: await phaseYears(ctx, settings) }
    const guard = version.guard === null ? undefined : await findVersionInForce(ctx, version.guard, day)
    return {
      result: await runMeasure(ctx, settings, version, asked),
      guard: guard === undefined ? null : await runMeasure(ctx, settings, guard, asked),
    }
  })
