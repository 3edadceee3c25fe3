import { type Body, body } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { UnitUnknown } from '../contract/refusals.ts'
import { AboutUnknown, RoundDay } from '../contract/round-refusals.ts'
import { ReviewFinding } from '../contract/rounds.ts'
import { tablesOf } from '../store.ts'
import { unitNames } from '../store-meetings.ts'
import { holdRound, manifestOf, refuseOwnWork } from '../store-rounds.ts'

export const reviewFinding: Body = body(ReviewFinding, async (ctx, { roundId, about, body: text, action }) => {
  const round = await holdRound(ctx, roundId, 'find')
  if (isRefusal(round)) return round
  const own = await refuseOwnWork(ctx, roundId)
  if (own) return own
  if (about !== '' && manifestOf(round)?.targets.some(({ row }) => row === about) !== true) return refuse(AboutUnknown, { about }, 'about')
  const owner = action ? (await unitNames(ctx, [action.unitId])).get(action.unitId) : undefined
  if (action && owner === undefined) return refuse(UnitUnknown, {}, 'action.unitId')
  if (action && action.due < ctx.today) return refuse(RoundDay, { from: ctx.today, to: '2999-12-31' }, 'action.due')
  const id = ctx.newId()
  await tablesOf(ctx)
    .insertInto('plan.finding')
    .values({
      id,
      round_id: roundId,
      about,
      body: text,
      found_by: ctx.actor.name,
      found_account: ctx.actor.accountId,
      found_on: ctx.today,
      action: action?.text ?? null,
      owner_unit_id: action?.unitId ?? null,
      owner_name: owner ?? null,
      due: action?.due ?? null,
    })
    .execute()
  ctx.note({ kind: 'finding', id, after: { roundId, about, action: action?.text, owner, due: action?.due } })
  return { findingId: id }
})
