import { ChangedMeanwhile, command, Day, InvalidInput, PageInput, pageOf, query } from '@yinqiao/kernel/contract'
import { FirmId } from '@yinqiao/orgs/contract'
import { z } from 'zod'
import {
  ChainLink,
  ChainNode,
  ContractId,
  Gap,
  GapId,
  GapKind,
  Graph,
  GraphFile,
  GraphId,
  NodeCode,
  OnNode,
  OnNodeId,
  OnNodeRole,
  SupplyContract,
} from './chain.ts'
import {
  ClosingUnfit,
  ContractTaken,
  ContractUnknown,
  DayBeforeStart,
  DayInFuture,
  FirmNotKnown,
  FirmOnNodeTaken,
  GapClosed,
  GapUnknown,
  GraphDayWrong,
  GraphEmpty,
  GraphFileWrong,
  GraphNotDraft,
  GraphUnknown,
  LinkTaken,
  NodeTaken,
  NodeUnknown,
  OnNodeUnknown,
  ParentCycle,
  SameParty,
} from './chain-refusals.ts'
import { EditChain, LoadIndustryFiles, PlaceFirms, SeeChain } from './permissions.ts'
import { OutsideYourArea } from './refusals.ts'

const evidence = {
  evidence: z.string().trim().min(2).max(300),
  evidenceHash: z.string().trim().min(16).max(128).nullable().describe('hash of the stored file, or null where the record is on paper'),
}

/** The graph in force (or a version asked for) with firms, gaps and ageing of every node. */
export const GetChain = query({
  name: 'industry.get-chain',
  title: { zh: '产业链图谱', en: 'Chain graph' },
  permission: SeeChain,
  input: z.object({ graphId: GraphId.nullish() }),
  output: z.object({
    graph: Graph.nullable(),
    versions: z.array(Graph),
    nodes: z.array(
      ChainNode.extend({
        /** Carries firms: has no children. */
        leaf: z.boolean(),
        firms: z.number().int(),
        operating: z.number().int(),
        gaps: z.array(Gap),
        confirmedOn: Day.nullable(),
        /** Nobody confirmed it for 180 days, or ever. */
        grey: z.boolean(),
      }),
    ),
    links: z.array(ChainLink),
    /** A firm on five nodes is one firm. */
    totals: z.object({ nodes: z.number().int(), covered: z.number().int(), firms: z.number().int(), openGaps: z.number().int() }),
  }),
  refusals: [GraphUnknown],
})

export const GetNode = query({
  name: 'industry.get-node',
  title: { zh: '环节详情', en: 'Node' },
  permission: SeeChain,
  input: z.object({ code: NodeCode }),
  output: ChainNode.extend({
    leaf: z.boolean(),
    graphState: z.string(),
    grey: z.boolean(),
    confirmedOn: Day.nullable(),
    firms: z.array(OnNode),
    gaps: z.array(Gap),
    contracts: z.array(SupplyContract),
    history: z.array(z.object({ on: Day, what: z.enum(['joined', 'left', 'confirmed', 'gap-opened', 'gap-closed']), text: z.string() })),
    suppliers: z.array(NodeCode),
    customers: z.array(NodeCode),
  }),
  refusals: [NodeUnknown],
})

export const StartGraph = command({
  name: 'industry.start-graph',
  title: { zh: '新建图谱版本', en: 'Start a version of the graph' },
  permission: EditChain,
  input: z.object({ title: z.string().trim().min(2).max(120), source: z.string().trim().min(2).max(300), copyOf: GraphId.nullable() }),
  output: Graph,
  refusals: [GraphUnknown],
})

export const SaveNode = command({
  name: 'industry.save-node',
  title: { zh: '保存环节', en: 'Save a node' },
  permission: EditChain,
  input: ChainNode.extend({ graphId: GraphId, isNew: z.boolean() }),
  output: ChainNode,
  refusals: [GraphUnknown, GraphNotDraft, NodeTaken, NodeUnknown, ParentCycle],
})

export const LinkNodes = command({
  name: 'industry.link-nodes',
  title: { zh: '登记供应关系', en: 'Link two nodes' },
  permission: EditChain,
  input: ChainLink.extend({ graphId: GraphId }),
  output: ChainLink,
  refusals: [GraphUnknown, GraphNotDraft, NodeUnknown, LinkTaken],
})

/** The draft is in force from a day; the version before ends on it. Gaps are found anew. */
export const AdoptGraph = command({
  name: 'industry.adopt-graph',
  title: { zh: '图谱生效', en: 'Put a version in force' },
  permission: EditChain,
  input: z.object({ graphId: GraphId, on: Day }),
  output: z.object({ graph: Graph, gapsFound: z.number().int() }),
  refusals: [GraphUnknown, GraphNotDraft, GraphDayWrong, GraphEmpty, DayInFuture],
})

export const PlaceFirm = command({
  name: 'industry.place-firm',
  title: { zh: '登记环节企业', en: 'Place a firm on a node' },
  permission: PlaceFirms,
  input: z.object({ nodeCode: NodeCode, firmId: FirmId, role: OnNodeRole, from: Day, introducedBy: FirmId.nullable(), ...evidence }),
  output: OnNode,
  refusals: [NodeUnknown, FirmNotKnown, FirmOnNodeTaken, DayInFuture, SameParty, OutsideYourArea],
})

/** Somebody looked: the firm still does this here, or (with a last day) it does not. */
export const ConfirmFirm = command({
  name: 'industry.confirm-firm',
  title: { zh: '确认或移出环节企业', en: 'Confirm a firm on a node, or take it off' },
  permission: PlaceFirms,
  input: z.object({ id: OnNodeId, version: z.number().int(), role: OnNodeRole, lastDay: Day.nullable() }),
  output: OnNode,
  refusals: [OnNodeUnknown, DayBeforeStart, DayInFuture, OutsideYourArea, ChangedMeanwhile],
})

/** Somebody looked at the whole node: its firms, or that there are none, are as recorded. */
export const ConfirmNode = command({
  name: 'industry.confirm-node',
  title: { zh: '确认环节', en: 'Confirm a node' },
  permission: PlaceFirms,
  input: z.object({ code: NodeCode, note: z.string().trim().max(200).nullable() }),
  output: z.object({ confirmedOn: Day }),
  refusals: [NodeUnknown],
})

export const ListContracts = query({
  name: 'industry.list-contracts',
  title: { zh: '供应合同', en: 'Supply contracts' },
  permission: SeeChain,
  input: PageInput.extend({ search: z.string().trim().max(80).nullish(), nodeCode: NodeCode.nullish() }),
  output: pageOf(SupplyContract),
  refusals: [InvalidInput],
})

export const RecordContract = command({
  name: 'industry.record-contract',
  title: { zh: '登记供应合同', en: 'Record a supply contract' },
  permission: PlaceFirms,
  input: z.object({
    number: z.string().trim().min(1).max(60),
    nodeCode: NodeCode.nullable(),
    buyerId: FirmId,
    sellerId: FirmId,
    signedOn: Day,
    lastDay: Day.nullable(),
    amountFen: z.number().int().min(0).max(100_000_000_000_000).nullable(),
    evidenceHash: evidence.evidenceHash,
  }),
  output: SupplyContract,
  refusals: [FirmNotKnown, SameParty, ContractTaken, NodeUnknown, DayBeforeStart, DayInFuture, OutsideYourArea],
})

/** Only a settled firm or a supply contract closes a gap; when that ends the gap is open again by itself. */
export const CloseGap = command({
  name: 'industry.close-gap',
  title: { zh: '关闭缺口', en: 'Close a gap' },
  permission: PlaceFirms,
  input: z.object({
    id: GapId,
    by: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('settlement'), onNodeId: OnNodeId }),
      z.object({ kind: z.literal('supply'), contractId: ContractId }),
    ]),
    on: Day,
  }),
  output: Gap,
  refusals: [GapUnknown, GapClosed, OnNodeUnknown, ContractUnknown, ClosingUnfit, DayInFuture],
})

export const ListGaps = query({
  name: 'industry.list-gaps',
  title: { zh: '产业链缺口', en: 'Gaps of the chain' },
  permission: SeeChain,
  input: z.object({ kind: GapKind.nullish() }),
  output: z.object({ gaps: z.array(Gap.extend({ nodeTitle: z.string() })) }),
  refusals: [],
})

export const LoadGraph = command({
  name: 'industry.load-graph',
  title: { zh: '装载图谱文件', en: 'Load a graph' },
  permission: LoadIndustryFiles,
  input: z.object({ file: GraphFile }),
  output: z.object({ created: z.boolean(), nodes: z.number().int() }),
  refusals: [GraphFileWrong, ParentCycle],
})

export const chainSignatures = [
  GetChain,
  GetNode,
  StartGraph,
  SaveNode,
  LinkNodes,
  AdoptGraph,
  PlaceFirm,
  ConfirmFirm,
  ConfirmNode,
  ListContracts,
  RecordContract,
  CloseGap,
  ListGaps,
  LoadGraph,
]
