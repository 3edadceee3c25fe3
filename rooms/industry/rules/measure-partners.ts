import type { Filter, MeasureDeclaration } from '@yinqiao/kernel/contract'
import { all, come, count, is, measure, not, proved, share, sum, tell, today, units } from './measure-parts.ts'

const cooperation = 'industry.cooperation'
const research = 'industry.research'
const onTime = all(is('state', 'done'), { at: 'doneOn', op: '<=', value: { column: 'dueOn' } })
const due = (source: string, where: Filter) => ({ source, day: 'dueOn', where: all(not(is('state', 'waived')), where) })
const recent = (column: string, days: number) => all({ at: column, op: '>=', value: { daysFromValidAt: -days } }, come(column))

const dueTold = (from: string, limits: string) =>
  tell({
    from,
    check: '到期日是否事后改过、完成证明',
    unsure: '状态、完成日',
    limits: `${limits}；到期日改动须写理由，旧值可查；经双方取消的不进分母`,
  })

const agreements: readonly MeasureDeclaration[] = [
  measure({
    code: '4.8.6',
    zh: '头部企业合作协议履约率',
    en: 'Deliverables of head firms on time',
    unit: units.share,
    tree: share(
      due('industry.deliverable', {
        exists: cooperation,
        on: { id: 'cooperation' },
        where: all(is('headFirm', true), proved('agreement')),
      }),
      onTime,
    ),
    period: 'year',
    guard: '4.8.6.waived',
    quality: dueTold('合作协议与应交付事项登记册', '只看协议写明并登记的事项；合作方是否头部企业由登记人判断、认定人核对'),
  }),
  measure({
    code: '4.8.6.waived',
    zh: '被取消的应交付事项与节点',
    en: 'Deliverables waived',
    unit: units.items,
    tree: count({ source: 'industry.deliverable', day: 'dueOn', where: is('state', 'waived') }),
    period: 'year',
    better: 'less',
    carries: ['4.8.6'],
    quality: dueTold('应交付事项登记册', '取消可能正当，须看理由'),
  }),
  measure({
    code: '3.1e',
    zh: '合作攻坚项目节点按期率',
    en: 'Milestones of joint research on time',
    unit: units.share,
    tree: share(due('industry.milestone', { exists: research, on: { id: 'research' }, where: { known: 'cooperation' } }), onTime),
    period: 'year',
    guard: '3.1e.late',
    quality: dueTold('攻关项目与攻关节点登记册', '有合作协议的攻关项目才算合作攻坚；节点由项目方提出，难易不一'),
  }),
  measure({
    code: '3.1e.late',
    zh: '逾期未完成的攻关节点',
    en: 'Milestones overdue',
    unit: units.items,
    tree: count({ source: 'industry.milestone', where: all(is('state', 'pending'), { at: 'dueOn', op: '<', value: today }) }),
    better: 'less',
    carries: ['3.1e', '4.1.5'],
    quality: dueTold('攻关节点登记册', '已完成而未登记的也在此列'),
  }),
  measure({
    code: '4.1.5',
    zh: '智能设备研发节点完成率',
    en: 'Milestones of smart devices done',
    unit: units.share,
    tree: share(
      due('industry.milestone', { exists: research, on: { id: 'research' }, where: is('technology', 'orthosis', 'exoskeleton') }),
      is('state', 'done'),
    ),
    period: 'year',
    guard: '3.1e.late',
    quality: dueTold('攻关项目与攻关节点登记册', '智能矫形器、外骨骼两类技术；完成不论迟早，按期率另见 3.1e'),
  }),
  measure({
    code: '3.3a',
    zh: '引进日本康养服务和技术的合同',
    en: 'Contracts for Japanese services and technology in force',
    unit: { zh: '份', en: 'contracts' },
    tree: count({ source: 'industry.import-contract', where: all(is('country', 'JP'), proved('contract')) }),
    guard: '3.3a.firms',
    quality: tell({
      from: '引进合同登记册',
      check: '合同文本、境外一方、有效期',
      unsure: '国家（地区）',
      limits: '有效期内的合同数，不反映执行与金额；同一合作拆成几份合同会多计',
    }),
  }),
  measure({
    code: '3.3a.firms',
    zh: '签有日本引进合同的企业',
    en: 'Firms with such a contract',
    unit: units.firms,
    tree: count({ source: 'industry.import-contract', key: 'firm', where: all(is('country', 'JP'), proved('contract')) }),
    better: 'neither',
    carries: ['3.3a'],
    quality: tell({
      from: '引进合同登记册',
      check: '合同文本与引进企业',
      unsure: '国家（地区）',
      limits: '与合同数对看可见是否一家企业拆签多份',
    }),
  }),
  measure({
    code: '3.3e.agreements',
    zh: '有效的国际合作协议',
    en: 'International agreements in force',
    unit: { zh: '份', en: 'agreements' },
    tree: count({ source: cooperation, where: all(not(is('country', 'CN', 'HK', 'MO', 'TW')), proved('agreement')) }),
    carries: ['3.3e'],
    guard: '4.8.6',
    quality: tell({
      from: '合作协议登记册',
      check: '协议文本、合作方国家',
      unsure: '合作方国家（地区）',
      limits: '不含引进合同；协议有效不等于有进展',
    }),
  }),
  measure({
    code: '3.3e.exports',
    zh: '银发企业出口额',
    en: 'Exports',
    unit: units.money,
    tree: sum('wan', { source: 'industry.export-money', day: 'clearedOn', where: proved('customs') }),
    period: 'year',
    carries: ['3.3e'],
    guard: '4.10.6',
    quality: tell({
      from: '企业按月报送的出口登记，凭报关凭证',
      check: '报关凭证与折算',
      unsure: '月末日、金额',
      limits: '不是海关统计；折人民币的汇率由企业按当月自定，未统一',
    }),
  }),
]

const eventTold = (limits: string) =>
  tell({ from: '对接与交流活动、活动成交登记册', check: '签到与纪要、合同', unsure: '举办日、类别、金额', limits })
const deal = (sort: string, ...more: readonly Filter[]): Filter => ({
  exists: 'industry.event-deal',
  on: { event: 'id' },
  where: all(is('sort', sort), proved('contract'), ...more),
})

const events: readonly MeasureDeclaration[] = [
  measure({
    code: '3.1c',
    zh: '联盟交流活动',
    en: 'Exchanges of the alliance',
    unit: { zh: '场', en: 'events' },
    tree: count({ source: 'industry.event', day: 'heldOn', where: all(is('sort', 'alliance'), proved('minutes')) }),
    period: 'year',
    guard: '3.1c.led',
    quality: eventTold('场次不反映成效，与转化对看'),
  }),
  measure({
    code: '3.1c.led',
    zh: '带来签约的联盟交流活动占比',
    en: 'Exchanges that led to a contract',
    unit: units.share,
    tree: share({ source: 'industry.event', day: 'heldOn', where: all(is('sort', 'alliance'), proved('minutes')) }, deal('signed')),
    period: 'year',
    carries: ['3.1c'],
    quality: eventTold('签约不限在12个月之内，近期活动天然偏低；一场有一份签约即算'),
  }),
  measure({
    code: '4.10.1',
    zh: '产业对接会场次',
    en: 'Matching meetings',
    unit: { zh: '场', en: 'events' },
    tree: count({ source: 'industry.event', day: 'heldOn', where: all(is('sort', 'matching'), proved('minutes')) }),
    period: 'year',
    guard: '4.10.1.signed',
    quality: eventTold('场次易做，须与成交对看；没有签到与纪要的不计'),
  }),
  ...(['intended', 'signed'] as const).map((sort) =>
    measure({
      code: `4.10.1.${sort}`,
      zh: sort === 'signed' ? '对接会成交金额' : '对接会意向金额',
      en: sort === 'signed' ? 'Contracts from matching meetings' : 'Intentions from matching meetings',
      unit: units.money,
      tree: sum('wan', {
        source: 'industry.deal-money',
        day: 'signedOn',
        where: all(is('sort', sort), proved('contract'), { exists: 'industry.event', on: { id: 'event' }, where: is('sort', 'matching') }),
      }),
      period: 'year',
      carries: ['4.10.1'],
      guard: sort === 'signed' ? '4.10.6' : '4.10.1.signed',
      quality: eventTold(
        sort === 'signed' ? '按合同金额，不是履约金额；是否因活动而成由登记人判断' : '意向不是成交，两数从不相加；意向书也须有佐证',
      ),
    }),
  ),
  measure({
    code: '4.10.2',
    zh: '自主品牌宣传',
    en: 'Campaigns for own brands',
    unit: units.times,
    tree: count({ source: 'industry.campaign', day: 'startedOn' }),
    period: 'year',
    guard: '4.10.2.reach',
    quality: tell({
      from: '品牌宣传登记册',
      check: '渠道、费用、品牌',
      unsure: '开始日',
      limits: '次数不反映效果；一次多渠道若分登则多计',
    }),
  }),
  measure({
    code: '4.10.2.reach',
    zh: '有出处的宣传触达人次',
    en: 'Reach with a source',
    unit: { zh: '人次', en: 'contacts' },
    tree: sum('reach', { source: 'industry.campaign', day: 'startedOn', where: all({ known: 'reachSource' }, proved('reach')) }),
    period: 'year',
    better: 'more',
    carries: ['4.10.2'],
    quality: tell({
      from: '品牌宣传登记册与触达数证明',
      check: '触达数的出处',
      unsure: '触达人次',
      limits: '各渠道口径不同，同一人可重复计；没有出处的不计',
    }),
  }),
  measure({
    code: '4.10.4',
    zh: '参与研制并发布的标准',
    en: 'Standards published with a drafter of the district',
    unit: { zh: '项', en: 'standards' },
    tree: count({ source: 'industry.standard', day: 'publishedOn', where: all(is('ourDrafter', true), proved('text')) }),
    period: 'year',
    guard: '2.3d',
    quality: tell({
      from: '标准登记册与发布文本',
      check: '标准号、起草单位',
      unsure: '是否有本区起草单位、发布日',
      limits: '已废止的不计入当年；各层级合计，不加权；发布不等于采用，采用见 2.3d',
    }),
  }),
]

const contacted: Filter = { exists: 'industry.target-contact', on: { target: 'id' }, where: all(recent('metOn', 90), proved('minutes')) }

const outreach: readonly MeasureDeclaration[] = [
  measure({
    code: '4.7.1',
    zh: '点名企业近90天对接覆盖率',
    en: 'Named firms met within 90 days',
    unit: units.share,
    tree: share({ source: 'industry.target-firm', where: is('named', true) }, contacted),
    guard: '5.1.6.ended',
    quality: tell({
      from: '重点对接企业（方案点名的企业由区的数据文件载入）与对接记录',
      check: '纪要或函件；走访时刻与地点有无同一人同时在两处',
      unsure: '是否方案点名',
      limits: '接触一次即算，不反映深浅；各企业现阶段看其招商项目',
    }),
  }),
  measure({
    code: '2.0c',
    zh: '在用的应用场景',
    en: 'Scenes in use',
    unit: { zh: '个', en: 'scenes' },
    tree: count({
      source: 'industry.scene',
      where: all(proved('golive'), { exists: 'industry.scene-usage', on: { scene: 'id' }, where: recent('usedOn', 90) }),
    }),
    guard: '2.2c.silent',
    quality: tell({
      from: '应用场景与场景使用记录',
      check: '使用记录的来源系统',
      unsure: '使用日',
      limits: '90天内有一条使用记录即算在用；使用人数不在本数',
    }),
  }),
  measure({
    code: '4.7.0',
    zh: '有活动的平台',
    en: 'Platforms with activity',
    unit: { zh: '个', en: 'platforms' },
    tree: count({ source: 'industry.platform-activity', key: 'platform', day: 'doneOn', where: proved('activity') }),
    period: 'quarter',
    guard: '4.7.0.types',
    quality: tell({ from: '四类平台与平台活动登记册', check: '活动证明', unsure: '日期', limits: '季内有一事即算有活动' }),
  }),
  measure({
    code: '4.7.0.types',
    zh: '近90天有活动的平台类别',
    en: 'Sorts of platform with activity',
    unit: { zh: '类', en: 'sorts' },
    tree: count(
      {
        source: 'industry.platform-entry',
        key: 'platform',
        where: { exists: 'industry.platform-activity', on: { platform: 'id' }, where: all(recent('doneOn', 90), proved('activity')) },
      },
      4,
    ),
    carries: ['4.7.0'],
    quality: tell({ from: '四类平台与平台活动登记册', check: '各类平台的活动证明', unsure: '日期', limits: '一类有一个平台有活动即算' }),
  }),
  measure({
    code: '4.7.0b',
    zh: '培育对象晋级',
    en: 'Steps up of what is cultivated',
    unit: units.times,
    tree: count({ source: 'industry.cultivation', day: 'steppedOn', where: all(is('step', 'cultivating', 'recognised'), proved('step')) }),
    period: 'year',
    guard: '2.3a.lapsed',
    quality: tell({
      from: '培育登记册与入库、认定文件',
      check: '晋级文件',
      unsure: '到达日',
      limits: '产业、企业、园区三类合计，可按类别在明细中分看；降级未登记',
    }),
  }),
]

/** Agreements, events and outreach. */
export const partnerMeasures: readonly MeasureDeclaration[] = [...agreements, ...events, ...outreach]
