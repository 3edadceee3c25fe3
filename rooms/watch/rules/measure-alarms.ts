import type { Filter, MeasureDeclaration, QualityStatements, QueryTree } from '@yinqiao/kernel/contract'
import { answerLimits } from '../contract/answer-limit.ts'
import { shipped } from './detect/shipped-rules.ts'

const percent = { zh: '%', en: '%' }
const all = (...parts: readonly Filter[]): Filter => ({ all: [...parts] })
/** Alarms that somebody must answer at once: levels 1 and 2, no tests, none that ended by itself before anybody came, none inside an incident. */
const asked: readonly Filter[] = [
  { at: 'level', op: '<=', value: 2 },
  { is: 'asked', in: [true] },
]
const sent: Filter = { is: 'dispatched', in: [true] }

const quality: QualityStatements = {
  verify: '打开明细逐件看告警经过，每步的时间由服务器记录；抽查的件与当班录音、出动记录核对',
  sources: '告警及其经过；接警、派出、到达、结案各由当值的人在台面或手机上按下',
  accuracy: '用时取服务器时间，精确到毫秒；时间未到又没有结果的不能判定，不当作“否”',
  limits: '只计一、二级；测试、无人接时已自行恢复、归入事件的各户告警不计；接警不等于处理得好',
  remedy: '结案原因有误的由值守长复核改正；旧数可按当时所知重算',
}
const shared = { period: 'month', leastCoverage: 0.9, freshDays: 31, carries: ['4.4.4'], guard: null, quality } as const

/** Those for which it can be told by now whether it was in time. */
const told = (name: string): Filter => ({ is: name, in: [true, false] })

const share = (day: string, whole: readonly Filter[], part: Filter): QueryTree => ({
  fold: 'ratio',
  part: { source: 'watch.alarm', where: all(...whole, part), day },
  whole: { source: 'watch.alarm', where: all(...whole), day },
})

/** The limits of answer or arrival, in seconds or minutes. */
const limitsOf = (what: 'answer' | 'arrival', unit: number): number[] =>
  Object.values(answerLimits).flatMap(({ of, seconds }) => (of === what ? [seconds / unit] : []))

const answered: readonly MeasureDeclaration[] = [
  {
    ...shared,
    code: '4.4.4.answer',
    title: { zh: '告警响应中位时长', en: 'Median seconds from alarm to answer' },
    unit: { zh: '秒', en: 's' },
    tree: {
      fold: 'median',
      rows: { source: 'watch.alarm', where: all(...asked, { known: 'answer_seconds' }), day: 'opened_on' },
      amount: 'answer_seconds',
    },
    better: 'less',
    guard: '4.4.4.in180',
    quality: { ...quality, limits: `${quality.limits}；没有人接的件没有用时，不在中位数里，须与 180 秒内接警率同看` },
  },
  ...limitsOf('answer', 1).map(
    (seconds): MeasureDeclaration => ({
      ...shared,
      code: `4.4.4.in${seconds}`,
      title: { zh: `告警 ${seconds} 秒内接警率`, en: `Alarms answered within ${seconds} s` },
      unit: percent,
      tree: share('opened_on', [...asked, told(`answered_${seconds}`)], { is: `answered_${seconds}`, in: [true] }),
      better: 'more',
      guard: '4.4.4.false',
    }),
  ),
  ...limitsOf('arrival', 60).map(
    (minutes): MeasureDeclaration => ({
      ...shared,
      code: `4.4.4.arrived${minutes}`,
      title: { zh: `派出后 ${minutes} 分钟内到达率`, en: `Responders there within ${minutes} min` },
      unit: percent,
      tree: share('opened_on', [...asked, sent, told(`arrived_${minutes}`)], { is: `arrived_${minutes}`, in: [true] }),
      better: 'more',
      guard: '4.4.4.in180',
      quality: { ...quality, limits: `${quality.limits}；只计派出了人的件；派出后因事情已了而召回的算未到达` },
    }),
  ),
  {
    ...shared,
    code: '4.4.4.alarms',
    title: { zh: '需要接警的告警', en: 'Alarms that asked for an answer' },
    unit: { zh: '件', en: 'alarms' },
    tree: { fold: 'count', rows: { source: 'watch.alarm', where: all(...asked), day: 'opened_on' } },
    better: 'neither',
    guard: '4.4.4.false',
  },
]

const judged: readonly Filter[] = [{ is: 'close_cause', in: ['true', 'false'] }]
const wrong: Filter = { is: 'close_cause', in: ['false'] }
const falseQuality = {
  ...quality,
  limits: '只计以“真”或“误报”结案的件，按结案之月；真假由值守员判断；一件告警的信号出自几条规则，每条规则各计一次',
}

const mistaken: readonly MeasureDeclaration[] = [
  {
    ...shared,
    code: '4.4.4.false',
    title: { zh: '误报占比', en: 'Share of false alarms' },
    unit: percent,
    tree: share('closed_on', [{ known: 'closed_on' }, ...judged], wrong),
    better: 'less',
    guard: '4.4.4.alarms',
    quality: falseQuality,
  },
  ...shipped.rules
    .filter(({ cause }) => cause !== 'equipment')
    .map(
      ({ code, title }): MeasureDeclaration => ({
        ...shared,
        code: `4.4.4.false.${code}`,
        title: { zh: `误报占比：${title.zh}`, en: `Share of false alarms: ${title.en}` },
        unit: percent,
        tree: share('closed_on', [{ known: 'closed_on' }, { has: 'rules', any: [code] }, ...judged], wrong),
        better: 'less',
        guard: '4.4.4.alarms',
        freshDays: 366,
        quality: falseQuality,
      }),
    ),
]

/** Numbers of alarms: how fast somebody answered and came, and how often for nothing. */
export const alarmMeasures: readonly MeasureDeclaration[] = [...answered, ...mistaken]
