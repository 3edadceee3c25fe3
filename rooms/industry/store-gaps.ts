import type { Database } from '@yinqiao/kernel'
import { sql } from 'kysely'
import type { ChainLink, ChainNode, Gap } from './contract/chain.ts'
import { findGaps, type StandingFirm } from './rules/find-gaps.ts'
import { type Closing, gapState, holds } from './rules/gap-state.ts'
import { laterDay } from './rules/is-grey.ts'
import type { OnNodeRow } from './store-chain.ts'

interface ClosingRow extends Closing {
  readonly gapId: string
  readonly by: string
}

/** Closings with the row behind each as known now; one whose row was taken back closes nothing. */
async function listClosings(db: Database): Promise<ClosingRow[]> {
  const { rows } = await sql<ClosingRow>`
    select c.gap_id as "gapId", c.closed_on as "from", b.valid_to as "to", b.alive, b.by
    from industry.gap_closing c cross join lateral (
      select o.valid_to, coalesce(f.state in ('active', 'pending'), false) as alive, f.name as by
        from industry.on_node o left join orgs.pub_firm f on f.id = o.firm_id where o.id = c.on_node_id and o.known_to is null
      union all
      select s.valid_to, coalesce(f.state in ('active', 'pending'), false), s.number
        from industry.supply_contract s left join orgs.pub_firm f on f.id = s.seller_id where s.id = c.contract_id and s.known_to is null
    ) b order by c.closed_on, c.id`.execute(db)
  return rows
}

/** The recorded gaps of a graph's nodes, each with its state on a day. */
export async function listGapsOf(
  db: Database,
  day: string,
  nodes: readonly ChainNode[],
  links: readonly ChainLink[],
  firms: readonly StandingFirm[],
): Promise<Gap[]> {
  const codes = nodes.map(({ code }) => code)
  const { rows } = await sql<Omit<Gap, 'state' | 'closedOn' | 'closedBy'>>`
    select id, node_code as "nodeCode", kind, rule, opened_on as "openedOn" from industry.gap
    where node_code = any (${codes}::text[]) order by opened_on, id`.execute(db)
  const closings = Map.groupBy(await listClosings(db), ({ gapId }) => gapId)
  const found = new Set(findGaps(nodes, links, firms).map(({ nodeCode, kind }) => `${nodeCode} ${kind}`))
  return rows.map((gap) => {
    const its = closings.get(gap.id) ?? []
    const shown = its.findLast((closing) => holds(closing, day)) ?? its.at(-1)
    return {
      ...gap,
      state: gapState(day, found.has(`${gap.nodeCode} ${gap.kind}`), its),
      closedOn: shown?.from ?? null,
      closedBy: shown?.by ?? null,
    }
  })
}

/** The last day on which somebody confirmed each node: the node itself, or a firm that is still on it. */
export async function confirmedDays(db: Database, onNode: readonly OnNodeRow[], day: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ code: string; on: string }>`
    select node_code as code, max(confirmed_on)::date as "on" from industry.confirmation group by node_code`.execute(db)
  const days = new Map(rows.map(({ code, on }) => [code, on]))
  for (const { nodeCode, confirmedOn, to } of onNode)
    if (to === null || to > day) days.set(nodeCode, laterDay(days.get(nodeCode) ?? null, confirmedOn) ?? confirmedOn)
  return days
}
