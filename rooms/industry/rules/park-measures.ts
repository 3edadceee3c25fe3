import type { Filter, MeasureDeclaration, Source } from '@yinqiao/kernel/contract'

const times = { versioned: true, valid: true, known: true } as const
const place = {
  division_code: { type: 'text', title: { zh: '所在区划', en: 'Division' } },
  unit_id: { type: 'text', title: { zh: '运营单位', en: 'Operator' } },
  synthetic: { type: 'boolean', title: { zh: '合成数据', en: 'Synthetic' } },
} as const
const scored = { town: 'division_code', unit: 'unit_id' } as const
const park = { type: 'text', title: { zh: '园区', en: 'Park' } } as const

/** What of parks and leases measures may read. */
export const parkSources: readonly Source[] = [
  {
    name: 'industry.park',
    title: { zh: '园区、载体与区块', en: 'Parks, sites and zones' },
    view: 'industry.pub_park',
    ...times,
    ...scored,
    opens: '/industry/parks/{id}',
    columns: {
      ...place,
      id: park,
      code: { type: 'text', title: { zh: '代码', en: 'Code' } },
      name: { type: 'text', title: { zh: '名称', en: 'Name' } },
      kind: { type: 'text', title: { zh: '类别', en: 'Kind' } },
      state: { type: 'text', title: { zh: '状态', en: 'State' } },
      roles: { type: 'texts', title: { zh: '方案中的作用', en: 'Named as' } },
      since: { type: 'day', title: { zh: '状态起日', en: 'State since' }, sql: 's.valid_from' },
    },
  },
  {
    name: 'industry.park-town',
    title: { zh: '园区所在与所服务的镇街', en: 'Towns that parks lie in or serve' },
    view: 'industry.pub_park_town',
    ...times,
    ...scored,
    opens: null,
    columns: {
      ...place,
      park_id: park,
      town_code: { type: 'text', title: { zh: '镇街', en: 'Town' } },
      kind: { type: 'text', title: { zh: '类别', en: 'Kind' } },
      state: { type: 'text', title: { zh: '状态', en: 'State' } },
    },
  },
  {
    name: 'industry.town',
    title: { zh: '镇与街道', en: 'Towns and streets' },
    view: 'industry.pub_town',
    valid: true,
    ...scored,
    opens: null,
    columns: {
      ...place,
      code: { type: 'text', title: { zh: '代码', en: 'Code' } },
      name: { type: 'text', title: { zh: '名称', en: 'Name' } },
    },
  },
  {
    name: 'industry.space',
    title: { zh: '可租单元', en: 'Lettable units' },
    view: 'industry.pub_space',
    ...times,
    ...scored,
    opens: '/industry/records/space/{id}',
    columns: {
      ...place,
      park_id: park,
      building: { type: 'text', title: { zh: '楼栋', en: 'Building' } },
      number: { type: 'text', title: { zh: '单元号', en: 'Number' } },
      area_m2: { type: 'number', title: { zh: '可租面积（平方米）', en: 'Lettable area (m²)' } },
    },
  },
  {
    name: 'industry.lease',
    title: { zh: '租约', en: 'Leases' },
    view: 'industry.pub_lease',
    ...times,
    ...scored,
    opens: '/industry/records/lease/{id}',
    columns: {
      ...place,
      park_id: park,
      firm_id: { type: 'text', title: { zh: '承租企业', en: 'Tenant' } },
      number: { type: 'text', title: { zh: '合同编号', en: 'Number' } },
      sublet: { type: 'boolean', title: { zh: '转租', en: 'Sublet' } },
      begun_on: { type: 'day', title: { zh: '起租日', en: 'First day' } },
      bears_rent_from: { type: 'day', title: { zh: '计租起日', en: 'Bears rent from' }, sql: 'coalesce(s.rent_free_to, s.valid_from)' },
      area_m2: { type: 'number', title: { zh: '租赁面积（平方米）', en: 'Leased area (m²)' } },
    },
  },
]

const inPark = (where: Filter): Filter => ({ exists: 'industry.park', on: { id: 'park_id' }, where })
const operating: Filter = { is: 'state', in: ['operating'] }
const direct: Filter = { is: 'sublet', in: [false] }
const core: Filter = { has: 'roles', any: ['core'] }
const linked: Filter = { has: 'roles', any: ['linked'] }
/** Shares are kept as 0..1 and shown per cent. */
const percent = { zh: '%', en: '%' }

const leaseQuality = {
  verify: '抽查租约原件与系统记录的面积、起止日；同一单元租约重叠由数据库拒绝，逐日面积由租约行重算核对',
  sources: '园区运营单位登记的可租单元与租约；承租人须在企业名录中',
  accuracy: '面积取合同所载，保留两位小数；未登记的租约不计，故入驻率可能偏低',
  limits: '只反映租约，不反映是否实际入驻办公；免租期计为已租、不计为收入；转租不重复计算；未登记可租单元的园区显示无对象',
  remedy: '缺登记的园区由运营单位补录租约；更正以新版本记录，旧值仍可按当时所知重算',
}

/** Numbers of parks and leases. */
export const parkMeasures: readonly MeasureDeclaration[] = [
  {
    code: '2.2a',
    title: { zh: '在运营的银发经济产业园数', en: 'Parks in operation' },
    unit: { zh: '个', en: 'parks' },
    tree: { fold: 'count', rows: { source: 'industry.park', where: { all: [operating, { is: 'kind', in: ['park'] }] } } },
    period: 'stock',
    better: 'more',
    carries: ['2.2a'],
    guard: '2.2a.occupancy',
    freshDays: 180,
    leastCoverage: 1,
    quality: {
      verify: '核对园区投运的批文或开园记录与系统状态的起日',
      sources: '园区登记（状态分段），由专班、区级部门、运营单位维护',
      accuracy: '每个园区一条，同名不得重复；区块与依托载体不计为园区',
      limits: '“高水平”未有口径，本数只说在运营的个数，不说水平；状态由人登记',
      remedy: '专班确定“高水平”的释义后另立口径；状态有误的以更正版本改正',
    },
  },
  {
    code: '2.2a.occupancy',
    title: { zh: '产业园入驻率', en: 'Occupancy of parks' },
    unit: percent,
    tree: {
      fold: 'quotient',
      part: { source: 'industry.lease', where: { all: [direct, inPark(operating)] } },
      partAmount: 'area_m2',
      whole: { source: 'industry.space', where: inPark(operating) },
      wholeAmount: 'area_m2',
    },
    period: 'stock',
    better: 'more',
    carries: ['2.2a'],
    guard: '2.2a.paying',
    freshDays: 90,
    leastCoverage: 0.9,
    quality: leaseQuality,
  },
  {
    code: '2.2a.paying',
    title: { zh: '已租面积中计租面积占比', en: 'Share of leased area that bears rent' },
    unit: percent,
    tree: {
      fold: 'quotient',
      part: {
        source: 'industry.lease',
        where: { all: [direct, inPark(operating), { at: 'bears_rent_from', op: '<=', value: { daysFromValidAt: 0 } }] },
      },
      partAmount: 'area_m2',
      whole: { source: 'industry.lease', where: { all: [direct, inPark(operating)] } },
      wholeAmount: 'area_m2',
    },
    period: 'stock',
    better: 'more',
    carries: ['2.2a'],
    guard: null,
    freshDays: 90,
    leastCoverage: 0.9,
    quality: { ...leaseQuality, limits: '只说免租期是否已过，不说租金是否实收；用于识别以免租撑起的入驻率' },
  },
  {
    code: '3.1b.first',
    title: { zh: '首个承载地投运', en: 'First site in operation' },
    unit: { zh: '处', en: 'sites' },
    tree: { fold: 'count', rows: { source: 'industry.park', where: { all: [{ has: 'roles', any: ['first'] }, operating] } }, outOf: 1 },
    period: 'stock',
    better: 'more',
    carries: ['3.1b'],
    guard: '4.11.2',
    freshDays: 180,
    leastCoverage: 1,
    quality: {
      verify: '核对首个承载地的开园记录',
      sources: '园区登记中标为“首个承载地”的园区；所指园区是对方案三（一）的理解，待专班确认',
      accuracy: '只有一处，是或否',
      limits: '投运以登记状态为准；展示中心与产业中心的建设进度另由项目计',
      remedy: '专班确认所指园区后如有不同，改标并保留旧版本',
    },
  },
  {
    code: '4.11.5',
    title: { zh: '“一园多区”镇街覆盖率', en: 'Towns with an opened park, zone or linked site' },
    unit: percent,
    tree: {
      fold: 'ratio',
      part: { source: 'industry.town', where: { exists: 'industry.park-town', on: { town_code: 'code' }, where: operating } },
      whole: { source: 'industry.town' },
    },
    period: 'stock',
    better: 'more',
    carries: ['4.11.5', '3.1b'],
    guard: '2.2a.occupancy',
    freshDays: 180,
    leastCoverage: 0.9,
    quality: {
      verify: '逐镇街核对在运营的园区、区块或载体',
      sources: '园区登记的所在镇街与所服务镇街；镇街名录取统计用区划代码',
      accuracy: '所在区划未确认的园区无法归到镇街，故可能偏低',
      limits: '分母为各镇与街道，不含没有法定区划代码的板块（经开区、高铁新城等），因其所辖范围未定；覆盖不等于有入驻',
      remedy: '板块范围确定、园区区划确认后补登',
    },
  },
  {
    code: '4.11.2',
    title: { zh: '两个核心载体入驻率', en: 'Occupancy of the core sites' },
    unit: percent,
    tree: {
      fold: 'quotient',
      part: { source: 'industry.lease', where: { all: [direct, inPark(core)] } },
      partAmount: 'area_m2',
      whole: { source: 'industry.space', where: inPark(core) },
      wholeAmount: 'area_m2',
    },
    period: 'stock',
    better: 'more',
    carries: ['4.11.2'],
    guard: '2.2a.paying',
    freshDays: 90,
    leastCoverage: 0.9,
    quality: { ...leaseQuality, limits: `${leaseQuality.limits}；亩均产出另由统计直报计，本数不含；核心园区的区块尚未计入` },
  },
  {
    code: '4.11.4',
    title: { zh: '三个依托载体的银发企业数', en: 'Silver-economy tenants of the linked sites' },
    unit: { zh: '家', en: 'firms' },
    tree: {
      fold: 'count',
      rows: {
        source: 'industry.lease',
        where: { all: [inPark(linked), { exists: 'industry.on-node', on: { firm_id: 'firm_id' } }] },
        key: 'firm_id',
      },
    },
    period: 'stock',
    better: 'more',
    carries: ['4.11.4'],
    guard: '4.11.4.tenants',
    freshDays: 90,
    leastCoverage: 0.9,
    quality: {
      ...leaseQuality,
      accuracy: '同一企业租多处只计一家；转租的承租企业也计',
      limits: '“银发企业”以已登记在产业链环节上为准，待养老产业统计分类登记后改按分类；未登记租约的商户不计',
    },
  },
  {
    code: '4.11.4.tenants',
    title: { zh: '三个依托载体的全部承租企业数', en: 'All tenants of the linked sites' },
    unit: { zh: '家', en: 'firms' },
    tree: { fold: 'count', rows: { source: 'industry.lease', where: inPark(linked), key: 'firm_id' } },
    period: 'stock',
    better: 'neither',
    carries: ['4.11.4'],
    guard: null,
    freshDays: 90,
    leastCoverage: 0.9,
    quality: leaseQuality,
  },
]
