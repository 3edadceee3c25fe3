import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { PersonUnknown } from '../contract/device-refusals.ts'
import { AskErasure, ErasureOpen } from '../contract/erasure.ts'
import { refuseInTheWay } from '../store-erasure.ts'
import { findElder } from '../store-limit.ts'

export const askErasure = body(AskErasure, async (ctx, { elderId, why }) => {
  const elder = await findElder(ctx, elderId)
  if (elder === undefined) return refuse(PersonUnknown, {}, 'elderId')
  const inTheWay = await refuseInTheWay(ctx, elderId)
  if (inTheWay !== undefined) return inTheWay
  const id = ctx.newId()
  const asked = await sql`insert into watch.erasure (id, elder_id, division_code, state, why, asked_at, asked_by, asked_by_name)
    values (${id}, ${elderId}, ${elder.division_code}, 'asked', ${why}, ${ctx.now.toString()}, ${ctx.actor.accountId}, ${ctx.actor.name})
    on conflict (elder_id) where state in ('asked', 'agreed', 'erasing') do nothing returning id`.execute(ctx.db)
  if (asked.rows.length === 0) return refuse(ErasureOpen, {}, 'elderId')
  ctx.note({ kind: 'elder', id: elderId, after: { erasure: id, why } })
  return { id }
})
