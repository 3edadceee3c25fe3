import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { QuarantineUnknown } from '../contract/device-refusals.ts'
import { SettleQuarantine } from '../contract/quarantine.ts'

export const settleQuarantine = body(SettleQuarantine, async (ctx, { id, why }) => {
  const settledAt = ctx.now.toString()
  const { rows } = await sql<{ source: string; reason: string; times: number }>`update watch.quarantine
    set settled_at = ${settledAt}, settled_by_name = ${ctx.actor.name}, settled_how = ${why}
    where id = ${id} and settled_at is null returning source, reason, times`.execute(ctx.db)
  const [settled] = rows
  if (settled === undefined) return refuse(QuarantineUnknown, {}, 'id')
  ctx.note({ kind: 'quarantine', id, before: settled, after: { why } })
  return { settledAt }
})
