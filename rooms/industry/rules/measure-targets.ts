import type { Filter, MeasureDeclaration } from '@yinqiao/kernel/contract'
import { all, come, count, goesOn, is, isParam, measure, not, proved, reached, share, tell, today, units } from './measure-parts.ts'

const resultTold = {
  from: '成果登记册及其协议、落地、证书三项佐证',
  check: '合作协议、落地地点与落地证明、证书编号',
  unsure: '合作单位类型、落地地点、日期',
}
const joint = all(is('sort', 'joint'), isParam('partnerSort', 'partner1', 'partner2'))

const results: readonly MeasureDeclaration[] = [
  measure({
    code: '2.1a',
    zh: '落地的合作研发成果',
    en: 'Joint results that landed',
    unit: units.items,
    tree: count({
      source: 'industry.result',
      where: all(joint, { known: 'site' }, come('landedOn'), proved('agreement'), proved('landing')),
    }),
    params: { partner1: 'institute', partner2: 'academician' },
    guard: '2.1a.unproved',
    quality: tell({ ...resultTold, limits: '“知名”科研院所由专班释义，本数只认合作单位类型；落地不等于形成收入' }),
  }),
  measure({
    code: '2.1a.unproved',
    zh: '报称落地而未获认定的成果',
    en: 'Results said to have landed, not accepted',
    unit: units.items,
    tree: count({ source: 'industry.result', where: all(joint, come('landedOn'), not(all(proved('agreement'), proved('landing')))) }),
    params: { partner1: 'institute', partner2: 'academician' },
    better: 'less',
    quality: tell({ ...resultTold, limits: '含正在等待认定的，不都是虚报' }),
  }),
  measure({
    code: '2.3c',
    zh: '创新成果',
    en: 'Results of innovation',
    unit: units.items,
    tree: count({ source: 'industry.result', day: 'acceptedOn', where: proved('certificate') }),
    period: 'year',
    guard: '2.3c.idle',
    quality: tell({ ...resultTold, unsure: '取得日', limits: '按类型与编号去重；件数不反映价值，专利不等于转化' }),
  }),
  measure({
    code: '2.3c.idle',
    zh: '取得满一年仍未落地的成果占比',
    en: 'Results a year old that have not landed',
    unit: units.share,
    tree: share(
      { source: 'industry.result', where: all({ at: 'acceptedOn', op: '<=', value: { daysFromValidAt: -365 } }, proved('certificate')) },
      not(proved('landing')),
    ),
    better: 'less',
    quality: tell({ ...resultTold, unsure: '取得日', limits: '未登记落地证明的算作未落地，可能只是没有补交' }),
  }),
]

const lapsed = all({ at: 'until', op: '<', value: today }, is('criterion', 'leader'))
const recognitionTold = {
  from: '认定登记册（名单、发布单位、起止）与企业、品牌、产品档案',
  check: '名单原文、发布单位、认定是否仍在有效期',
  unsure: '截止日、权利人',
}

const later: readonly MeasureDeclaration[] = [
  measure({
    code: '2.3a',
    zh: '行业龙头企业',
    en: 'Leading firms',
    unit: units.firms,
    tree: count({
      source: 'industry.recognition',
      key: 'firm',
      where: all(is('criterion', 'leader'), proved('proof'), {
        exists: 'industry.enterprise-profile',
        on: { firm: 'firm' },
        where: goesOn('closedOn'),
      }),
    }),
    guard: '2.3a.lapsed',
    quality: tell({ ...recognitionTold, limits: '没有企业档案的认定不计（不知是否在区内经营）；龙头的标准以发布名单为准' }),
  }),
  measure({
    code: '2.3a.lapsed',
    zh: '认定已到期的龙头企业',
    en: 'Leading firms whose recognition ended',
    unit: units.firms,
    tree: count({ source: 'industry.recognition-ever', key: 'firm', where: lapsed }),
    better: 'less',
    quality: tell({ ...recognitionTold, limits: '到期后获得新认定的企业仍在此列，须与龙头企业名单对看' }),
  }),
  measure({
    code: '2.3b',
    zh: '行业知名品牌',
    en: 'Well-known brands',
    unit: { zh: '个', en: 'brands' },
    tree: count({
      source: 'industry.brand',
      where: all(proved('trademark'), {
        exists: 'industry.recognition',
        on: { brand: 'id' },
        where: all(is('criterion', 'brand'), proved('proof')),
      }),
    }),
    guard: '4.10.6',
    quality: tell({ ...recognitionTold, limits: '商标在有效期内且有认定才计；知名与否以认定文件为准，不测消费者认知' }),
  }),
  measure({
    code: '2.3d',
    zh: '复制推广',
    en: 'Adoptions outside the place of origin',
    unit: units.times,
    tree: count({ source: 'industry.adoption', day: 'adoptedOn', where: all(is('outside', true), proved('adoption')) }),
    period: 'year',
    guard: '2.3d.kinds',
    quality: tell({
      from: '复制推广登记册与采用证明',
      check: '采用单位的证明、是否在原创点之外',
      unsure: '是否在原创点之外、采用日',
      limits: '采用后是否持续使用未知；同一单位采用同一事项只登记一次',
    }),
  }),
  measure({
    code: '2.3d.kinds',
    zh: '已有复制推广的类别',
    en: 'Kinds with an adoption',
    unit: { zh: '类', en: 'kinds' },
    tree: count({ source: 'industry.adoption', key: 'sort', where: all(come('adoptedOn'), is('outside', true), proved('adoption')) }, 4),
    quality: tell({
      from: '复制推广登记册与采用证明',
      check: '标准、科技产品、专业服务、经营模式各类的采用证明',
      unsure: '是否在原创点之外',
      limits: '一类有一次即算，不反映推广面',
    }),
  }),
  measure({
    code: '2.3e',
    zh: '银发经济产业单位',
    en: 'Firms of the silver economy',
    unit: units.firms,
    tree: count({
      source: 'industry.enterprise-profile',
      key: 'firm',
      where: all({ known: 'classes' }, come('openedOn'), goesOn('closedOn')),
    }),
    guard: '5.2.2.closed',
    quality: tell({
      from: '企业档案',
      check: '营业执照、产业分类',
      unsure: '开业日',
      limits: '只有单位数；产值与就业要等统计直报，现不提供；没有产业分类的企业不计，完整率另见 4.1.0；分类小类表缺一类待核对',
    }),
  }),
]

const live = { at: 'usedOn', op: '>=', value: { daysFromValidAt: -30 } } as const
const smart = all(is('smart', true), proved('golive'), {
  exists: 'industry.scene-usage',
  on: { scene: 'id' },
  where: all(live, come('usedOn')),
})
const sceneTold = {
  from: '应用场景、场景使用记录、场景覆盖单元三个登记册',
  check: '场景验收、近30天使用记录的来源系统',
  unsure: '是否智能化、镇（街道、区）',
}

const scenes: readonly MeasureDeclaration[] = [
  measure({
    code: '2.2c',
    zh: '智能化养老场景覆盖率（镇×场景）',
    en: 'Town by scene cells with a live smart service',
    unit: units.share,
    tree: share(
      { source: 'industry.scene-cell', key: 'identity' },
      { exists: 'industry.scene-place', on: { town: 'town', scene: 'scene' }, where: smart },
    ),
    guard: '2.2c.silent',
    freshDays: 30,
    quality: tell({
      ...sceneTold,
      limits: '分母是专班登记的覆盖单元，未登记单元时无值；一个单元有一处在用即算覆盖，不反映服务了多少人；“全面落地”须由专班释义',
    }),
  }),
  measure({
    code: '2.2c.silent',
    zh: '验收后近30天无使用记录的智能化场景',
    en: 'Accepted smart scenes without use in 30 days',
    unit: units.items,
    tree: count({
      source: 'industry.scene',
      where: all(
        is('smart', true),
        proved('golive'),
        not({ exists: 'industry.scene-usage', on: { scene: 'id' }, where: all(live, come('usedOn')) }),
      ),
    }),
    better: 'less',
    freshDays: 30,
    quality: tell({ ...sceneTold, limits: '没有接入使用记录的场景也在此列，可能在用而未记' }),
  }),
]

/** Accepted, and its demonstration runs. */
const runs = [
  come('acceptedOn'),
  proved('acceptance'),
  reached(['running'], [], 'project'),
  not(reached(['shelved', 'ended'], [], 'project')),
]
/** A device in this scene was heard of and trusted within thirty days: the watch counts days when they have ended. */
const livedIn: Filter = {
  exists: 'watch.device-day',
  on: { scene: 'scene' },
  where: all(
    { at: 'day', op: '>=', value: { daysFromValidAt: -30 } },
    { at: 'day', op: '<=', value: { daysFromValidAt: -1 } },
    { at: 'trusted', op: '>=', value: 1 },
  ),
}

const demonstration: readonly MeasureDeclaration[] = [
  measure({
    code: '2.1c',
    zh: '示范项目覆盖的场景',
    en: 'Scenes with an accepted demonstration that runs',
    unit: { zh: '个场景', en: 'scenes' },
    tree: count(
      {
        source: 'industry.demo-acceptance',
        key: 'scene',
        where: all(...runs),
      },
      3,
    ),
    guard: '2.1c.stopped',
    quality: tell({
      from: '示范项目验收登记册、示范项目的阶段',
      check: '每个场景各自的验收意见及其所据设备、服务记录',
      unsure: '验收日、场景',
      limits: '一个场景有一个在运行的项目即算；停用过的项目须另行登记新项目才再计；运行以阶段登记与佐证为准，设备数据接入后另核',
    }),
  }),
  measure({
    code: '2.1c.live',
    zh: '示范项目覆盖且近30天有设备数据的场景',
    en: 'Scenes with a running demonstration and live devices',
    unit: { zh: '个场景', en: 'scenes' },
    tree: count({ source: 'industry.demo-acceptance', key: 'scene', where: all(...runs, livedIn) }, 3),
    guard: '2.1c.stopped',
    quality: tell({
      from: '示范项目验收登记册、示范项目的阶段，与守护设备按日计数的可信消息',
      check: '验收所据的设备与服务记录是否就是该项目的',
      unsure: '验收日、场景',
      limits:
        '设备数据按场景核对，没有与项目一一对应：区内该场景任何一处近30天有可信消息即算有数据；与 2.1c 并列供专班参考，是否以设备数据为验收条件由专班释义',
    }),
  }),
  measure({
    code: '2.1c.stopped',
    zh: '验收后停用或终止的示范项目',
    en: 'Accepted demonstrations out of use',
    unit: units.projects,
    tree: count({
      source: 'industry.demo-acceptance',
      key: 'project',
      where: all(proved('acceptance'), reached(['shelved', 'ended'], [], 'project')),
    }),
    better: 'less',
    quality: tell({
      from: '示范项目验收登记册、示范项目的阶段',
      check: '停用、终止的理由',
      unsure: '项目',
      limits: '只知道登记了停用或终止的项目',
    }),
  }),
  measure({
    code: '4.4.12',
    zh: '社区智慧养老样板点',
    en: 'Community model sites that run',
    unit: { zh: '处', en: 'sites' },
    tree: count({
      source: 'industry.demo-acceptance',
      key: 'project',
      where: all(
        is('scene', 'community'),
        come('acceptedOn'),
        proved('acceptance'),
        reached(['running'], [], 'project'),
        not(reached(['shelved', 'ended'], [], 'project')),
      ),
    }),
    guard: '2.1c.stopped',
    quality: tell({
      from: '示范项目验收登记册中社区场景的验收、示范项目的阶段',
      check: '样板点的选点评分、验收意见、是否仍在运行',
      unsure: '验收日',
      limits: '一个项目算一处；项目含多个网点时仍算一处',
    }),
  }),
]

/** Targets of the three phases but those of settled firms. */
export const targetMeasures: readonly MeasureDeclaration[] = [...results, ...later, ...scenes, ...demonstration]
