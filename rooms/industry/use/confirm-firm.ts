import { body, knownFrom } from '@yinqiao/kernel'
import { ChangedMeanwhile, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { ConfirmFirm } from '../contract/chain-signatures.ts'
import { DayBeforeStart, DayInFuture, OnNodeUnknown } from '../contract/chain-refusals.ts'
import { endOf } from '../rules/days.ts'
import { mayWrite } from '../rules/may-write.ts'
import { lockThing } from '../store.ts'
import { listOnNode, recordGaps, saveOnNode } from '../store-chain.ts'
import { showOnNode } from '../store-shows.ts'

/** Somebody looked today: the firm still does this, or its last day on the node is known. */
export const confirmFirm = body(ConfirmFirm, async (ctx, { id, version, role, lastDay }) => {
  await lockThing(ctx, `on-node:${id}`)
  const [before] = await listOnNode(ctx.db, sql`o.id = ${id}`)
  if (before === undefined) return refuse(OnNodeUnknown, {}, 'id')
  if (before.version !== version) return refuse(ChangedMeanwhile, { what: before.firmName, seen: version, current: before.version })
  const outside = mayWrite(ctx.actor, before.firmName, before.divisionCode, null)
  if (outside !== undefined) return outside
  if (lastDay !== null && lastDay < before.from) return refuse(DayBeforeStart, { day: lastDay, from: before.from }, 'lastDay')
  if (lastDay !== null && lastDay > ctx.today) return refuse(DayInFuture, { day: lastDay }, 'lastDay')
  const row = { ...before, version: version + 1, role, confirmedOn: ctx.today, to: endOf(lastDay) }
  await saveOnNode(ctx, [row], await knownFrom(ctx))
  await recordGaps(ctx)
  ctx.note({ kind: 'on-node', id, before, after: row })
  return showOnNode(row, lastDay)
})
