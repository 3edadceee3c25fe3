import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { NotDraft, VersionUnknown } from '../contract/refusals.ts'
import { RepealVersion } from '../contract/versions.ts'
import { findVersion, tablesOf } from '../store.ts'

export const repealVersion: Body = body(RepealVersion, async (ctx, { versionId, reason }) => {
  const version = await findVersion(ctx, versionId)
  if (version === undefined) return refuse(VersionUnknown)
  if (version.state === 'draft' || version.state === 'repealed') return refuse(NotDraft, { state: version.state })
  await tablesOf(ctx)
    .updateTable('plan.version')
    .set({ state: 'repealed', effective_to: ctx.today, ended_reason: reason })
    .where('id', '=', versionId)
    .execute()
  ctx.note({ kind: 'plan-version', id: versionId, before: version.state, after: { state: 'repealed', reason } })
  return { state: 'repealed' as const }
})
