import { type Block, type Run, type Words } from '@yinqiao/papers/contract'
import { fillPlaceholders } from './fill-placeholders.ts'
import { printFigure, printNumber } from './print-figure.ts'
import type { ReportAim, ReportFigure, ReportModel, ReportTarget, TargetOutcome } from './report-model.ts'

export const outcomeWords: Readonly<Record<TargetOutcome, string>> = {
  met: '达到',
  'not-met': '未达到',
  undefined: '口径未定',
  'no-value-set': '未定目标值',
  'no-data': '无数据',
  thin: '数据不足',
  stale: '过期',
  'not-due': '未到期',
  disputed: '有争议',
}
export const stateWords: Readonly<Record<ReportModel['state'], string>> = {
  draft: '机器草稿',
  'self-report': '单位自评中',
  evidence: '证据核查中',
  review: '独立复核中',
  signed: '已签发',
  published: '已公开',
  archived: '已归档',
}
/** The scope of a figure of the whole district, as a manifest prints it. */
export const wholeDistrict = '全区'
const comparisons = { '>=': '不低于', '>': '高于', '<=': '不超过', '<': '低于', '=': '等于', '~': '约', range: '' }

/** A figure with its code in small print; without a value its state and why. */
export function figureRuns(figure: ReportFigure | null): Words {
  if (figure === null) return [{ text: '无指标', faint: true }]
  const run: Run = { text: printFigure(figure), bold: true, ...(figure.rowsCode === null ? {} : { code: figure.rowsCode }) }
  return figure.why === null ? [run] : [run, { text: `　${figure.why}`, faint: true }]
}

/** What was aimed at, told apart: the plan's words, or a decision of the group. */
export function aimWords(aim: ReportAim | null): string {
  if (aim === null) return '方案与决定均未定数值'
  const value =
    aim.comparison === 'range' && aim.valueTo !== null ? `${printNumber(aim.value)}至${printNumber(aim.valueTo)}` : printNumber(aim.value)
  return `${comparisons[aim.comparison]} ${value} ${aim.unit}（${aim.source === 'plan' ? '方案' : '决定'}：${aim.words}）`.trim()
}

/** Words of a unit with placeholders filled; figures typed by hand are highlighted and said to be so. */
export function unitRuns(text: string, figures: ReadonlyMap<string, ReportFigure>): Words {
  return fillPlaceholders(text, figures).parts.map((part): Run => {
    switch (part.kind) {
      case 'words':
        return { text: part.text }
      case 'figure':
        return { text: part.text, bold: true, ...(part.rowsCode === null ? {} : { code: part.rowsCode }) }
      case 'typed':
      case 'unknown':
        return { text: part.text, unproven: true }
    }
  })
}

/** An instant as it is read in the district. */
export function localMoment(instant: string): string {
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO('Asia/Shanghai')
  return `${at.toPlainDate()} ${at.toPlainTime().round('second').toString().slice(0, 8)}（北京时间）`
}

/** 2026-11-22 as 2026年11月22日. */
export function chineseDay(day: string): string {
  const { year, month, day: date } = Temporal.PlainDate.from(day)
  return `${year}年${month}月${date}日`
}

/** What units wrote; who was asked and wrote nothing is named. */
export function wordsOf(words: ReportTarget['words'], figures: ReadonlyMap<string, ReportFigure>): Block[] {
  return words.flatMap(({ unit, text, sentOn }): Block[] =>
    text === null
      ? [{ kind: 'paragraph', words: [{ text: `缺自评：${unit} 未报送。`, unproven: true }] }]
      : [
          { kind: 'note', words: `${unit} 自评${sentOn === null ? '' : `（${sentOn}）`}` },
          { kind: 'quote', words: unitRuns(text, figures) },
        ],
  )
}
