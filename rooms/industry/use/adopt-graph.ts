import { body, knownFrom } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { AdoptGraph } from '../contract/chain-signatures.ts'
import { DayInFuture, GraphDayWrong, GraphEmpty, GraphNotDraft, GraphUnknown } from '../contract/chain-refusals.ts'
import { dayAfter } from '../rules/days.ts'
import { lockThing } from '../store.ts'
import { getGraph, listGraphSlices, listGraphs, recordGaps, saveGraphSlices } from '../store-chain.ts'

/** Puts a draft in force from a day and ends the version before; gaps are found at once. */
export const adoptGraph = body(AdoptGraph, async (ctx, { graphId, on }) => {
  await lockThing(ctx, 'graph-in-force')
  await lockThing(ctx, `graph:${graphId}`)
  const graphs = await listGraphs(ctx.db)
  const graph = graphs.find(({ id }) => id === graphId)
  if (graph === undefined) return refuse(GraphUnknown, {}, 'graphId')
  if (graph.state !== 'draft') return refuse(GraphNotDraft, { title: graph.title }, 'graphId')
  if (graph.nodes === 0) return refuse(GraphEmpty, { title: graph.title }, 'graphId')
  if (on > ctx.today) return refuse(DayInFuture, { day: on }, 'on')
  const standing = graphs.find(({ state }) => state === 'in-force')
  if (standing !== undefined && on <= standing.since)
    return refuse(GraphDayWrong, { on, title: standing.title, since: standing.since }, 'on')
  const at = await knownFrom(ctx)
  if (standing !== undefined) {
    const slices = await listGraphSlices(ctx.db, sql`id = ${standing.id}`)
    const last = slices.at(-1)
    if (last !== undefined)
      await saveGraphSlices(ctx, [...slices.slice(0, -1), { ...last, to: on }, { ...last, state: 'ended', from: on, to: null }], at)
  }
  const [draft] = await listGraphSlices(ctx.db, sql`id = ${graphId}`)
  if (draft === undefined) throw new Error('a graph without a slice')
  // a version may be in force from before it was drafted here: then the draft was never true
  const drafted = on >= dayAfter(draft.from) ? [{ ...draft, to: on }] : []
  await saveGraphSlices(ctx, [...drafted, { ...draft, state: 'in-force', from: on, to: null }], at)
  const gapsFound = await recordGaps(ctx)
  ctx.note({ kind: 'graph', id: graphId, before: { state: 'draft' }, after: { state: 'in-force', on, gapsFound } })
  return { graph: await getGraph(ctx.db, graphId), gapsFound }
})
