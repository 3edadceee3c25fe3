import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { GetChain } from '../contract/chain-signatures.ts'
import { GraphUnknown } from '../contract/chain-refusals.ts'
import { countChain, countingFirms, leavesOf } from '../rules/find-gaps.ts'
import { isGrey } from '../rules/is-grey.ts'
import { listGraphs, listLinks, listNodes, listOnNode, standingOn } from '../store-chain.ts'
import { confirmedDays, listGapsOf } from '../store-gaps.ts'

/** The version asked for, else the one in force, else the newest draft. */
export const getChain = body(GetChain, async (ctx, { graphId }) => {
  const versions = await listGraphs(ctx.db)
  const graph = graphId
    ? versions.find(({ id }) => id === graphId)
    : (versions.find(({ state }) => state === 'in-force') ?? versions.find(({ state }) => state === 'draft'))
  if (graph === undefined)
    return graphId
      ? refuse(GraphUnknown, {}, 'graphId')
      : { graph: null, versions, nodes: [], links: [], totals: { nodes: 0, covered: 0, firms: 0, openGaps: 0 } }
  const nodes = await listNodes(ctx.db, graph.id)
  const links = await listLinks(ctx.db, graph.id)
  const onNode = await listOnNode(ctx.db, sql`true`)
  const firms = standingOn(ctx.today, onNode)
  const gaps = await listGapsOf(ctx.db, ctx.today, nodes, links, firms)
  const confirmed = await confirmedDays(ctx.db, onNode, ctx.today)
  const leaves = leavesOf(nodes)
  return {
    graph,
    versions,
    nodes: nodes.map((node) => {
      const confirmedOn = confirmed.get(node.code) ?? null
      return {
        ...node,
        leaf: leaves.has(node.code),
        firms: new Set(firms.filter(({ nodeCode }) => nodeCode === node.code).map(({ firmId }) => firmId)).size,
        operating: countingFirms(firms, node.code).length,
        gaps: gaps.filter(({ nodeCode }) => nodeCode === node.code),
        confirmedOn,
        grey: isGrey(confirmedOn, ctx.today),
      }
    }),
    links,
    totals: { ...countChain(nodes, firms), openGaps: gaps.filter(({ state }) => state === 'open' || state === 'reopened').length },
  }
})
