import { fillPlaceholders } from './fill-placeholders.ts'
import { figuresOf, type ReportModel } from './report-model.ts'

export interface TypedFigure {
  /** Code of the target or label of the task under which the words stand. */
  readonly where: string
  readonly unit: string
  readonly text: string
  readonly kind: 'typed' | 'unknown'
}

/** All that must be looked at before a report is signed: figures typed by hand, and placeholders without a frozen figure. */
export function listTypedFigures(report: ReportModel): TypedFigure[] {
  const figures = figuresOf(report)
  return [
    ...report.targets.map(({ code, words }) => ({ where: code, words })),
    ...report.tasks.map(({ label, title, words }) => ({ where: `${label} ${title}`.trim(), words })),
  ].flatMap(({ where, words }) =>
    words.flatMap(({ unit, text }) => {
      if (text === null) return []
      const { typed, unknown } = fillPlaceholders(text, figures)
      return [
        ...typed.map((each) => ({ where, unit, text: each.text, kind: 'typed' as const })),
        ...unknown.map((each) => ({ where, unit, text: `{{${each.code}}}`, kind: 'unknown' as const })),
      ]
    }),
  )
}
