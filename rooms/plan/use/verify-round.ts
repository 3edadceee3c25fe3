import { type Body, body } from '@yinqiao/kernel'
import { isRefusal } from '@yinqiao/kernel/contract'
import { VerifyRound } from '../contract/rounds.ts'
import type { PlanSettings } from '../store.ts'
import { frozenRound } from '../store-rounds.ts'
import { verifyFrozen } from '../store-verify.ts'

export const verifyRound = (settings: PlanSettings): Body =>
  body(VerifyRound, async (ctx, { roundId }) => {
    const frozen = await frozenRound(ctx, roundId)
    return isRefusal(frozen) ? frozen : verifyFrozen(ctx, settings, frozen)
  })
