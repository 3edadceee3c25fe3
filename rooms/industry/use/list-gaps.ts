import { body } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { ListGaps } from '../contract/chain-signatures.ts'
import { findGraphInForce, listLinks, listNodes, listOnNode, standingOn } from '../store-chain.ts'
import { listGapsOf } from '../store-gaps.ts'

/** All recorded gaps of the version in force, with their states today. */
export const listGaps = body(ListGaps, async (ctx, { kind }) => {
  const graph = await findGraphInForce(ctx.db, ctx.today)
  if (graph === undefined) return { gaps: [] }
  const nodes = await listNodes(ctx.db, graph.id)
  const titles = new Map(nodes.map(({ code, title }) => [code, title]))
  const firms = standingOn(ctx.today, await listOnNode(ctx.db, sql`true`))
  const gaps = await listGapsOf(ctx.db, ctx.today, nodes, await listLinks(ctx.db, graph.id), firms)
  return {
    gaps: gaps.filter((gap) => !kind || gap.kind === kind).map((gap) => ({ ...gap, nodeTitle: titles.get(gap.nodeCode) ?? gap.nodeCode })),
  }
})
