import { type Body, body, freezeKnown } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { RoundDay, RoundUnknown } from '../contract/round-refusals.ts'
import { FreezeRound } from '../contract/rounds.ts'
import { changeRound, findRound, holdRound } from '../store-rounds.ts'

/** Computes the manifest after the freeze; asked for by the freeze itself, and harmless when somebody was faster. */
export const MakeFrozen = { name: 'plan.make-frozen', payload: z.object({ roundId: z.uuid() }) }

const told = (knownAt: string) => ({ knownAt: Temporal.Instant.from(knownAt).toString(), again: true })

/**
 * Takes only the moment: writers wait for milliseconds, not for the figures. What was known at it is made in a transaction
 * of its own, whenever that runs.
 */
export const freezeRound: Body = body(FreezeRound, async (ctx, { roundId }) => {
  const before = await findRound(ctx, roundId)
  if (before === undefined) return refuse(RoundUnknown)
  if (before.known_at !== null) return told(before.known_at)
  const round = await holdRound(ctx, roundId, 'freeze')
  if (isRefusal(round)) {
    // somebody froze it while this call waited for the round
    const now = await findRound(ctx, roundId)
    return now?.known_at ? told(now.known_at) : round
  }
  if (round.gate_day > ctx.today) return refuse(RoundDay, { from: '2000-01-01', to: ctx.today })
  const knownAt = Temporal.Instant.from(await freezeKnown(ctx)).toString()
  await changeRound(ctx, round, 'freeze', { known_at: knownAt, frozen_by: ctx.actor.name })
  await ctx.enqueue(MakeFrozen, { roundId }, { key: `make-frozen-${roundId}` })
  return { knownAt, again: false }
})
