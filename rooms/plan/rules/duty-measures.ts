import type { MeasureDeclaration, Source } from '@yinqiao/kernel/contract'

/** Views on duties, rows of the decomposition and bindings. */
export const dutySources: readonly Source[] = [
  {
    name: 'plan.duty',
    title: { zh: '职责', en: 'Duties' },
    view: 'plan.pub_duty',
    versioned: true,
    known: true,
    columns: {
      clause_id: { type: 'text', title: { zh: '条款', en: 'Clause' }, sql: 's.clause_id::text' },
      clause_kind: { type: 'text', title: { zh: '条款类别', en: 'Kind of clause' } },
      unit_id: { type: 'text', title: { zh: '单位编号', en: 'Unit id' }, sql: 's.unit_id::text' },
      unit_name: { type: 'text', title: { zh: '单位', en: 'Unit' } },
      unit_kind: { type: 'text', title: { zh: '单位类别', en: 'Kind of unit' } },
      division_code: { type: 'text', title: { zh: '属地', en: 'Place' } },
      role: { type: 'text', title: { zh: '分工', en: 'Role' } },
      status: { type: 'text', title: { zh: '状态', en: 'Status' } },
    },
    town: 'division_code',
    unit: 'unit_id',
    label: 'unit_name',
    opens: '/plan/duties',
  },
  {
    name: 'plan.row',
    title: { zh: '方案分解行', en: 'Rows of the plan' },
    view: 'plan.pub_row',
    columns: { code: { type: 'text', title: { zh: '行号', en: 'Row' } } },
    town: null,
    unit: null,
    label: 'code',
    opens: '/plan/cover',
  },
  {
    name: 'plan.binding',
    title: { zh: '指标绑定', en: 'Bindings' },
    view: 'plan.pub_binding',
    known: true,
    columns: {
      row_code: { type: 'text', title: { zh: '行号', en: 'Row' } },
      measure_code: { type: 'text', title: { zh: '指标', en: 'Measure' } },
    },
    town: null,
    unit: null,
    label: 'row_code',
    opens: '/plan/cover',
  },
  {
    name: 'plan.row-note',
    title: { zh: '不计量说明', en: 'Notes why not measured' },
    view: 'plan.pub_row_note',
    columns: { code: { type: 'text', title: { zh: '行号', en: 'Row' } } },
    town: null,
    unit: null,
    opens: '/plan/cover',
  },
]

const quality = {
  verify: '由系统按条款、单位和认领记录直接得出；每季抽查十项职责与单位的书面确认',
  accuracy: '认领、异议、移交都在发生时登记，历次状态留存，可按任一天重算',
  remedy: '统一由专班更正分工决定；更正作为新版本，旧状态不删',
}
const percent = { zh: '%', en: '%' }
const live = { not: { is: 'status', in: ['ended'] } } as const
const accepted = { is: 'status', in: ['accepted'] } as const
const local = { is: 'unit_kind', in: ['town', 'block'] } as const
const shared = { unit: percent, period: 'stock', better: 'more', freshDays: 400, leastCoverage: 0.9 } as const

const lateCases = (code: string, row: string, kind: string, zh: string, en: string): MeasureDeclaration => {
  const ofKind = { is: 'kind', in: [kind] } as const
  // decided: closed, or open beyond its limit; what is open and not late says nothing yet
  const decided = { any: [{ known: 'closed_on' }, { is: 'in_time', in: [false] }] } as const
  return {
    ...shared,
    period: 'year',
    code,
    title: { zh, en },
    tree: {
      fold: 'ratio',
      part: { source: 'cases.case', where: { all: [ofKind, decided, { is: 'in_time', in: [true] }] }, day: 'raised_on' },
      whole: { source: 'cases.case', where: { all: [ofKind, decided] }, day: 'raised_on' },
    },
    carries: [row],
    guard: null,
    freshDays: 120,
    leastCoverage: 0.5,
    quality: {
      verify: '期限由系统按工作日历计算，办结须有文字说明；每季抽查办件与答复',
      sources: '办件登记（提出、答复、办结的每一步）',
      accuracy: '每一步由经办人在办理时登记；日历未覆盖的年份会标明',
      limits: '只看是否按期，不评价答复质量；口头提出而未登记的不在其中',
      remedy: '漏登的补登并注明实际日期；错记的以新步骤更正',
    },
  }
}

/** Numbers on how the plan is taken apart, accepted and answered for. */
export const dutyMeasures: readonly MeasureDeclaration[] = [
  {
    ...shared,
    code: '0.1',
    title: { zh: '计划条款锚定率', en: 'Rows bound or noted' },
    tree: {
      fold: 'ratio',
      part: {
        source: 'plan.row',
        where: {
          any: [
            { exists: 'plan.binding', on: { row_code: 'code' } },
            { exists: 'plan.row-note', on: { code: 'code' } },
          ],
        },
      },
      whole: { source: 'plan.row' },
    },
    carries: ['0.1'],
    guard: null,
    leastCoverage: 1,
    quality: { ...quality, sources: '方案分解行、指标绑定与不计量说明', limits: '绑定不等于有数据；文本中找不到位置的行不在分母中' },
  },
  {
    ...shared,
    code: '5.1.2',
    title: { zh: '责任分解确认率', en: 'Duties accepted' },
    tree: { fold: 'ratio', part: { source: 'plan.duty', where: { all: [live, accepted] } }, whole: { source: 'plan.duty', where: live } },
    carries: ['5.1.2'],
    guard: '5.1.2.disputed',
    quality: { ...quality, sources: '职责清单及各单位的认领', limits: '认领是态度，不是成效' },
  },
  {
    ...shared,
    code: '5.1.2.disputed',
    title: { zh: '有异议的职责', en: 'Duties disputed' },
    unit: { zh: '项', en: 'duties' },
    better: 'less',
    tree: { fold: 'count', rows: { source: 'plan.duty', where: { is: 'status', in: ['disputed'] } } },
    carries: ['5.1.2'],
    guard: null,
    quality: { ...quality, sources: '各单位对职责提出的异议', limits: '口头异议不在其中' },
  },
  {
    ...shared,
    code: '4.1.10',
    title: { zh: '镇级任务分解率', en: 'Tasks accepted by towns' },
    tree: {
      fold: 'ratio',
      part: { source: 'plan.duty', where: { all: [{ is: 'clause_kind', in: ['task'] }, local, live, accepted] } },
      whole: { source: 'plan.duty', where: { all: [{ is: 'clause_kind', in: ['task'] }, local, live] } },
    },
    carries: ['4.1.10'],
    guard: '5.1.2.disputed',
    quality: { ...quality, sources: '十五项任务在各镇（街道、区）的职责', limits: '分母随单位名录变化；未在名录中的单位不在其中' },
  },
  {
    ...shared,
    code: '0.5',
    title: { zh: '单位工作清单建立率', en: 'Units that accepted a duty' },
    tree: {
      fold: 'ratio',
      part: { source: 'plan.duty', where: { all: [live, accepted] }, key: 'unit_id' },
      whole: { source: 'plan.duty', where: live, key: 'unit_id' },
    },
    carries: ['0.5'],
    guard: '5.1.2.disputed',
    leastCoverage: 0.5,
    quality: { ...quality, sources: '职责清单', limits: '至少认领一项即计入；名称未能对应到单位的职责不能判定' },
  },
  {
    ...shared,
    code: '5.1.1',
    title: { zh: '专项工作组成立', en: 'Working group founded' },
    unit: { zh: '个', en: 'group' },
    tree: {
      fold: 'count',
      outOf: 1,
      rows: {
        source: 'plan.working-group',
        where: { exists: 'records.evidence', on: { record_id: 'id' }, where: { is: 'slot', in: ['paper'] } },
      },
    },
    carries: ['5.1.1'],
    guard: '5.1.3',
    freshDays: 3660,
    quality: {
      ...quality,
      verify: '成立文件由两名本组之外的人认定',
      sources: '专项工作组登记及成立文件',
      limits: '只说明成立，不说明运转；运转看会议与决议',
    },
  },
  {
    ...shared,
    code: '0.4',
    title: { zh: '上位政策条款对应率', en: 'Clauses from above answered' },
    tree: {
      fold: 'ratio',
      part: { source: 'plan.upper-clause', where: { any: [{ known: 'row' }, { known: 'notApplicable' }] } },
      whole: { source: 'plan.upper-clause' },
    },
    carries: ['0.4'],
    guard: '5.2.1',
    quality: { ...quality, sources: '上位政策条款登记', limits: '未登记的上位条款不在分母中' },
  },
  {
    ...shared,
    code: '5.2.1',
    title: { zh: '上级扶持政策落地率', en: 'Policies from above carried out' },
    tree: {
      fold: 'ratio',
      part: {
        source: 'plan.upper-clause',
        where: {
          all: [
            { is: 'needsAction', in: [true] },
            { at: 'doneOn', op: '<=', value: { daysFromValidAt: 0 } },
            { exists: 'records.evidence', on: { record_id: 'id' }, where: { is: 'slot', in: ['action'] } },
          ],
        },
      },
      whole: { source: 'plan.upper-clause', where: { is: 'needsAction', in: [true] } },
    },
    carries: ['5.2.1'],
    guard: '0.4',
    leastCoverage: 0.5,
    quality: {
      ...quality,
      verify: '落地文件由他人认定',
      sources: '上位政策条款登记与落地文件',
      limits: '是否需要行动由专班判断；未判断的不能判定',
    },
  },
  lateCases('0.2', '0.2', 'plan.disclosure-request', '依申请公开按期答复率', 'Disclosure requests answered in time'),
  lateCases('5.1.4', '5.1.4', 'plan.issue', '问题按期解决率', 'Issues solved in time'),
  lateCases('5.1.5', '5.1.5', 'plan.cross-unit-request', '跨部门协同请求按期响应率', 'Requests between units answered in time'),
  {
    ...shared,
    code: 'burden.fields',
    title: { zh: '本月手工填报字段数', en: 'Fields typed by hand this month' },
    unit: { zh: '个', en: 'fields' },
    period: 'month',
    better: 'less',
    tree: { fold: 'sum', rows: { source: 'records.typing', day: 'recorded_on' }, amount: 'fields' },
    carries: [],
    guard: null,
    quality: {
      verify: '由系统按每个字段的来源逐次计数，不需要任何人填报',
      sources: '各登记册版本中标为“填写”的字段',
      accuracy: '更改过的字段才计数；导入、设备、推算的不计',
      limits: '只数登记册中的字段，不数附件和会议文字',
      remedy: '来源标错的以新版本更正',
    },
  },
]
