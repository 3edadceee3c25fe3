import { body, knownFrom } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { LoadGraph } from '../contract/chain-signatures.ts'
import { checkGraphFile } from '../rules/check-graph.ts'
import { lockThing } from '../store.ts'
import { insertNodes, listGraphSlices, saveGraphSlices } from '../store-chain.ts'

/** Loads a district's first chain as a draft; where a version of that title is known nothing happens, whatever people made of it. */
export const loadGraph = body(LoadGraph, async (ctx, { file }) => {
  const wrong = checkGraphFile(file)
  if (wrong !== undefined) return wrong
  await lockThing(ctx, 'graph-file')
  if ((await listGraphSlices(ctx.db, sql`title = ${file.title}`)).length > 0) return { created: false, nodes: 0 }
  const id = ctx.newId()
  const at = await knownFrom(ctx)
  await saveGraphSlices(ctx, [{ id, title: file.title, source: file.source.join('；'), state: 'draft', from: file.asOf, to: null }], at)
  await insertNodes(ctx, id, file.nodes, file.links, at)
  ctx.note({ kind: 'graph', id, after: { title: file.title, asOf: file.asOf, nodes: file.nodes.length } })
  return { created: true, nodes: file.nodes.length }
})
