import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { ReviewMeasure } from '../contract/measure-commands.ts'
import { OwnProposal, ProposalUnknown } from '../contract/measure-refusals.ts'
import { tablesOf } from '../store.ts'
import { refuseQuality } from '../store-definitions.ts'

export const reviewMeasure: Body = body(ReviewMeasure, async (ctx, { versionId }) => {
  const db = tablesOf(ctx)
  const version = await db.selectFrom('plan.measure_version').selectAll().where('id', '=', versionId).forUpdate().executeTakeFirst()
  if (version === undefined || version.state !== 'draft') return refuse(ProposalUnknown)
  if (version.proposed_by === ctx.actor.accountId) return refuse(OwnProposal)
  const missing = refuseQuality(version.quality)
  if (missing) return missing
  await db
    .updateTable('plan.measure_version')
    .set({ state: 'reviewed', reviewed_by: ctx.actor.accountId, reviewed_name: ctx.actor.name })
    .where('id', '=', versionId)
    .execute()
  ctx.note({ kind: 'measure-version', id: versionId, before: { state: 'draft' }, after: { state: 'reviewed' } })
  return {}
})
