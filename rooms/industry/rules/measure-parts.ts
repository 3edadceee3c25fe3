import type { Filter, MeasureDeclaration, QualityStatements, QueryTree, RowSet, Words } from '@yinqiao/kernel/contract'

/** The day of the question. */
export const today = { daysFromValidAt: 0 } as const
export const all = (...parts: readonly Filter[]): Filter => ({ all: [...parts] })
export const any = (...parts: readonly Filter[]): Filter => ({ any: [...parts] })
export const not = (part: Filter): Filter => ({ not: part })
export const is = (column: string, ...values: readonly (string | boolean)[]): Filter => ({ is: column, in: [...values] })
/** One of the values that parameters name: what an interpretation decides. */
export const isParam = (column: string, ...names: readonly string[]): Filter => ({ is: column, in: names.map((param) => ({ param })) })
export const has = (column: string, ...values: readonly string[]): Filter => ({ has: column, any: [...values] })
/** A day that has come by the day of the question. */
export const come = (column: string): Filter => ({ at: column, op: '<=', value: today })
/** An end that is not recorded, or still lies ahead: the absence of an end is the absence of an event, not a missing fact. */
export const goesOn = (column: string): Filter => any(not({ known: column }), { at: column, op: '>', value: today })

/** An accepted paper in force lies in a slot; `column` holds the id of its record. */
export const proved = (slot: string, column = 'id'): Filter => ({
  exists: 'records.evidence',
  on: { record_id: column },
  where: is('slot', slot),
})
/** The work entered one of these stages by the day of the question (and within more). */
export const reached = (stages: readonly string[], more: readonly Filter[] = [], column = 'id'): Filter => ({
  exists: 'projects.stage',
  on: { record_id: column },
  where: all(is('stage', ...stages), come('entered_on'), ...more),
})
export const notEnded = not(reached(['ended']))

export const count = (rows: RowSet, outOf?: number): QueryTree => ({ fold: 'count', rows, ...(outOf === undefined ? {} : { outOf }) })
export const sum = (amount: string, rows: RowSet): QueryTree => ({ fold: 'sum', rows, amount })
/** Rows of a set that also meet `more`, over the rows of the set. */
export const share = (whole: RowSet, more: Filter): QueryTree => ({
  fold: 'ratio',
  part: { ...whole, where: whole.where === undefined ? more : all(whole.where, more) },
  whole,
})

export const units = {
  firms: { zh: '家', en: 'firms' },
  items: { zh: '个', en: 'items' },
  projects: { zh: '项', en: 'projects' },
  share: { zh: '%', en: '%' },
  money: { zh: '万元', en: '10,000 yuan' },
  times: { zh: '次', en: 'times' },
} as const satisfies Readonly<Record<string, Words>>

/** What must be said of a measure besides what is the same for all that rest on these registers. */
interface Told {
  /** Which registers the rows come from. */
  readonly from: string
  /** What to look at when rows are checked. */
  readonly check: string
  /** Which fact, where missing, leaves a row undecided. */
  readonly unsure: string
  readonly limits: string
  readonly remedy?: string
}

export const tell = ({ from, check, unsure, limits, remedy }: Told): QualityStatements => ({
  verify: `打开明细，逐行核对${check}；抽查的行看原件或到现场`,
  sources: `${from}；计入的单位可以提交佐证，不能认定本单位的佐证`,
  accuracy: `${unsure}未登记的行列为不能判定，计入覆盖率，不当作“否”也不当作零`,
  limits,
  remedy: remedy ?? '有误的记录由登记单位更正或作废并写明理由；旧数可按当时所知重算，差异逐行列出',
})

type Given = Pick<MeasureDeclaration, 'code' | 'unit' | 'tree' | 'quality'> &
  Partial<Omit<MeasureDeclaration, 'title'>> & { readonly zh: string; readonly en: string }

/** A declaration with what most of them share: a state on a day, more is better, its row is its code up to the second dot. */
export const measure = ({ zh, en, ...given }: Given): MeasureDeclaration => ({
  title: { zh, en },
  period: 'stock',
  better: 'more',
  carries: [/^\d+(\.\d+)*[a-z]?/.exec(given.code)?.[0] ?? given.code],
  guard: null,
  freshDays: 90,
  leastCoverage: 0.9,
  ...given,
})
