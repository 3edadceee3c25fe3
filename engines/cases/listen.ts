import { type Listener, listen } from '@yinqiao/kernel'
import type { UnitEnded } from './store.ts'
import { PassOn } from './jobs.ts'

/** Hears that a unit is merged or abolished, and has its open cases passed on when the day comes: nobody is left with an owner that is no more. */
export const casesListeners = (unitEnded: UnitEnded): readonly Listener[] => [
  listen('cases.hear-unit-ended', unitEnded, async (ctx, { data: { fromUnitId, toUnitId, on } }) => {
    const at = Temporal.PlainDate.from(on).toZonedDateTime('Asia/Shanghai').toInstant()
    await ctx.enqueue(PassOn, { fromUnitId, toUnitId }, Temporal.Instant.compare(at, ctx.now) > 0 ? { at } : {})
  }),
]
