import { type Context, type Database, knownFrom } from '@yinqiao/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { ChainLink, ChainNode, Graph, OnNode, SupplyContract } from './contract/chain.ts'
import { findGaps, type StandingFirm } from './rules/find-gaps.ts'
import { asRecords, closeKnown } from './store.ts'

/** A slice of a graph version. */
export interface GraphSlice {
  readonly id: string
  readonly title: string
  readonly state: Graph['state']
  readonly source: string
  readonly from: string
  readonly to: string | null
}

/** Slices of a version as known now, oldest first. */
export async function listGraphSlices(db: Database, where: RawBuilder<unknown>): Promise<GraphSlice[]> {
  const { rows } = await sql<GraphSlice>`select id, title, state, source, valid_from as "from", valid_to as "to"
    from industry.graph where known_to is null and ${where} order by valid_from`.execute(db)
  return rows
}

/** Versions as they stand (their last slice), newest first. */
export async function listGraphs(db: Database): Promise<Graph[]> {
  const { rows } = await sql<Graph>`select * from (
      select distinct on (g.id) g.id, g.title, g.state, g.valid_from as since, g.source,
        (select count(*)::int from industry.node n where n.graph_id = g.id and n.known_to is null) as nodes
      from industry.graph g where g.known_to is null order by g.id, g.valid_from desc) v
    order by since desc, id desc`.execute(db)
  return rows
}

export async function getGraph(db: Database, id: string): Promise<Graph> {
  const graph = (await listGraphs(db)).find((each) => each.id === id)
  if (graph === undefined) throw new Error(`graph ${id} is gone`)
  return graph
}

/** Writes the slices of a version anew. */
export async function saveGraphSlices(ctx: Context, slices: readonly GraphSlice[], at: string): Promise<void> {
  await closeKnown(ctx, 'industry.graph', [...new Set(slices.map(({ id }) => id))], at)
  const rows = slices.map((slice) => ({ ...slice, rowId: ctx.newId() }))
  await sql`insert into industry.graph (row_id, id, title, state, source, valid_from, valid_to, known_from, recorded_by)
    select "rowId", id, title, state, source, "from", "to", ${at}::timestamptz, ${ctx.actor.accountId}::uuid
    from ${asRecords(rows, '"rowId" uuid, id uuid, title text, state text, source text, "from" date, "to" date')}`.execute(ctx.db)
}

export async function listNodes(db: Database, graphId: string): Promise<ChainNode[]> {
  const { rows } = await sql<ChainNode>`select code, title, stage, parent, outward from industry.node
    where graph_id = ${graphId} and known_to is null
    order by array_position(array['upstream', 'midstream', 'downstream'], stage), code`.execute(db)
  return rows
}

export async function listLinks(db: Database, graphId: string): Promise<ChainLink[]> {
  const { rows } = await sql<ChainLink>`select from_code as "from", to_code as "to" from industry.link
    where graph_id = ${graphId} order by known_from, from_code, to_code`.execute(db)
  return rows
}

/** Adds nodes and links to a version. */
export async function insertNodes(
  ctx: Context,
  graphId: string,
  nodes: readonly ChainNode[],
  links: readonly ChainLink[],
  at: string,
): Promise<void> {
  const given = nodes.map((node) => ({ ...node, rowId: ctx.newId() }))
  await sql`insert into industry.node (row_id, graph_id, code, title, stage, parent, outward, known_from, recorded_by)
    select "rowId", ${graphId}::uuid, code, title, stage, parent, outward, ${at}::timestamptz, ${ctx.actor.accountId}::uuid
    from ${asRecords(given, '"rowId" uuid, code text, title text, stage text, parent text, outward text')}`.execute(ctx.db)
  await sql`insert into industry.link (graph_id, from_code, to_code, known_from, recorded_by)
    select ${graphId}::uuid, "from", "to", ${at}::timestamptz, ${ctx.actor.accountId}::uuid
    from ${asRecords(links, '"from" text, "to" text')}`.execute(ctx.db)
}

/** The version in force on a day. */
export async function findGraphInForce(db: Database, day: string): Promise<GraphSlice | undefined> {
  return (await listGraphSlices(db, sql`state = 'in-force' and valid_from <= ${day} and (valid_to is null or valid_to > ${day})`))[0]
}

/** The node of the version in force, else of the newest draft: what a firm may be placed on. */
export async function findNode(
  db: Database,
  code: string,
  day: string,
): Promise<(ChainNode & { graphId: string; graphState: string }) | undefined> {
  const graphs = await listGraphs(db)
  const inForce = await findGraphInForce(db, day)
  const order: readonly string[] = [
    ...(inForce === undefined ? [] : [inForce.id]),
    ...graphs.filter(({ state }) => state === 'draft').map(({ id }) => id),
  ]
  for (const graphId of order) {
    const node = (await listNodes(db, graphId)).find((each) => each.code === code)
    if (node !== undefined) return { ...node, graphId, graphState: inForce?.id === graphId ? 'in-force' : 'draft' }
  }
  return undefined
}

/** A firm on a node as its table holds it. */
export type OnNodeRow = Omit<OnNode, 'lastDay' | 'id' | 'firmId' | 'introducedBy'> & {
  readonly id: string
  readonly firmId: string
  readonly introducedBy: string | null
  readonly to: string | null
  readonly divisionCode: string | null
  readonly synthetic: boolean
  readonly inDistrict: boolean | null
}

/** Firms on nodes as known now. */
export async function listOnNode(db: Database, where: RawBuilder<unknown>): Promise<OnNodeRow[]> {
  const { rows } =
    await sql<OnNodeRow>`select o.id, o.version, o.node_code as "nodeCode", o.firm_id as "firmId", coalesce(f.name, '') as "firmName",
      coalesce(f.state, 'unknown') as "firmState", o.role, o.evidence, o.evidence_hash as "evidenceHash", o.confirmed_on as "confirmedOn",
      o.introduced_by as "introducedBy", i.name as "introducerName", o.valid_from as "from", o.valid_to as "to", o.division_code as "divisionCode", o.synthetic,
      starts_with(o.division_code, (select code from places.pub_district limit 1)) as "inDistrict"
    from industry.on_node o left join orgs.pub_firm f on f.id = o.firm_id left join orgs.pub_firm i on i.id = o.introduced_by
    where o.known_to is null and ${where} order by o.valid_from, o.id`.execute(db)
  return rows
}

/** Writes rows of firms on nodes anew. */
export async function saveOnNode(ctx: Context, rows: readonly OnNodeRow[], at: string): Promise<void> {
  await closeKnown(
    ctx,
    'industry.on_node',
    rows.map(({ id }) => id),
    at,
  )
  const given = rows.map((row) => ({ ...row, rowId: ctx.newId() }))
  await sql`insert into industry.on_node (row_id, id, version, node_code, firm_id, role, evidence, evidence_hash, confirmed_on, introduced_by, division_code, synthetic,
      valid_from, valid_to, known_from, recorded_by)
    select "rowId", id, version, "nodeCode", "firmId", role, evidence, "evidenceHash", "confirmedOn", "introducedBy", "divisionCode", synthetic,
      "from", "to", ${at}::timestamptz, ${ctx.actor.accountId}::uuid
    from ${asRecords(given, '"rowId" uuid, id uuid, version int, "nodeCode" text, "firmId" uuid, role text, evidence text, "evidenceHash" text, "confirmedOn" date, "introducedBy" uuid, "divisionCode" text, synthetic boolean, "from" date, "to" date')}`.execute(
    ctx.db,
  )
}

/** Firms as the rules see them on a day. */
export function standingOn(day: string, rows: readonly OnNodeRow[]): StandingFirm[] {
  return rows
    .filter(({ from, to }) => from <= day && (to === null || to > day))
    .map(({ nodeCode, firmId, role, firmState, inDistrict }) => ({ nodeCode, firmId, role, operating: firmState === 'active', inDistrict }))
}

/** Contracts as known now; `to` exclusive. */
export type ContractRow = Omit<SupplyContract, 'lastDay'> & { readonly to: string | null; readonly sellerState: string }

export const contractColumns = sql`s.id, s.number, s.node_code as "nodeCode", s.buyer_id as "buyerId", coalesce(b.name, '') as "buyerName", s.seller_id as "sellerId",
  coalesce(f.name, '') as "sellerName", coalesce(f.state, 'unknown') as "sellerState", s.valid_from as "signedOn", s.valid_to as "to", s.amount_fen as "amountFen",
  s.evidence_hash as "evidenceHash", s.seller_local as "sellerLocal"`
export const contractTables = sql`industry.supply_contract s left join orgs.pub_firm b on b.id = s.buyer_id left join orgs.pub_firm f on f.id = s.seller_id`

export async function listContractRows(db: Database, where: RawBuilder<unknown>): Promise<ContractRow[]> {
  const { rows } =
    await sql<ContractRow>`select ${contractColumns} from ${contractTables} where s.known_to is null and ${where} order by s.valid_from, s.id`.execute(
      db,
    )
  return rows
}

/** Records the gaps the rules find in the version in force and nobody recorded yet; gives how many are new. */
export async function recordGaps(ctx: Context): Promise<number> {
  const graph = await findGraphInForce(ctx.db, ctx.today)
  if (graph === undefined) return 0
  const firms = standingOn(ctx.today, await listOnNode(ctx.db, sql`true`))
  const found = findGaps(await listNodes(ctx.db, graph.id), await listLinks(ctx.db, graph.id), firms)
  const rows = found.map((gap) => ({ ...gap, id: ctx.newId() }))
  const { rows: made } = await sql`insert into industry.gap (id, node_code, kind, rule, opened_on, known_from)
    select id, "nodeCode", kind, rule, ${ctx.today}::date, ${await knownFrom(ctx)}::timestamptz
    from ${asRecords(rows, 'id uuid, "nodeCode" text, kind text, rule text')} on conflict (node_code, kind) do nothing returning id`.execute(
    ctx.db,
  )
  return made.length
}
