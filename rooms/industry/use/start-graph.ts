import { body, knownFrom } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { StartGraph } from '../contract/chain-signatures.ts'
import { GraphUnknown } from '../contract/chain-refusals.ts'
import { getGraph, insertNodes, listGraphs, listLinks, listNodes, saveGraphSlices } from '../store-chain.ts'

/** A new draft, empty or as another version stands. */
export const startGraph = body(StartGraph, async (ctx, { title, source, copyOf }) => {
  const original = copyOf === null ? null : (await listGraphs(ctx.db)).find(({ id }) => id === copyOf)
  if (original === undefined) return refuse(GraphUnknown, {}, 'copyOf')
  const id = ctx.newId()
  const at = await knownFrom(ctx)
  await saveGraphSlices(ctx, [{ id, title, source, state: 'draft', from: ctx.today, to: null }], at)
  if (original !== null) await insertNodes(ctx, id, await listNodes(ctx.db, original.id), await listLinks(ctx.db, original.id), at)
  ctx.note({ kind: 'graph', id, after: { title, source, copyOf } })
  return await getGraph(ctx.db, id)
})
