import { addsUp, freezeKnown, type Job, job } from '@yinqiao/kernel'
import { z } from 'zod'
import { PlanRecountDiffers } from './contract/events.ts'
import type { PlanSettings } from './store.ts'
import { refreshCells } from './store-cells.ts'
import { ensureManifest } from './store-manifest.ts'
import { definitionOf, listVersionsInForce } from './store-measures.ts'
import { recountAll } from './store-recount.ts'
import { findRound, holdRound } from './store-rounds.ts'
import { watchStates } from './store-watch.ts'
import { MakeFrozen } from './use/freeze-round.ts'
import { isRefusal } from '@yinqiao/kernel/contract'

/** Every number counted anew from its rows, at night in Shanghai. */
export const RecountNightly = { name: 'plan.recount', payload: z.object({}), cron: '40 18 * * *' }
/** States of bound numbers: a source that stops shows within one tick, and clears itself. */
export const WatchStates = { name: 'plan.watch-states', payload: z.object({}), cron: '*/5 * * * *' }

/** Cells of months follow what moved: the moment is fixed first, in a transaction of its own, so that no writer waits for the fold. */
export const RefreshCells = { name: 'plan.refresh-cells', payload: z.object({}), cron: '*/2 * * * *' }
const FillCells = { name: 'plan.fill-cells', payload: z.object({ knownAt: z.iso.datetime() }) }

export const planJobs = (settings: PlanSettings): readonly Job[] => [
  job(RecountNightly, async (ctx) => {
    const { at, asked, different, findings } = await recountAll(ctx, settings)
    if (different === 0) return
    await ctx.emit(PlanRecountDiffers, at, {
      at,
      asked,
      different,
      codes: [...new Set(findings.map(({ code }) => code))],
    })
  }),
  job(RefreshCells, async (ctx) => {
    await ctx.enqueue(FillCells, { knownAt: Temporal.Instant.from(await freezeKnown(ctx)).toString() }, { key: 'plan.fill-cells' })
  }),
  job(FillCells, async (ctx, { knownAt }) => {
    for (const version of await listVersionsInForce(ctx, ctx.today)) {
      const definition = definitionOf(version)
      if (definition.period === 'month' && addsUp(definition, settings.sources))
        await refreshCells(ctx, settings.sources, { id: version.id, definition }, knownAt)
    }
  }),
  job(WatchStates, async (ctx) => {
    await watchStates(ctx, settings)
  }),
  job(MakeFrozen, async (ctx, { roundId }) => {
    const before = await findRound(ctx, roundId)
    if (before === undefined || before.manifest !== null) return
    const round = await holdRound(ctx, roundId, 'manifest')
    if (!isRefusal(round)) await ensureManifest(ctx, settings, round)
  }),
]
