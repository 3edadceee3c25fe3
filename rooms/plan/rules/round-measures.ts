import type { MeasureDeclaration, Source } from '@yinqiao/kernel/contract'

/** Views on evaluation rounds and their samples. */
export const roundSources: readonly Source[] = [
  {
    name: 'plan.round',
    title: { zh: '评估轮次', en: 'Evaluation rounds' },
    view: 'plan.pub_round',
    versioned: true,
    known: true,
    columns: {
      phase: { type: 'text', title: { zh: '阶段', en: 'Phase' } },
      gate_day: { type: 'day', title: { zh: '关口日', en: 'Gate day' } },
      due_on: { type: 'day', title: { zh: '应出具日', en: 'Due on' } },
      issued_on: { type: 'day', title: { zh: '出具日', en: 'Issued on' } },
      in_time: {
        type: 'boolean',
        title: { zh: '按期出具', en: 'Issued in time' },
        sql: '(s.issued_on is not null and s.issued_on <= s.due_on)',
      },
      synthetic: { type: 'boolean', title: { zh: '合成数据', en: 'Synthetic' } },
    },
    town: null,
    unit: null,
    label: 'phase',
    opens: '/plan/rounds/{id}',
  },
  {
    name: 'plan.sample-check',
    title: { zh: '抽查结果', en: 'Checks of samples' },
    view: 'plan.pub_sample_check',
    versioned: true,
    known: true,
    columns: {
      round_id: { type: 'text', title: { zh: '轮次', en: 'Round' }, sql: 's.round_id::text' },
      measure_code: { type: 'text', title: { zh: '指标', en: 'Measure' } },
      result: { type: 'text', title: { zh: '结果', en: 'Result' } },
      checked_on: { type: 'day', title: { zh: '核查日', en: 'Checked on' } },
      gate_day: { type: 'day', title: { zh: '关口日', en: 'Gate day' } },
      town: { type: 'text', title: { zh: '属地', en: 'Place' }, sql: 's.division_code' },
      unit: { type: 'text', title: { zh: '单位', en: 'Unit' }, sql: 's.unit_id' },
      synthetic: { type: 'boolean', title: { zh: '合成数据', en: 'Synthetic' } },
    },
    town: 'town',
    unit: 'unit',
    label: 'measure_code',
    opens: null,
  },
]

const byNow = (day: string) => ({ at: day, op: '<=', value: { daysFromValidAt: 0 } }) as const
const issued = { all: [{ is: 'in_time', in: [true] }, byNow('issued_on')] } as const
// what was issued in time counts as due also before its day, so that the part lies inside the whole
const due = { any: [{ at: 'due_on', op: '<', value: { daysFromValidAt: 0 } }, issued] } as const
const checked = { all: [{ known: 'result' }, byNow('checked_on')] } as const
const common = {
  unit: { zh: '%', en: '%' },
  period: 'year',
  better: 'more',
  freshDays: 400,
  leastCoverage: 0.9,
  carries: ['5.3.5'],
} as const
const quality = {
  verify: '每份报告附冻结清单的校验值，任何人可按冻结时点重算；抽查的种子事先公布指纹',
  accuracy: '日期与结果由系统在办理时登记，更正另成版本',
  remedy: '未按期出具的，由专班在下一次会议说明；抽查发现的错误回到记录更正',
}

/** The plan's own evaluation as numbers: row 5.3.5. */
export const roundMeasures: readonly MeasureDeclaration[] = [
  {
    ...common,
    code: '5.3.5',
    title: { zh: '阶段评估报告按期出具率', en: 'Evaluation reports issued in time' },
    tree: {
      fold: 'ratio',
      part: { source: 'plan.round', where: { all: [due, issued] }, day: 'due_on' },
      whole: { source: 'plan.round', where: due, day: 'due_on' },
    },
    guard: '5.3.5.sample',
    quality: { ...quality, sources: '评估轮次的登记', limits: '没有开启的评估不在分母中；补充报告不计' },
  },
  {
    ...common,
    code: '5.3.5.sample',
    title: { zh: '抽查一致率', en: 'Samples confirmed' },
    tree: {
      fold: 'ratio',
      part: { source: 'plan.sample-check', where: { all: [checked, { is: 'result', in: ['confirmed'] }] }, day: 'checked_on' },
      whole: { source: 'plan.sample-check', where: checked, day: 'checked_on' },
    },
    guard: '5.3.5',
    quality: { ...quality, sources: '抽中记录的现场核查结果', limits: '只说明抽中的记录；尚未核查的不在分母中' },
  },
]
