import { type Body, body, knownFrom } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { SampleRowUnknown, ScoredChecks } from '../contract/round-refusals.ts'
import { RecordCheck } from '../contract/rounds.ts'
import { type PlanSettings, tablesOf } from '../store.ts'
import { holdRound, refuseOwnWork } from '../store-rounds.ts'
import { listChecks } from '../store-samples.ts'
import { scoredUnit } from '../store-scored.ts'

export const recordCheck = (settings: PlanSettings): Body =>
  body(RecordCheck, async (ctx, { roundId, n, result, note }) => {
    const round = await holdRound(ctx, roundId, 'sample')
    if (isRefusal(round)) return round
    const own = await refuseOwnWork(ctx, roundId)
    if (own) return own
    const check = (await listChecks(ctx, roundId)).find((one) => one.n === n)
    if (check === undefined) return refuse(SampleRowUnknown, {}, 'n')
    const scored = await scoredUnit(ctx, settings, check.measure)
    if (scored !== undefined) return refuse(ScoredChecks, { unit: scored })
    if (check.unit !== null && check.unit === ctx.actor.unitId) return refuse(ScoredChecks, { unit: check.unit })
    const db = tablesOf(ctx)
    const current = await db
      .selectFrom('plan.sample_check')
      .selectAll()
      .where('id', '=', check.id)
      .where('known_to', 'is', null)
      .executeTakeFirstOrThrow()
    const at = await knownFrom(ctx)
    await db.updateTable('plan.sample_check').set({ known_to: at }).where('id', '=', check.id).where('known_to', 'is', null).execute()
    const version = current.version + 1
    await db
      .insertInto('plan.sample_check')
      .values({
        ...current,
        version,
        result,
        note: note ?? null,
        checked_on: ctx.today,
        checked_by: ctx.actor.accountId,
        checked_name: ctx.actor.name,
        known_from: at,
        known_to: null,
      })
      .execute()
    ctx.note({ kind: 'sample-check', id: check.id, before: { result: current.result }, after: { result, version } })
    return { version }
  })
