import { body, knownFrom } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { CloseGap } from '../contract/chain-signatures.ts'
import { ContractUnknown, DayInFuture, GapClosed, GapUnknown, OnNodeUnknown } from '../contract/chain-refusals.ts'
import { checkClosing, type ClosingRecord } from '../rules/check-closing.ts'
import { findGaps } from '../rules/find-gaps.ts'
import { lockThing } from '../store.ts'
import { findGraphInForce, listContractRows, listLinks, listNodes, listOnNode, standingOn } from '../store-chain.ts'
import { listGapsOf } from '../store-gaps.ts'

export const closeGap = body(CloseGap, async (ctx, { id, by, on }) => {
  await lockThing(ctx, `gap:${id}`)
  if (on > ctx.today) return refuse(DayInFuture, { day: on }, 'on')
  const graph = await findGraphInForce(ctx.db, ctx.today)
  const [nodes, links] = graph === undefined ? [[], []] : [await listNodes(ctx.db, graph.id), await listLinks(ctx.db, graph.id)]
  const onNode = await listOnNode(ctx.db, sql`true`)
  const firms = standingOn(ctx.today, onNode)
  const gapNow = async () => (await listGapsOf(ctx.db, ctx.today, nodes, links, firms)).find((each) => each.id === id)
  const gap = await gapNow()
  if (gap === undefined) return refuse(GapUnknown, {}, 'id')
  if (gap.state === 'closed') return refuse(GapClosed, {}, 'id')
  let record: ClosingRecord | undefined
  if (by.kind === 'settlement') {
    const row = onNode.find((each) => each.id === by.onNodeId)
    if (row !== undefined)
      record = { kind: by.kind, nodeCode: row.nodeCode, operating: row.firmState === 'active', from: row.from, to: row.to }
  } else {
    const [row] = await listContractRows(ctx.db, sql`s.id = ${by.contractId}`)
    if (row !== undefined)
      record = { kind: by.kind, nodeCode: row.nodeCode, operating: row.sellerState === 'active', from: row.signedOn, to: row.to }
  }
  if (record === undefined) return by.kind === 'settlement' ? refuse(OnNodeUnknown, {}, 'by') : refuse(ContractUnknown, {}, 'by')
  const linked = new Set(links.flatMap(({ from, to }) => (from === gap.nodeCode ? [to] : to === gap.nodeCode ? [from] : [])))
  const found = findGaps(nodes, links, firms).some((each) => each.nodeCode === gap.nodeCode && each.kind === gap.kind)
  const unfit = checkClosing(gap, record, on, found, linked)
  if (unfit !== undefined) return unfit
  await sql`insert into industry.gap_closing (id, gap_id, on_node_id, contract_id, closed_on, known_from, recorded_by)
    values (${ctx.newId()}, ${id}, ${by.kind === 'settlement' ? by.onNodeId : null}, ${by.kind === 'supply' ? by.contractId : null}, ${on},
      ${await knownFrom(ctx)}, ${ctx.actor.accountId})`.execute(ctx.db)
  const after = await gapNow()
  if (after === undefined) throw new Error('the gap just closed is gone')
  ctx.note({ kind: 'gap', id, before: gap, after: { ...after, by } })
  return after
})
