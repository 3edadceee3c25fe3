import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { NotDraft, VersionUnknown } from '../contract/refusals.ts'
import { ConfirmMapping } from '../contract/versions.ts'
import type { KeptMapping } from '../rules/keep-ids.ts'
import { tablesOf } from '../store.ts'

export const confirmMapping: Body = body(ConfirmMapping, async (ctx, { versionId, indexes }) => {
  const db = tablesOf(ctx)
  const version = await db
    .selectFrom('plan.version')
    .select(['state', 'mapping'])
    .where('id', '=', versionId)
    .forUpdate()
    .executeTakeFirst()
  if (version === undefined) return refuse(VersionUnknown)
  if (version.state !== 'draft') return refuse(NotDraft, { state: version.state })
  const seen = new Set(indexes)
  const mapping = (version.mapping as readonly KeptMapping[]).map((entry, index) =>
    seen.has(index) ? { ...entry, confirmed: true } : entry,
  )
  await db
    .updateTable('plan.version')
    .set({ mapping: JSON.stringify(mapping) })
    .where('id', '=', versionId)
    .execute()
  ctx.note({ kind: 'plan-version', id: versionId, after: { confirmed: indexes } })
  return { open: mapping.filter(({ confirmed }) => !confirmed).length }
})
