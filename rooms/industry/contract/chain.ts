import { Day, id } from '@yinqiao/kernel/contract'
import { FirmId } from '@yinqiao/orgs/contract'
import { z } from 'zod'

export const GraphId = id('Graph')
export const OnNodeId = id('OnNode')
export const ContractId = id('SupplyContract')
export const GapId = id('Gap')

/** Code of a node, the same over all versions of the graph: firms stay on it when a version changes. */
export const NodeCode = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/)
/** `upstream` 上游, `midstream` 中游, `downstream` 下游. */
export const Stage = z.enum(['upstream', 'midstream', 'downstream'])
export type Stage = z.infer<typeof Stage>

/** A link of the chain. Only nodes without children are links that firms stand on; the others group them. */
export const ChainNode = z.object({
  code: NodeCode,
  title: z.string().trim().min(1).max(60),
  stage: Stage,
  parent: NodeCode.nullable(),
  /** What is wanted beyond the graph at this node, in words; null = nothing. Its gap is 延. */
  outward: z.string().trim().min(1).max(120).nullable(),
})
export type ChainNode = z.infer<typeof ChainNode>

/** Supply from one node to another; circles are allowed here (a maker may supply its supplier). */
export const ChainLink = z.object({ from: NodeCode, to: NodeCode })
export type ChainLink = z.infer<typeof ChainLink>

/** `draft`, `in-force` (one at a time), `ended` (a later one took its place). */
export const GraphState = z.enum(['draft', 'in-force', 'ended'])
export const Graph = z.object({
  id: GraphId,
  title: z.string(),
  state: GraphState,
  /** Drafted on, in force from, or ended on: the day the state began. */
  since: Day,
  source: z.string(),
  nodes: z.number().int(),
})
export type Graph = z.infer<typeof Graph>

/** `leader` 链主, `backbone` 骨干, `member` 一般. */
export const OnNodeRole = z.enum(['leader', 'backbone', 'member'])

/** A firm on a node, with the evidence for it and the day somebody last looked. */
export const OnNode = z.object({
  id: OnNodeId,
  version: z.number().int(),
  nodeCode: NodeCode,
  firmId: FirmId,
  firmName: z.string(),
  firmState: z.string(),
  role: OnNodeRole,
  evidence: z.string(),
  evidenceHash: z.string().nullable(),
  confirmedOn: Day,
  introducedBy: FirmId.nullable(),
  introducerName: z.string().nullable(),
  from: Day,
  lastDay: Day.nullable(),
})
export type OnNode = z.infer<typeof OnNode>

/** 延 `extend`: the chain should go on outward; 补 `fill`: nobody is there; 强 `strengthen`: somebody is, but nobody leads or there is only one. */
export const GapKind = z.enum(['extend', 'fill', 'strengthen'])
export type GapKind = z.infer<typeof GapKind>

/** All states are made from rows and the day, none is stored: `open` 待补, `eased` the rule is silent but no contract closes it, `closed` 已关闭, `reopened` what closed it is gone. */
export const GapState = z.enum(['open', 'eased', 'closed', 'reopened'])
export type GapState = z.infer<typeof GapState>

export const Gap = z.object({
  id: GapId,
  nodeCode: NodeCode,
  kind: GapKind,
  rule: z.string(),
  openedOn: Day,
  state: GapState,
  closedOn: Day.nullable(),
  /** Words of what closes it or closed it last: a firm settled or a contract number. */
  closedBy: z.string().nullable(),
})
export type Gap = z.infer<typeof Gap>

export const SupplyContract = z.object({
  id: ContractId,
  number: z.string(),
  nodeCode: NodeCode.nullable(),
  buyerId: FirmId,
  buyerName: z.string(),
  sellerId: FirmId,
  sellerName: z.string(),
  signedOn: Day,
  lastDay: Day.nullable(),
  /** Whole fen; null = not known, never 0. */
  amountFen: z.number().int().nullable(),
  evidenceHash: z.string().nullable(),
  /** Whether the seller lies in the district; null = its place is not known. */
  sellerLocal: z.boolean().nullable(),
})
export type SupplyContract = z.infer<typeof SupplyContract>

/** A chain as a file: what another district replaces. */
export const GraphFile = z.object({
  title: z.string().min(1).max(120),
  source: z.array(z.string().min(1)).min(1),
  confidence: z.string().min(1),
  asOf: Day,
  nodes: z.array(ChainNode).min(1).max(2000),
  links: z.array(ChainLink).max(10_000),
})
export type GraphFile = z.infer<typeof GraphFile>
