import { type Body, body } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { DisclosureOpen } from '../contract/round-refusals.ts'
import { PublishRound } from '../contract/rounds.ts'
import { changeRound, holdRound } from '../store-rounds.ts'

export const publishRound: Body = body(PublishRound, async (ctx, { roundId }) => {
  const round = await holdRound(ctx, roundId, 'publish')
  if (isRefusal(round)) return round
  if (round.disclosure === null) return refuse(DisclosureOpen)
  await changeRound(ctx, round, 'publish', { published_by: ctx.actor.name, published_at: ctx.now.toString() })
  return {}
})
