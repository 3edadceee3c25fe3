import { type Body, body } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { ManifestMissing } from '../contract/round-refusals.ts'
import { ReviewRound } from '../contract/rounds.ts'
import { changeRound, holdRound, listSelfReports, refuseOwnWork, refuseTyped } from '../store-rounds.ts'

export const reviewRound: Body = body(ReviewRound, async (ctx, { roundId }) => {
  const round = await holdRound(ctx, roundId, 'review')
  if (isRefusal(round)) return round
  const own = await refuseOwnWork(ctx, roundId)
  if (own) return own
  if (round.manifest === null) return refuse(ManifestMissing)
  const typed = refuseTyped(await listSelfReports(ctx, roundId))
  if (typed) return typed
  await changeRound(ctx, round, 'review', { reviewed_by: ctx.actor.name, reviewed_at: ctx.now.toString() })
  return {}
})
