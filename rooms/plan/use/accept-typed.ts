import { type Body, body } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { SelfReportUnknown } from '../contract/round-refusals.ts'
import { AcceptTyped } from '../contract/rounds.ts'
import { tablesOf } from '../store.ts'
import { holdRound, listSelfReports, refuseOwnWork } from '../store-rounds.ts'

export const acceptTyped: Body = body(AcceptTyped, async (ctx, { roundId, selfReportId, why }) => {
  const round = await holdRound(ctx, roundId, 'find')
  if (isRefusal(round)) return round
  const own = await refuseOwnWork(ctx, roundId)
  if (own) return own
  // only what stands now: an older version is not what will be printed
  const report = (await listSelfReports(ctx, roundId)).find(({ id }) => id === selfReportId)
  if (report === undefined) return refuse(SelfReportUnknown)
  await tablesOf(ctx)
    .updateTable('plan.self_report')
    .set({ accepted_by: ctx.actor.name, accepted_at: ctx.now.toString(), accepted_why: why })
    .where('id', '=', selfReportId)
    .execute()
  ctx.note({ kind: 'self-report', id: selfReportId, after: { accepted: report.typed, why } })
  return {}
})
