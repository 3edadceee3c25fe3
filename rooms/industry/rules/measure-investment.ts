import type { Filter, MeasureDeclaration } from '@yinqiao/kernel/contract'
import { all, come, count, goesOn, has, is, measure, not, notEnded, proved, reached, share, sum, tell, units } from './measure-parts.ts'

const investment = 'industry.investment'
const profile = 'industry.enterprise-profile'
const project = (where: Filter): Filter => ({ exists: investment, on: { id: 'record_id' }, where })

/** Money paid in, its receipt accepted, of projects that meet a condition. */
const paidIn = (where: Filter) =>
  sum('wan', {
    source: 'industry.project-money',
    day: 'on_day',
    where: all(is('kind', investment), is('sort', 'paid'), proved('payment', 'record_id'), project(where)),
  })
const moneyTold = (unsure: string, limits: string) =>
  tell({
    from: '招商项目的到资额，凭到资凭证，凭证经两人认定',
    check: '到资凭证、发生日、同一笔是否重复登记',
    unsure,
    limits: `${limits}；只计到资，意向、签约、注册、固定资产投资、税收各自另列，从不相加`,
  })
const profileTold = (unsure: string, limits: string) =>
  tell({ from: '企业档案与招商项目登记册', check: '营业执照、领域标签与产品是否相符', unsure, limits })

const fieldTitles = [
  ['rehab', '高端康复辅助器具', 'assistive devices'],
  ['finance', '养老金融', 'pension finance'],
  ['anti-ageing', '抗衰老', 'anti-ageing'],
] as const

const fields: readonly MeasureDeclaration[] = fieldTitles.flatMap(([code, zh, en]) => [
  measure({
    code: `3.2a.${code}`,
    zh: `${zh}领域企业`,
    en: `Firms in ${en}`,
    unit: units.firms,
    tree: count({ source: profile, key: 'firm', where: all(has('fields', code), come('openedOn'), goesOn('closedOn')) }),
    guard: `3.2a.${code}-paid`,
    quality: profileTold(
      '领域标签、开业日',
      `一家企业可有几个领域标签，各领域之和可大于企业总数；标签由登记单位选定，${zh}的边界以释义为准`,
    ),
  }),
  measure({
    code: `3.2a.${code}-paid`,
    zh: `${zh}领域到资额`,
    en: `Paid in for ${en}`,
    unit: units.money,
    tree: paidIn(has('fields', code)),
    period: 'year',
    carries: ['3.2a'],
    quality: moneyTold('领域标签、发生日', `项目跨领域时各领域都计，不能相加；${zh}以项目的领域标签为准`),
  }),
])

const ownership = [
  ['central', '央企', 'central state firms'],
  ['state', '地方国企', 'local state firms'],
  ['private', '民企', 'private firms'],
] as const

const money: readonly MeasureDeclaration[] = [
  ...ownership.map(([code, zh, en]) =>
    measure({
      code: `4.4.9.${code}`,
      zh: `${zh}养老项目到资额`,
      en: `Paid in for care by ${en}`,
      unit: units.money,
      tree: paidIn(all(is('investor', code), has('directions', 'care'))),
      period: 'year',
      carries: ['4.4.9'],
      guard: '2.2b.paid',
      quality: moneyTold('投资者类型、方向、发生日', `${zh}按项目登记的投资者类型；混合所有制按控股方登记`),
    }),
  ),
  measure({
    code: '5.2.3',
    zh: '国企银发业务项目',
    en: 'Projects of state firms under way',
    unit: units.projects,
    tree: count({
      source: investment,
      where: all(is('investor', 'central', 'state'), reached(['signed']), proved('contract'), notEnded, goesOn('withdrawnOn')),
    }),
    guard: '5.2.3.paid',
    quality: tell({
      from: '招商项目登记册与签约文本',
      check: '投资者类型、签约文本',
      unsure: '投资者类型',
      limits: '已签约未终止即为在进行；国企自有资金在区外的业务不在内',
    }),
  }),
  measure({
    code: '5.2.3.paid',
    zh: '国企银发业务到资额',
    en: 'Paid in by state firms',
    unit: units.money,
    tree: paidIn(is('investor', 'central', 'state')),
    period: 'year',
    carries: ['5.2.3'],
    quality: moneyTold('投资者类型、发生日', '央企与地方国企合计'),
  }),
  measure({
    code: '3.3e',
    zh: '外资实际到资额',
    en: 'Foreign capital paid in',
    unit: units.money,
    tree: paidIn(is('investor', 'foreign', 'hmt')),
    period: 'year',
    guard: '2.2b.paid',
    quality: moneyTold('投资者类型、发生日', '以人民币登记，与商务部门的美元口径不可直接相比；含港澳台资'),
  }),
]

const pipeline: readonly MeasureDeclaration[] = [
  measure({
    code: '5.1.6',
    zh: '新增招商线索',
    en: 'New leads',
    unit: units.projects,
    tree: count({ source: investment, day: 'reportedOn', where: notEnded }),
    period: 'quarter',
    guard: '5.1.6.ended',
    quality: tell({
      from: '招商项目登记册；同一企业先报者得，后报只留记录、不成项目',
      check: '企业是否实有、是否一个企业拆成几条线索',
      unsure: '报送日',
      limits: '线索数鼓励多报，须与终止数、签约数对看；终止的线索自终止日起不再计；按项目计，同一企业两个项目计两条',
    }),
  }),
  measure({
    code: '5.1.6.ended',
    zh: '终止的招商项目',
    en: 'Investment projects that ended',
    unit: units.projects,
    tree: count({
      source: 'projects.stage',
      key: 'record_id',
      day: 'entered_on',
      where: all(is('kind', investment), is('stage', 'ended')),
    }),
    period: 'quarter',
    better: 'less',
    quality: tell({
      from: '招商项目的阶段记录（终止须写理由）',
      check: '终止理由、从报送到终止的天数',
      unsure: '终止日',
      limits: '不再推进而未登记终止的项目不在内，见停滞项目',
    }),
  }),
  measure({
    code: '5.1.6.contested',
    zh: '被后报的线索报送',
    en: 'Reports of a firm somebody else had reported',
    unit: units.times,
    tree: count({ source: 'industry.lead-report', day: 'reported_on', where: is('standing', 'competing', 'repeat') }),
    period: 'quarter',
    better: 'neither',
    quality: tell({
      from: '线索报送记录，先报、期内并报、后报都留',
      check: '是否真为同一企业（同名不同企业须补统一社会信用代码）',
      unsure: '报送日',
      limits: '没有信用代码时按名称比对，改名的企业可能漏判',
    }),
  }),
  measure({
    code: '5.1.6.unreported',
    zh: '未经线索报送而登记的招商项目',
    en: 'Investment projects without a report',
    unit: units.projects,
    tree: count({ source: investment, where: not({ exists: 'industry.lead-report', on: { record_id: 'id' } }) }),
    better: 'less',
    quality: tell({
      from: '招商项目登记册与线索报送记录',
      check: '是否为绕开先报规则而直接登记',
      unsure: '项目',
      limits: '由方案文件载入的点名项目、历史导入的项目也在此列，须看明细',
    }),
  }),
  measure({
    code: '4.7.5',
    zh: '招商项目按期过阶段的比例',
    en: 'Stages passed in time',
    unit: units.share,
    tree: share(
      {
        source: 'projects.stage',
        day: 'entered_on',
        where: all(is('kind', investment), { known: 'in_time' }, not(is('stage', 'shelved', 'ended'))),
      },
      is('in_time', true),
    ),
    period: 'year',
    guard: '4.7.5.stalled',
    quality: tell({
      from: '招商项目的阶段记录，进入阶段须有该阶段佐证',
      check: '进入日与佐证日期是否相符、是否补登',
      unsure: '进入日',
      limits: '只看过了的阶段，停在原地的项目不进分母，须与停滞项目对看；期限是各阶段的停滞天数，不是各项目自定的计划',
    }),
  }),
  measure({
    code: '4.7.5.stalled',
    zh: '签约满一年未开工的项目',
    en: 'Signed a year ago, not started',
    unit: units.projects,
    tree: count({
      source: investment,
      where: all(
        reached(['signed'], [{ at: 'entered_on', op: '<=', value: { daysFromValidAt: -365 } }]),
        not(reached(['started'])),
        notEnded,
      ),
    }),
    better: 'less',
    quality: tell({
      from: '招商项目的阶段记录',
      check: '签约日、现状',
      unsure: '阶段日期',
      limits: '不需开工的服务类项目也在此列，须看明细',
    }),
  }),
]

const entities: readonly MeasureDeclaration[] = [
  measure({
    code: '5.2.2',
    zh: '新开业的银发经济经营主体',
    en: 'Firms opened',
    unit: units.firms,
    tree: count({ source: profile, key: 'firm', day: 'openedOn' }),
    period: 'year',
    guard: '5.2.2.closed',
    quality: profileTold('开业日', '净增数为本数减停业、注销数，两数分列以便各自核对；档案补登会使以往年份增加'),
  }),
  measure({
    code: '5.2.2.closed',
    zh: '停业、注销的经营主体',
    en: 'Firms closed',
    unit: units.firms,
    tree: count({ source: profile, key: 'firm', day: 'closedOn', where: { known: 'closedOn' } }),
    period: 'year',
    better: 'less',
    quality: profileTold('停业日', '停业而未登记的不在内；与企业名录的注销状态须定期比对'),
  }),
  measure({
    code: '4.1.0',
    zh: '六大方向企业分类完整率',
    en: 'Firms with direction and class',
    unit: units.share,
    tree: share({ source: profile, key: 'firm', where: goesOn('closedOn') }, all({ known: 'directions' }, { known: 'classes' })),
    guard: '5.2.2.closed',
    quality: profileTold('企业', '只看填没填，不看填得对不对；名录中没有档案的企业不在分母内；国家小类表缺一类，待核对'),
  }),
  measure({
    code: '4.11.3',
    zh: '转入银发领域的家居、生物医药企业',
    en: 'Furniture and biomedicine firms that entered',
    unit: units.firms,
    tree: count({
      source: profile,
      key: 'firm',
      where: all({ known: 'base' }, goesOn('closedOn'), {
        exists: 'industry.product',
        on: { firm: 'firm' },
        where: all(come('launchedOn'), goesOn('offSaleOn'), proved('sale')),
      }),
    }),
    guard: '4.11.3.unproved',
    quality: profileTold('产品上市日', '没有登记原属产业基础的企业视为不属两个基础；有一个在售老年产品即算，不看收入占比'),
  }),
  measure({
    code: '4.11.3.unproved',
    zh: '登记了基础而没有在售产品的企业',
    en: 'Firms of the two bases without a product on sale',
    unit: units.firms,
    tree: count({
      source: profile,
      key: 'firm',
      where: all({ known: 'base' }, goesOn('closedOn'), not({ exists: 'industry.product', on: { firm: 'firm' }, where: proved('sale') })),
    }),
    better: 'less',
    quality: profileTold('企业', '以服务转入而无产品的企业也在此列'),
  }),
  measure({
    code: '3.3d.firms',
    zh: '日资企业',
    en: 'Firms with Japanese capital',
    unit: units.firms,
    tree: count({ source: profile, key: 'firm', where: all(is('country', 'JP'), come('openedOn'), goesOn('closedOn')) }),
    carries: ['3.3d'],
    guard: '5.2.2.closed',
    quality: profileTold('投资者所属国家（地区）', '全区日资银发企业，不限于集成产业中心的承租人；入驻以园区租约另看'),
  }),
  measure({
    code: '4.3.1',
    zh: '绿色健康、长寿食品企业',
    en: 'Firms of green and longevity food',
    unit: units.firms,
    tree: count({ source: profile, key: 'firm', where: all(has('foodLines', 'green', 'longevity'), come('openedOn'), goesOn('closedOn')) }),
    guard: '4.3.1.passed',
    quality: profileTold('食品方向', '食品方向由登记单位选定；食品经营许可以企业档案佐证为准，未与许可库比对'),
  }),
]

/** Firms, money and the pipeline of investment. */
export const investmentMeasures: readonly MeasureDeclaration[] = [...fields, ...money, ...pipeline, ...entities]
