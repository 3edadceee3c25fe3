export interface SheetColumn {
  readonly title: string
  /** Printed behind the title, in brackets. */
  readonly unit?: string
  /** `number` cells stay numbers; `day` is YYYY-MM-DD and becomes a date of the sheet. */
  readonly type: 'text' | 'number' | 'day'
  /** Digits after the point; as many as there are unless told. */
  readonly decimals?: number
  /** In characters. */
  readonly width?: number
}

/** A cell; null is missing and stays empty. A text in a column of numbers stays a text (无数据). */
export type Cell = string | number | null

export interface Sheet {
  readonly name: string
  /** Lines above the table. */
  readonly notes: readonly string[]
  readonly columns: readonly SheetColumn[]
  readonly rows: readonly (readonly Cell[])[]
}

export interface Workbook {
  readonly title: string
  readonly issuer: string
  /** ISO 8601 in UTC, written into the file. */
  readonly at: string
  /** First line of every sheet and head of every printed page. */
  readonly mark: string | null
  readonly sheets: readonly Sheet[]
}
