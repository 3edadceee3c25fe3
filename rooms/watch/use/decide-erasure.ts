import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { DecideErasure, ErasureDecided, ErasureOwn, type ErasureState, ErasureUnknown } from '../contract/erasure.ts'
import { EraseReadings, refuseInTheWay } from '../store-erasure.ts'
import type { WatchRows } from '../tables/rows.ts'

export const decideErasure = body(DecideErasure, async (ctx, { id, agrees, why }) => {
  const db = ctx.db.withTables<WatchRows>()
  const erasure = await db
    .selectFrom('watch.erasure')
    .select(['elder_id', 'state', 'asked_by'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (erasure === undefined) return refuse(ErasureUnknown, {}, 'id')
  if (erasure.state !== 'asked') return refuse(ErasureDecided, {}, 'id')
  if (erasure.asked_by === ctx.actor.accountId) return refuse(ErasureOwn, {}, 'id')
  const inTheWay = agrees ? await refuseInTheWay(ctx, erasure.elder_id) : undefined
  if (inTheWay !== undefined) return inTheWay
  const state: ErasureState = agrees ? 'agreed' : 'refused'
  await db
    .updateTable('watch.erasure')
    .set({
      state,
      decided_at: ctx.now.toString(),
      decided_by: ctx.actor.accountId,
      decided_by_name: ctx.actor.name,
      decided_why: why,
    })
    .where('id', '=', id)
    .execute()
  if (agrees) await ctx.enqueue(EraseReadings, { id }, { key: `${EraseReadings.name}:${id}` })
  ctx.note({ kind: 'elder', id: erasure.elder_id, before: { erasure: id, state: 'asked' }, after: { state, why } })
  return { state }
})
