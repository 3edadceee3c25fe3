import { type Body, body, sm3 } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { SampleCommitted } from '../contract/round-refusals.ts'
import { CommitSample } from '../contract/rounds.ts'
import { tablesOf } from '../store.ts'
import { holdRound, refuseOwnWork } from '../store-rounds.ts'

export const commitSample: Body = body(CommitSample, async (ctx, { roundId, share }) => {
  const round = await holdRound(ctx, roundId, 'sample')
  if (isRefusal(round)) return round
  const own = await refuseOwnWork(ctx, roundId)
  if (own) return own
  const db = tablesOf(ctx)
  const before = await db.selectFrom('plan.sample').select('round_id').where('round_id', '=', roundId).executeTakeFirst()
  if (before !== undefined) return refuse(SampleCommitted)
  const seed = ctx.secret(24)
  const seedHash = sm3(seed)
  await db
    .insertInto('plan.sample')
    .values({
      round_id: roundId,
      share: String(share),
      seed,
      seed_hash: seedHash,
      committed_by: ctx.actor.name,
      committed_at: ctx.now.toString(),
    })
    .execute()
  ctx.note({ kind: 'sample', id: roundId, after: { share, seedHash } })
  return { seedHash }
})
