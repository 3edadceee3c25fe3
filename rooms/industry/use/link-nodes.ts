import { body, knownFrom } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { LinkNodes } from '../contract/chain-signatures.ts'
import { GraphNotDraft, GraphUnknown, LinkTaken, NodeUnknown } from '../contract/chain-refusals.ts'
import { lockThing } from '../store.ts'
import { insertNodes, listGraphs, listLinks, listNodes } from '../store-chain.ts'

/** Supply from one node to another; circles of supply are as real life has them. */
export const linkNodes = body(LinkNodes, async (ctx, { graphId, from, to }) => {
  await lockThing(ctx, `graph:${graphId}`)
  const graph = (await listGraphs(ctx.db)).find(({ id }) => id === graphId)
  if (graph === undefined) return refuse(GraphUnknown, {}, 'graphId')
  if (graph.state !== 'draft') return refuse(GraphNotDraft, { title: graph.title }, 'graphId')
  const codes = new Set((await listNodes(ctx.db, graphId)).map(({ code }) => code))
  for (const [field, code] of [
    ['from', from],
    ['to', to],
  ] as const)
    if (!codes.has(code)) return refuse(NodeUnknown, { code }, field)
  if ((await listLinks(ctx.db, graphId)).some((link) => link.from === from && link.to === to)) return refuse(LinkTaken, {}, 'to')
  await insertNodes(ctx, graphId, [], [{ from, to }], await knownFrom(ctx))
  ctx.note({ kind: 'graph', id: graphId, after: { from, to } })
  return { from, to }
})
