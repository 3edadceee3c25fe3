import { knownFrom, listen } from '@yinqiao/kernel'
import { FirmStateChanged } from '@yinqiao/orgs/contract'
import { sql } from 'kysely'
import { listOnNode, recordGaps, saveOnNode } from './store-chain.ts'

/**
 * A firm that is closed leaves its nodes on that day; whatever gap it closed is open again. Any other change of state
 * only has the rules look again: the state itself is read from the register.
 */
export const leaveNodes = listen('industry.leave-nodes', FirmStateChanged, async (ctx, { data }) => {
  if (data.to === 'closed') {
    const rows = await listOnNode(ctx.db, sql`o.firm_id = ${data.firmId} and o.valid_to is null`)
    // one that came today was never there: its row ends on the day after it began
    const left = rows.map((row) => ({
      ...row,
      version: row.version + 1,
      to: row.from < ctx.today ? ctx.today : Temporal.PlainDate.from(row.from).add({ days: 1 }).toString(),
    }))
    if (left.length > 0) await saveOnNode(ctx, left, await knownFrom(ctx))
  }
  await recordGaps(ctx)
})
