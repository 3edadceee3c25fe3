import { type Body, body } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { RoundUnknown } from '../contract/round-refusals.ts'
import { MakeManifest } from '../contract/rounds.ts'
import type { PlanSettings } from '../store.ts'
import { ensureManifest } from '../store-manifest.ts'
import { findRound, holdRound } from '../store-rounds.ts'

export const makeManifest = (settings: PlanSettings): Body =>
  body(MakeManifest, async (ctx, { roundId }) => {
    const before = await findRound(ctx, roundId)
    if (before === undefined) return refuse(RoundUnknown)
    if (before.manifest !== null) return ensureManifest(ctx, settings, before)
    const round = await holdRound(ctx, roundId, 'manifest')
    return isRefusal(round) ? round : ensureManifest(ctx, settings, round)
  })
