import { type Body, body } from '@yinqiao/kernel'
import { isRefusal } from '@yinqiao/kernel/contract'
import { DiscloseRound } from '../contract/rounds.ts'
import { changeRound, holdRound } from '../store-rounds.ts'

export const discloseRound: Body = body(DiscloseRound, async (ctx, { roundId, disclosure, basis }) => {
  const round = await holdRound(ctx, roundId, 'disclose')
  if (isRefusal(round)) return round
  await changeRound(ctx, round, 'disclose', { disclosure, disclosure_basis: basis, disclosure_by: ctx.actor.name })
  return {}
})
