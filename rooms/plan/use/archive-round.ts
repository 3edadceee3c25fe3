import { type Body, body } from '@yinqiao/kernel'
import { isRefusal } from '@yinqiao/kernel/contract'
import { ArchiveRound } from '../contract/rounds.ts'
import { changeRound, holdRound } from '../store-rounds.ts'

export const archiveRound: Body = body(ArchiveRound, async (ctx, { roundId }) => {
  const round = await holdRound(ctx, roundId, 'archive')
  if (isRefusal(round)) return round
  await changeRound(ctx, round, 'archive', { archived_by: ctx.actor.name, archived_at: ctx.now.toString() })
  return {}
})
