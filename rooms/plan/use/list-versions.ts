import { type Body, body } from '@yinqiao/kernel'
import { ListVersions } from '../contract/versions.ts'
import { tablesOf, versionRow } from '../store.ts'

export const listVersions: Body = body(ListVersions, async (ctx) => {
  const rows = await tablesOf(ctx).selectFrom('plan.version').selectAll().orderBy('imported_at', 'desc').execute()
  return { rows: rows.map(versionRow) }
})
