import type { Filter, MeasureDeclaration } from '@yinqiao/kernel/contract'
import { all, any, come, count, goesOn, has, is, measure, not, proved, share, tell, today, units } from './measure-parts.ts'

const product = 'industry.product'
const told = (check: string, unsure: string, limits: string) => tell({ from: '产品登记册及其在售、注册、上市佐证', check, unsure, limits })
const onSale = all(come('launchedOn'), goesOn('offSaleOn'), proved('sale'))
/** Registered where law asks for it; whether it does must be known. */
const lawful: Filter = any(
  is('needsRegistration', false),
  all(is('needsRegistration', true), { at: 'registrationUntil', op: '>=', value: today }, proved('registration')),
)

const needs = [
  ['clothing', '衣', 'clothing'],
  ['food', '食', 'food'],
  ['home', '住', 'home'],
  ['travel', '行', 'travel'],
] as const

const goods: readonly MeasureDeclaration[] = [
  measure({
    code: '4.1.1',
    zh: '在售的老年产品',
    en: 'Products for the old on sale',
    unit: { zh: '个', en: 'products' },
    tree: count({ source: product, where: onSale }),
    carries: ['4.1.1', '4.13.0c'],
    guard: '4.10.6',
    quality: told('在售凭证、型号是否重复', '上市日', '按企业与型号去重，同款不同规格若登记为两个型号则计两个；增减为两期之差'),
  }),
  ...needs.map(([code, zh, en]) =>
    measure({
      code: `4.1.1.${code}`,
      zh: `满足“${zh}”的在售老年产品`,
      en: `Products on sale for ${en}`,
      unit: { zh: '个', en: 'products' },
      tree: count({ source: product, where: all(has('needs', code), onSale) }),
      carries: ['4.1.1'],
      guard: '4.10.6',
      quality: told('在售凭证、所满足的需求', '满足的需求、上市日', `一个产品可满足几种需求，四类之和可大于总数；“${zh}”由登记单位选定`),
    }),
  ),
  measure({
    code: '4.1.2',
    zh: '五类重点日用产品在册数',
    en: 'Products of the five daily classes',
    unit: { zh: '个', en: 'products' },
    tree: count({ source: product, where: all({ known: 'daily' }, onSale, lawful) }),
    guard: '4.1.2.lapsed',
    quality: told(
      '注册证或备案凭证、是否依法需要注册',
      '是否需要注册、注册有效期',
      '没有登记日用类别的产品视为不属五类；注册号未与药监库比对',
    ),
  }),
  measure({
    code: '4.1.2.classes',
    zh: '已有产品的日用类别',
    en: 'Daily classes with a product',
    unit: { zh: '类', en: 'classes' },
    tree: count({ source: product, key: 'daily', where: all({ known: 'daily' }, onSale, lawful) }, 5),
    carries: ['4.1.2'],
    guard: '4.1.2.lapsed',
    quality: told('各类产品的注册证', '是否需要注册', '一类有一个产品即算'),
  }),
  measure({
    code: '4.1.2.lapsed',
    zh: '在售而注册已到期的产品',
    en: 'On sale with a registration that ended',
    unit: { zh: '个', en: 'products' },
    tree: count({ source: product, where: all(onSale, is('needsRegistration', true), { at: 'registrationUntil', op: '<', value: today }) }),
    carries: ['4.1.2'],
    better: 'less',
    quality: told('注册有效期、是否已续', '是否需要注册、注册有效期', '已续而未更正登记的也在此列'),
  }),
  measure({
    code: '4.3.7',
    zh: '联合研发上市的抗衰老产品',
    en: 'Anti-ageing products launched from a joint agreement',
    unit: { zh: '个', en: 'products' },
    tree: count({
      source: product,
      day: 'launchedOn',
      where: all(has('fields', 'anti-ageing'), proved('launch'), {
        exists: 'industry.cooperation',
        on: { id: 'cooperation' },
        where: proved('agreement'),
      }),
    }),
    period: 'phase',
    guard: '4.3.7.withdrawn',
    quality: told('联合研发协议、上市凭证', '联合研发协议、领域标签、上市日', '协议到期后其产品不再计入，须续登协议；抗衰功效未作评价'),
  }),
  measure({
    code: '4.3.7.withdrawn',
    zh: '上市后停售的抗衰老产品',
    en: 'Anti-ageing products off sale again',
    unit: { zh: '个', en: 'products' },
    tree: count({ source: product, where: all(has('fields', 'anti-ageing'), { known: 'offSaleOn' }, come('offSaleOn')) }),
    carries: ['4.3.7'],
    better: 'less',
    quality: told('停售原因', '领域标签', '停售而未登记的不在内'),
  }),
  measure({
    code: '4.1.11',
    zh: '产品智能化升级案例',
    en: 'Smart upgrades of products',
    unit: { zh: '例', en: 'cases' },
    tree: count({ source: 'industry.upgrade', day: 'doneOn', where: proved('upgrade') }),
    period: 'year',
    guard: '4.10.6',
    quality: tell({
      from: '智能化升级案例登记册与升级证明',
      check: '升级前后的对照与证明',
      unsure: '完成日',
      limits: '案例不分大小；升级后的成效未测量',
    }),
  }),
]

const qualityTold = (limits: string) =>
  tell({ from: '产品质量抽检与召回登记册', check: '检验报告、批次、处置证明', unsure: '是否合格、检验日、件数', limits })
const tests = { source: 'industry.quality-test', day: 'testedOn', where: proved('report') }

const safety: readonly MeasureDeclaration[] = [
  measure({
    code: '4.10.6',
    zh: '产品质量抽检合格率',
    en: 'Tested products that passed',
    unit: units.share,
    tree: share(tests, is('passed', true)),
    period: 'year',
    guard: '4.10.6.tests',
    quality: qualityTold('抽样由谁选定未记录，合格率不能推及全部产品；无抽检时无值'),
  }),
  measure({
    code: '4.10.6.tests',
    zh: '产品质量抽检批次',
    en: 'Batches tested',
    unit: { zh: '批', en: 'batches' },
    tree: count(tests),
    period: 'year',
    better: 'neither',
    quality: qualityTold('少抽可使合格率好看，故与合格率并列；复检算另一批'),
  }),
  measure({
    code: '4.10.6.recall',
    zh: '召回闭环率',
    en: 'Recalled units traced and closed',
    unit: units.share,
    tree: {
      fold: 'quotient',
      part: { source: 'industry.recall', day: 'startedOn' },
      partAmount: 'closedUnits',
      whole: { source: 'industry.recall', day: 'startedOn' },
      wholeAmount: 'units',
    },
    period: 'year',
    guard: '4.10.6.tests',
    quality: qualityTold('处置件数按登记单位最近一次更新，更新晚则偏低；无召回时无值'),
  }),
  measure({
    code: '4.3.1.passed',
    zh: '老年食品抽检合格率',
    en: 'Food samples that passed',
    unit: units.share,
    tree: share({ ...tests, where: all(is('sort', 'food'), proved('report')) }, is('passed', true)),
    period: 'year',
    carries: ['4.3.1'],
    guard: '4.10.6.tests',
    quality: qualityTold('只含登记的老年食品抽检，不是食品安全抽检的全部'),
  }),
  measure({
    code: '4.10.5.certificates',
    zh: '产品服务中心认证件数',
    en: 'Certificates issued',
    unit: { zh: '件', en: 'certificates' },
    tree: count({ source: 'industry.certificate', day: 'issuedOn', where: all(is('accredited', true), proved('certificate')) }),
    period: 'year',
    carries: ['4.10.5'],
    guard: '4.10.6',
    quality: tell({
      from: '产品认证登记册与证书',
      check: '认证机构的批准资质、证书编号',
      unsure: '认证机构资质、发证日',
      limits: '资质由登记人核对国家名录后填写，未联网比对；证书到期后不再计入当年件数',
    }),
  }),
]

const recognitionTold = (check: string, limits: string) =>
  tell({ from: '认定、产品、服务模式登记册', check, unsure: '认定类别、对象', limits })
const awarded = (column: string, criterion: string): Filter => ({
  exists: 'industry.recognition',
  on: { [column]: 'id' },
  where: all(is('criterion', criterion), proved('proof')),
})

const highEnd: readonly MeasureDeclaration[] = [
  measure({
    code: '1.5',
    zh: '有证据的高端产品',
    en: 'High-end products with proof',
    unit: { zh: '个', en: 'products' },
    tree: count({ source: product, where: all(goesOn('offSaleOn'), awarded('product', 'high-end')) }),
    guard: '4.10.6',
    quality: recognitionTold('证书、奖项或检测报告', '没有全区统一的“高端”标准，以认定文件为准；认定到期即退出'),
  }),
  measure({
    code: '1.5.services',
    zh: '有证据的优质服务',
    en: 'Quality services with proof',
    unit: { zh: '个', en: 'services' },
    tree: count({ source: 'industry.service-model', where: awarded('service', 'quality-service') }),
    carries: ['1.5'],
    guard: '3.2d',
    quality: recognitionTold('认定文件', '认定的是服务模式，不是每一次服务的质量'),
  }),
  measure({
    code: '3.2d',
    zh: '高品质服务模式',
    en: 'Service models with an outcome and an adopter',
    unit: { zh: '个', en: 'models' },
    tree: count({
      source: 'industry.service-model',
      where: all(proved('outcome'), {
        exists: 'industry.adoption',
        on: { model: 'id' },
        where: all(come('adoptedOn'), proved('adoption')),
      }),
    }),
    guard: '3.2d.alone',
    quality: recognitionTold('成效证明与采用单位', '有一个采用单位即算；成效证明的方法各不相同'),
  }),
  measure({
    code: '3.2d.alone',
    zh: '没有采用单位的服务模式占比',
    en: 'Service models nobody adopted',
    unit: units.share,
    tree: share({ source: 'industry.service-model' }, not({ exists: 'industry.adoption', on: { model: 'id' }, where: proved('adoption') })),
    better: 'less',
    carries: ['3.2d'],
    quality: recognitionTold('采用记录', '新登记的模式尚未被采用也在此列'),
  }),
  measure({
    code: '1.2',
    zh: '有证据的人工智能应用',
    en: 'Uses of AI with proof in force',
    unit: units.items,
    tree: count({ source: 'industry.ai-evidence', key: 'subject', where: all(come('from'), proved('proof')) }),
    guard: '2.2c.silent',
    quality: tell({
      from: '人工智能应用证据登记册（备案、测试、部署）',
      check: '备案号或报告号、部署是否在用',
      unsure: '起始日、对象编号',
      limits: '对象按编号去重，编号写法不同会重复计；证据到期即退出',
    }),
  }),
]

/** Products, their safety, recognitions and AI. */
export const productMeasures: readonly MeasureDeclaration[] = [...goods, ...safety, ...highEnd]
