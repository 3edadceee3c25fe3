import { type Job, job } from '@yinqiao/kernel'
import { z } from 'zod'
import { PlanRecountDiffers } from './contract/events.ts'
import type { PlanSettings } from './store.ts'
import { ensureManifest } from './store-manifest.ts'
import { recountAll } from './store-recount.ts'
import { findRound, holdRound } from './store-rounds.ts'
import { watchStates } from './store-watch.ts'
import { MakeFrozen } from './use/freeze-round.ts'
import { isRefusal } from '@yinqiao/kernel/contract'

/** Every number counted anew from its rows, at night in Shanghai. */
export const RecountNightly = { name: 'plan.recount', payload: z.object({}), cron: '40 18 * * *' }
/** States of bound numbers: a source that stops shows within one tick, and clears itself. */
export const WatchStates = { name: 'plan.watch-states', payload: z.object({}), cron: '*/5 * * * *' }

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
