import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { Origin } from '../contract/elder.ts'
import { ReadElderClear } from '../contract/permissions.ts'
import { ElderUnknown } from '../contract/refusals.ts'
import { ListElderVersions } from '../contract/signatures.ts'
import { changedFields, elderFields, sensitiveFields, shownValue } from '../rules/compare-elders.ts'
import { openElder } from '../store-sealing.ts'
import { findStored } from '../store.ts'
import type { PeopleRows } from '../tables/rows.ts'

export const listElderVersions = body(ListElderVersions, async (ctx, { id }) => {
  if ((await findStored(ctx, id)) === undefined) return refuse(ElderUnknown, {}, 'id')
  const clear = ReadElderClear.roles.includes(ctx.actor.role)
  ctx.note({ kind: 'elder', id, after: { history: true, clear } })
  const rows = await ctx.db
    .withTables<PeopleRows>()
    .selectFrom('people.elder_version')
    .selectAll()
    .where('elder_id', '=', id)
    .orderBy('version')
    .execute()
  const opened = rows.map((row) => ({ row, facts: openElder(ctx.cipher, row) }))
  const versions = opened.map(({ row, facts }, index) => {
    const earlier = opened[index - 1]?.facts
    const show = (of: typeof facts | undefined, field: (typeof elderFields)[number]) => {
      const value = of === undefined ? null : shownValue(of, field)
      return value !== null && value !== '' && sensitiveFields.has(field) && !clear ? '＊＊＊' : value
    }
    const fields = earlier === undefined ? elderFields.filter((field) => shownValue(facts, field)) : changedFields(earlier, facts)
    return {
      version: row.version,
      recordedAt: row.recorded_at,
      recordedBy: row.recorded_by_name,
      origin: Origin.parse(row.origin),
      changes: fields.map((field) => ({ field, before: show(earlier, field), after: show(facts, field) })),
    }
  })
  return { versions: versions.toReversed() }
})
