import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { NotDraft, VersionUnknown } from '../contract/refusals.ts'
import { DropDraft } from '../contract/versions.ts'
import { findVersion, tablesOf } from '../store.ts'

/** A draft binds nobody yet, so it may go; its audit lines stay. */
export const dropDraft: Body = body(DropDraft, async (ctx, { versionId }) => {
  const db = tablesOf(ctx)
  const version = await findVersion(ctx, versionId)
  if (version === undefined) return refuse(VersionUnknown)
  if (version.state !== 'draft') return refuse(NotDraft, { state: version.state })
  await db.deleteFrom('plan.version').where('id', '=', versionId).execute()
  const rest = await db.selectFrom('plan.version').select('id').where('document_id', '=', version.document_id).executeTakeFirst()
  if (rest === undefined) await db.deleteFrom('plan.document').where('id', '=', version.document_id).execute()
  ctx.note({ kind: 'plan-version', id: versionId, before: { title: version.title, sm3: version.sm3 } })
  return {}
})
