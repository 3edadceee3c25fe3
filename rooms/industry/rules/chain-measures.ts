import type { Filter, MeasureDeclaration, Source } from '@yinqiao/kernel/contract'

const synthetic = { type: 'boolean', title: { zh: '合成数据', en: 'Synthetic' } } as const
const town = { type: 'text', title: { zh: '所在区划', en: 'Division' } } as const
const node = { type: 'text', title: { zh: '环节', en: 'Node' } } as const
const firm = { type: 'text', title: { zh: '企业', en: 'Firm' } } as const
const closing = {
  name: 'industry.gap-closing',
  title: { zh: '缺口关闭记录', en: 'Closed gaps' },
  view: 'industry.pub_gap_closing',
  known: true,
  town: 'division_code',
  unit: null,
  opens: null,
  columns: {
    division_code: town,
    synthetic,
    gap_id: { type: 'text', title: { zh: '缺口', en: 'Gap' } },
    node_code: node,
    kind: { type: 'text', title: { zh: '延、补、强', en: 'Kind' } },
    closed_on: { type: 'day', title: { zh: '关闭日', en: 'Closed on' } },
    by_kind: { type: 'text', title: { zh: '凭据类别', en: 'Closed by' } },
    ended_on: { type: 'day', title: { zh: '凭据终止日', en: 'Record ended on' }, sql: 's.valid_to' },
  },
} as const satisfies Source

/** What of the chain measures may read. */
export const chainSources: readonly Source[] = [
  {
    name: 'industry.node',
    title: { zh: '产业链环节', en: 'Nodes of the chain' },
    view: 'industry.pub_node',
    valid: true,
    known: true,
    town: null,
    unit: null,
    opens: '/industry/chain',
    columns: {
      code: node,
      title: { type: 'text', title: { zh: '名称', en: 'Title' } },
      stage: { type: 'text', title: { zh: '上中下游', en: 'Stage' } },
      graph_state: { type: 'text', title: { zh: '图谱状态', en: 'State of the graph' } },
      leaf: { type: 'boolean', title: { zh: '末级环节', en: 'Carries firms' } },
    },
  },
  {
    name: 'industry.on-node',
    title: { zh: '环节企业', en: 'Firms on nodes' },
    view: 'industry.pub_on_node',
    versioned: true,
    valid: true,
    known: true,
    town: 'division_code',
    unit: null,
    opens: '/industry/records/on-node/{id}',
    columns: {
      division_code: town,
      synthetic,
      node_code: node,
      firm_id: firm,
      role: { type: 'text', title: { zh: '作用', en: 'Role' } },
      operating: { type: 'boolean', title: { zh: '存续', en: 'Operating' } },
      in_district: { type: 'boolean', title: { zh: '在本区', en: 'In the district' } },
      introduced_by: { type: 'text', title: { zh: '引荐企业', en: 'Introduced by' } },
      joined_on: { type: 'day', title: { zh: '起日', en: 'Since' } },
      confirmed_on: { type: 'day', title: { zh: '最近确认', en: 'Confirmed' } },
    },
  },
  {
    name: 'industry.confirmation',
    title: { zh: '环节确认', en: 'Confirmations of nodes' },
    view: 'industry.pub_confirmation',
    known: true,
    town: null,
    unit: null,
    opens: null,
    columns: { node_code: node, confirmed_on: { type: 'day', title: { zh: '确认日', en: 'Confirmed on' } } },
  },
  { ...closing, valid: true },
  { ...closing, name: 'industry.gap-closing-ever', title: { zh: '缺口关闭记录（含已失效）', en: 'Closed gaps, also those open again' } },
  {
    name: 'industry.supply-contract',
    title: { zh: '供应合同', en: 'Supply contracts' },
    view: 'industry.pub_supply_contract',
    versioned: true,
    known: true,
    town: 'division_code',
    unit: null,
    opens: '/industry/records/supply-contract/{id}',
    columns: {
      division_code: town,
      synthetic,
      number: { type: 'text', title: { zh: '合同编号', en: 'Number' } },
      buyer_id: firm,
      seller_id: firm,
      seller_local: { type: 'boolean', title: { zh: '卖方在本区', en: 'Local seller' } },
      evidenced: { type: 'boolean', title: { zh: '有合同文件', en: 'With its file' } },
      signed_on: { type: 'day', title: { zh: '签订日', en: 'Signed on' } },
      amount_yuan: { type: 'number', title: { zh: '金额（元）', en: 'Amount (yuan)' } },
    },
  },
]

/** Shares are kept as 0..1 and shown per cent. */
const percent = { zh: '%', en: '%' }
const carrying: Filter = {
  all: [
    { is: 'graph_state', in: ['in-force'] },
    { is: 'leaf', in: [true] },
  ],
}
const introduced: Filter = {
  all: [
    { known: 'introduced_by' },
    { exists: 'industry.on-node', on: { firm_id: 'introduced_by' }, where: { is: 'role', in: ['leader'] } },
  ],
}

const nodeQuality = {
  verify: '按环节抽查企业名单与凭据；环节确认超过180天的以灰色标出',
  sources: '专班确认生效的图谱版本；环节企业由部门、镇街、园区登记并附凭据',
  accuracy: '未登记的企业不计，故覆盖率可能偏低；企业所在区划未知的列为不能判定',
  limits: '环节怎样划分决定分母，图谱换版后前后不可直接相比；企业存续状态取名录的当前状态，注销的按注销日退出',
  remedy: '待确认环节由专班每半年核一次；图谱换版时用旧版回算并列出差异',
}
const gapQuality = {
  verify: '逐条核对落户企业记录或供应合同；凭据须晚于缺口发现日，落户后规则仍报缺口的不得关闭',
  sources: '按规则自动发现的缺口；关闭以环节企业（落户）或供应合同为凭',
  accuracy: '同一缺口在一个时期内只计一次；企业退出或合同到期后不再计为已关闭',
  limits: '缺口的有无取决于图谱与规则；供应合同关闭的缺口可能由区外企业供给；图谱未生效时没有缺口',
  remedy: '关闭有误的，改正其凭据记录，缺口自动恢复为未关闭',
}
const contractQuality = {
  verify: '抽查合同文件；同一买方的合同编号不得重复',
  sources: '部门、镇街、园区登记的供应合同，不是企业统计报表',
  accuracy: '金额按合同所载；金额或卖方所在未知的列为不能判定，不作零',
  limits: '只含已登记的合同，不代表全部采购；签订金额不等于履约金额',
  remedy: '补登合同与卖方所在地；统计直报上线后以直报数核对',
}

const gapsClosed = (kind: string | null): MeasureDeclaration['tree'] => ({
  fold: 'count',
  rows: {
    source: 'industry.gap-closing',
    key: 'gap_id',
    day: 'closed_on',
    ...(kind === null ? {} : { where: { is: 'kind', in: [kind] } }),
  },
})
const gapMeasure = (code: string, kind: string | null, zh: string, en: string): MeasureDeclaration => ({
  code,
  title: { zh, en },
  unit: { zh: '个', en: 'gaps' },
  tree: gapsClosed(kind),
  period: 'year',
  better: 'more',
  carries: ['4.8.2'],
  guard: '4.8.2.reopened',
  freshDays: 180,
  leastCoverage: 1,
  quality: gapQuality,
})

/** Numbers of the chain. */
export const chainMeasures: readonly MeasureDeclaration[] = [
  {
    code: '4.8.1',
    title: { zh: '产业链环节覆盖率', en: 'Nodes with an operating firm of the district' },
    unit: percent,
    tree: {
      fold: 'ratio',
      part: {
        source: 'industry.node',
        key: 'code',
        where: {
          all: [
            carrying,
            {
              exists: 'industry.on-node',
              on: { node_code: 'code' },
              where: {
                all: [
                  { is: 'operating', in: [true] },
                  { is: 'in_district', in: [true] },
                ],
              },
            },
          ],
        },
      },
      whole: { source: 'industry.node', key: 'code', where: carrying },
    },
    period: 'stock',
    better: 'more',
    carries: ['4.8.1'],
    guard: '4.8.1.confirmed',
    freshDays: 180,
    leastCoverage: 0.8,
    quality: nodeQuality,
  },
  {
    code: '4.8.1.confirmed',
    title: { zh: '180天内确认过的环节占比', en: 'Nodes confirmed within 180 days' },
    unit: percent,
    tree: {
      fold: 'ratio',
      part: {
        source: 'industry.node',
        key: 'code',
        where: {
          all: [
            carrying,
            {
              exists: 'industry.confirmation',
              on: { node_code: 'code' },
              where: {
                all: [
                  { at: 'confirmed_on', op: '>=', value: { daysFromValidAt: -180 } },
                  { at: 'confirmed_on', op: '<=', value: { daysFromValidAt: 0 } },
                ],
              },
            },
          ],
        },
      },
      whole: { source: 'industry.node', key: 'code', where: carrying },
    },
    period: 'stock',
    better: 'more',
    carries: ['4.8.1'],
    guard: null,
    freshDays: 180,
    leastCoverage: 1,
    quality: { ...nodeQuality, limits: '只计整个环节的确认；确认由人作出，不等于核实了每家企业' },
  },
  gapMeasure('4.8.2', null, '关闭的产业链缺口数', 'Gaps of the chain closed'),
  gapMeasure('4.8.2.extend', 'extend', '关闭的延链缺口数', 'Gaps closed by extending the chain'),
  gapMeasure('4.8.2.fill', 'fill', '关闭的补链缺口数', 'Gaps closed by filling the chain'),
  gapMeasure('4.8.2.strengthen', 'strengthen', '关闭的强链缺口数', 'Gaps closed by strengthening the chain'),
  {
    code: '4.8.2.reopened',
    title: { zh: '关闭后又失效的缺口数', en: 'Gaps open again after closing' },
    unit: { zh: '个', en: 'gaps' },
    tree: {
      fold: 'count',
      rows: { source: 'industry.gap-closing-ever', key: 'gap_id', day: 'ended_on', where: { known: 'ended_on' } },
    },
    period: 'year',
    better: 'less',
    carries: ['4.8.2'],
    guard: null,
    freshDays: 180,
    leastCoverage: 1,
    quality: { ...gapQuality, accuracy: '以凭据（落户企业或供应合同）的终止日计；后来又另行关闭的也计' },
  },
  {
    code: '4.8.3',
    title: { zh: '本地配套率（合同金额）', en: 'Share of contract value with local suppliers' },
    unit: percent,
    tree: {
      fold: 'quotient',
      part: { source: 'industry.supply-contract', day: 'signed_on', where: { is: 'seller_local', in: [true] } },
      partAmount: 'amount_yuan',
      whole: { source: 'industry.supply-contract', day: 'signed_on' },
      wholeAmount: 'amount_yuan',
    },
    period: 'year',
    better: 'more',
    carries: ['4.8.3'],
    guard: '4.8.3.evidenced',
    freshDays: 120,
    leastCoverage: 0.8,
    quality: contractQuality,
  },
  {
    code: '4.8.3.evidenced',
    title: { zh: '附有合同文件的供应合同占比', en: 'Supply contracts with their file' },
    unit: percent,
    tree: {
      fold: 'ratio',
      part: { source: 'industry.supply-contract', day: 'signed_on', where: { is: 'evidenced', in: [true] } },
      whole: { source: 'industry.supply-contract', day: 'signed_on' },
    },
    period: 'year',
    better: 'more',
    carries: ['4.8.3'],
    guard: null,
    freshDays: 120,
    leastCoverage: 1,
    quality: contractQuality,
  },
  {
    code: '4.8.5',
    title: { zh: '链主带动企业数', en: 'Firms brought in by chain leaders' },
    unit: { zh: '家', en: 'firms' },
    tree: { fold: 'count', rows: { source: 'industry.on-node', key: 'firm_id', day: 'joined_on', where: introduced } },
    period: 'year',
    better: 'more',
    carries: ['4.8.5'],
    guard: '4.8.5.operating',
    freshDays: 180,
    leastCoverage: 0.8,
    quality: {
      ...nodeQuality,
      accuracy: '同一企业在几个环节上只计一家；引荐企业须在图谱中登记为链主',
      limits: '未填引荐企业的不计（不等于没有）；只计落到环节上的企业，链主经供应合同带动的尚未计入',
    },
  },
  {
    code: '4.8.5.operating',
    title: { zh: '链主带动企业中存续的占比', en: 'Firms brought in that are operating' },
    unit: percent,
    tree: {
      fold: 'ratio',
      part: {
        source: 'industry.on-node',
        key: 'firm_id',
        day: 'joined_on',
        where: { all: [introduced, { is: 'operating', in: [true] }] },
      },
      whole: { source: 'industry.on-node', key: 'firm_id', day: 'joined_on', where: introduced },
    },
    period: 'year',
    better: 'more',
    carries: ['4.8.5'],
    guard: null,
    freshDays: 180,
    leastCoverage: 0.8,
    quality: nodeQuality,
  },
]
