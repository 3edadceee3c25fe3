import { body, knownFrom } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { ConfirmNode } from '../contract/chain-signatures.ts'
import { NodeUnknown } from '../contract/chain-refusals.ts'
import { findNode } from '../store-chain.ts'
import type { IndustryRows } from '../tables/rows.ts'

export const confirmNode = body(ConfirmNode, async (ctx, { code, note }) => {
  if ((await findNode(ctx.db, code, ctx.today)) === undefined) return refuse(NodeUnknown, { code }, 'code')
  await ctx.db
    .withTables<IndustryRows>()
    .insertInto('industry.confirmation')
    .values({
      id: ctx.newId(),
      node_code: code,
      confirmed_on: ctx.today,
      note,
      known_from: await knownFrom(ctx),
      recorded_by: ctx.actor.accountId,
    })
    .execute()
  ctx.note({ kind: 'node', id: code, after: { confirmedOn: ctx.today, note } })
  return { confirmedOn: ctx.today }
})
