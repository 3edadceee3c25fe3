import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { LimitChanged, PersonUnknown } from '../contract/device-refusals.ts'
import { EndLimit } from '../contract/limit.ts'
import { endLimitRow, findElder } from '../store-limit.ts'

export const endLimit = body(EndLimit, async (ctx, { elderId, id, why }) => {
  const elder = await findElder(ctx, elderId)
  if (elder === undefined) return refuse(PersonUnknown, {}, 'elderId')
  const { rows } =
    await sql`select 1 from watch.personal_limit where id = ${id} and elder_id = ${elderId} and known_to is null for update`.execute(ctx.db)
  if (rows.length === 0) return refuse(LimitChanged, {}, 'id')
  await endLimitRow(ctx, id, why)
  ctx.note({ kind: 'elder', id: elderId, before: { limit: id }, after: { limit: null, why } })
  return { until: ctx.now.toString() }
})
