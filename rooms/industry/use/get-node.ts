import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { GetNode } from '../contract/chain-signatures.ts'
import { NodeUnknown } from '../contract/chain-refusals.ts'
import { lastDayOf } from '../rules/days.ts'
import { leavesOf } from '../rules/find-gaps.ts'
import { isGrey } from '../rules/is-grey.ts'
import { findNode, listContractRows, listLinks, listNodes, listOnNode, standingOn } from '../store-chain.ts'
import { confirmedDays, listGapsOf } from '../store-gaps.ts'
import { showContract, showOnNode } from '../store-shows.ts'

interface Line {
  readonly on: string
  readonly what: 'joined' | 'left' | 'confirmed' | 'gap-opened' | 'gap-closed'
  readonly text: string
}

export const getNode = body(GetNode, async (ctx, { code }) => {
  const node = await findNode(ctx.db, code, ctx.today)
  if (node === undefined) return refuse(NodeUnknown, { code }, 'code')
  const { graphId, graphState, ...facts } = node
  const nodes = await listNodes(ctx.db, graphId)
  const links = await listLinks(ctx.db, graphId)
  const all = await listOnNode(ctx.db, sql`true`)
  const here = all.filter(({ nodeCode }) => nodeCode === code)
  const gaps = (await listGapsOf(ctx.db, ctx.today, nodes, links, standingOn(ctx.today, all))).filter(({ nodeCode }) => nodeCode === code)
  const confirmedOn = (await confirmedDays(ctx.db, here, ctx.today)).get(code) ?? null
  const { rows: confirmations } = await sql<{ on: string; text: string }>`select confirmed_on as "on", coalesce(note, '') as text
    from industry.confirmation where node_code = ${code} order by confirmed_on`.execute(ctx.db)
  const history: Line[] = [
    ...here.map(({ from, firmName }) => ({ on: from, what: 'joined' as const, text: firmName })),
    ...here.flatMap(({ to, firmName }) => (to !== null && to <= ctx.today ? [{ on: to, what: 'left' as const, text: firmName }] : [])),
    ...confirmations.map((each) => ({ ...each, what: 'confirmed' as const })),
    ...gaps.map(({ openedOn, rule }) => ({ on: openedOn, what: 'gap-opened' as const, text: rule })),
    ...gaps.flatMap(({ closedOn, closedBy }) =>
      closedOn === null ? [] : [{ on: closedOn, what: 'gap-closed' as const, text: closedBy ?? '' }],
    ),
  ]
  return {
    ...facts,
    leaf: leavesOf(nodes).has(code),
    graphState,
    grey: isGrey(confirmedOn, ctx.today),
    confirmedOn,
    firms: here.map(({ to, ...row }) => showOnNode({ ...row, to }, lastDayOf(to))),
    gaps,
    contracts: (await listContractRows(ctx.db, sql`s.node_code = ${code}`)).map(showContract),
    history: history.toSorted((a, b) => b.on.localeCompare(a.on)),
    suppliers: links.filter(({ to }) => to === code).map(({ from }) => from),
    customers: links.filter(({ from }) => from === code).map(({ to }) => to),
  }
})
