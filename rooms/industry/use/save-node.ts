import { body, knownFrom } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { SaveNode } from '../contract/chain-signatures.ts'
import { GraphNotDraft, GraphUnknown, NodeTaken, NodeUnknown } from '../contract/chain-refusals.ts'
import { refuseParentCycle } from '../rules/check-graph.ts'
import { lockThing } from '../store.ts'
import { insertNodes, listGraphs, listNodes } from '../store-chain.ts'

/** Adds a node to a draft, or says one anew; the parents of nodes stay a tree. */
export const saveNode = body(SaveNode, async (ctx, { graphId, isNew, ...node }) => {
  await lockThing(ctx, `graph:${graphId}`)
  const graph = (await listGraphs(ctx.db)).find(({ id }) => id === graphId)
  if (graph === undefined) return refuse(GraphUnknown, {}, 'graphId')
  if (graph.state !== 'draft') return refuse(GraphNotDraft, { title: graph.title }, 'graphId')
  const nodes = await listNodes(ctx.db, graphId)
  const before = nodes.find(({ code }) => code === node.code)
  if (isNew && before !== undefined) return refuse(NodeTaken, { code: node.code }, 'code')
  if (!isNew && before === undefined) return refuse(NodeUnknown, { code: node.code }, 'code')
  if (node.parent !== null && node.parent !== node.code && !nodes.some(({ code }) => code === node.parent))
    return refuse(NodeUnknown, { code: node.parent }, 'parent')
  const circle = refuseParentCycle([...nodes.filter(({ code }) => code !== node.code), node], 'parent')
  if (circle !== undefined) return circle
  const at = await knownFrom(ctx)
  await sql`update industry.node set known_to = ${at}::timestamptz where graph_id = ${graphId} and code = ${node.code} and known_to is null`.execute(
    ctx.db,
  )
  await insertNodes(ctx, graphId, [node], [], at)
  ctx.note({ kind: 'node', id: `${graphId}:${node.code}`, before, after: node })
  return node
})
