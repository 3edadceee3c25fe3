import { body, knownFrom } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { ConfirmNode } from '../contract/chain-signatures.ts'
import { NodeUnknown } from '../contract/chain-refusals.ts'
import { findNode } from '../store-chain.ts'

export const confirmNode = body(ConfirmNode, async (ctx, { code, note }) => {
  if ((await findNode(ctx.db, code, ctx.today)) === undefined) return refuse(NodeUnknown, { code }, 'code')
  await sql`insert into industry.confirmation (id, node_code, confirmed_on, note, known_from, recorded_by)
    values (${ctx.newId()}, ${code}, ${ctx.today}, ${note}, ${await knownFrom(ctx)}, ${ctx.actor.accountId})`.execute(ctx.db)
  ctx.note({ kind: 'node', id: code, after: { confirmedOn: ctx.today, note } })
  return { confirmedOn: ctx.today }
})
