import { z } from 'zod'
import type { Words } from './words.ts'

/** What a column of a source holds. `day` is a calendar day `YYYY-MM-DD`, `texts` a set of codes. */
export type ColumnType = 'text' | 'number' | 'day' | 'boolean' | 'texts'

export interface SourceColumn {
  readonly type: ColumnType
  readonly title: Words
  /** SQL over the view's alias `s`; the column of the same name unless told. Never from a user. */
  readonly sql?: string
  /** What its codes mean to people. */
  readonly codes?: readonly { readonly code: string; readonly title: Words }[]
  /** Every row has it. */
  readonly always?: boolean
  /** Names or describes a person: shown only to those with a duty to see it. */
  readonly person?: boolean
}

/**
 * A published view that measures may read. The view has `id` (text or uuid) of the record, and, where told, `version`
 * (int), `valid_from`/`valid_to` (day, end exclusive: when it was true) and `known_from`/`known_to` (instant, end
 * exclusive: when we knew it). Corrections close `known_to` and add a row; nothing is changed or deleted.
 */
export interface Source {
  /** `room.thing`, stable: query trees name it. */
  readonly name: string
  readonly title: Words
  /** `schema.pub_thing` */
  readonly view: string
  /** A fixed condition over alias `s` that cuts this source out of a view many share. Never from a user. */
  readonly only?: string
  readonly versioned?: boolean
  /** `id` is a uuid in the view (text otherwise). */
  readonly uuid?: boolean
  /** At any moment, of what is true on any day, a record has one row at most. */
  readonly single?: boolean
  readonly valid?: boolean
  readonly known?: boolean
  readonly columns: Readonly<Record<string, SourceColumn>>
  /** The column with the division code (town or below), and the one with the unit the row is scored to; null where it has none. */
  readonly town: string | null
  readonly unit: string | null
  /** The column that names a row for people. */
  readonly label?: string
  /** Path of the screen that opens a record, with `{id}`. */
  readonly opens: string | null
  /** Rows are persons of the register: small cells are hidden, rows masked. */
  readonly persons?: boolean
}

/** A value in a filter: written out, one of the measure version's parameters, or a day counted from the day of the question. */
export const Operand = z.union([
  z.string().max(200),
  z.number(),
  z.boolean(),
  z.object({ param: z.string().max(60) }),
  z.object({ column: z.string().max(60) }),
  z.object({ daysFromValidAt: z.number().int() }),
])
export type Operand = z.infer<typeof Operand>

/** A condition on a row: true, false, or unknown where a fact it needs is missing (Kleene's three values, as SQL has them). */
export type Filter =
  | { readonly all: readonly Filter[] }
  | { readonly any: readonly Filter[] }
  | { readonly not: Filter }
  | { readonly is: string; readonly in: readonly Operand[] }
  | { readonly at: string; readonly op: '<' | '<=' | '>' | '>=' | '='; readonly value: Operand }
  | { readonly known: string }
  | { readonly has: string; readonly any: readonly Operand[] }
  | {
      readonly exists: string
      readonly on: Readonly<Record<string, string>>
      readonly where?: Filter | undefined
      readonly least?: number | undefined
    }

const name = z.string().min(1).max(80)
export const Filter: z.ZodType<Filter> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(Filter).max(40) }),
    z.strictObject({ any: z.array(Filter).max(40) }),
    z.strictObject({ not: Filter }),
    z.strictObject({ is: name, in: z.array(Operand).min(1).max(200) }),
    z.strictObject({ at: name, op: z.enum(['<', '<=', '>', '>=', '=']), value: Operand }),
    z.strictObject({ known: name }),
    z.strictObject({ has: name, any: z.array(Operand).min(1).max(200) }),
    z.strictObject({ exists: name, on: z.record(name, name), where: Filter.optional(), least: z.number().int().min(1).optional() }),
  ]),
)

/** A set of rows: a source, cut by a filter, each counted once by its key, belonging to the period its day lies in. */
export const RowSet = z.strictObject({
  source: name,
  where: Filter.optional(),
  /** Rows with the same key count once; the record's id unless told. A row whose key is missing is undecided. */
  key: name.optional(),
  /** The day that puts a row into a period; without one the rows are those true on the day of the question. */
  day: name.optional(),
})
export type RowSet = z.infer<typeof RowSet>

/**
 * How a measure is made from rows, compiled from this one tree to its value and to its rows.
 * - `count`, `sum`: of `rows`. - `median`: of a number column; of an even count the mean of the middle two.
 * - `ratio`: rows of `part` over rows of `whole`; every row of `part` must be a row of `whole` (by key).
 * - `quotient`: two sums of different things (leased over lettable); no subset is meant.
 */
export const QueryTree = z.discriminatedUnion('fold', [
  z.strictObject({ fold: z.literal('count'), rows: RowSet, outOf: z.number().int().min(1).optional() }),
  z.strictObject({ fold: z.literal('sum'), rows: RowSet, amount: name }),
  z.strictObject({ fold: z.literal('median'), rows: RowSet, amount: name }),
  z.strictObject({ fold: z.literal('ratio'), part: RowSet, whole: RowSet }),
  z.strictObject({ fold: z.literal('quotient'), part: RowSet, partAmount: name, whole: RowSet, wholeAmount: name }),
])
export type QueryTree = z.infer<typeof QueryTree>

/** What must be said of a measure's quality before it may be published (after the five of GPRAMA, 31 U.S.C. 1116(c)(6)). */
export const QualityStatements = z.object({
  verify: z.string().min(4).max(600),
  sources: z.string().min(4).max(600),
  accuracy: z.string().min(4).max(600),
  limits: z.string().min(4).max(600),
  remedy: z.string().min(4).max(600),
})
export type QualityStatements = z.infer<typeof QualityStatements>

/** Periods a measure is cut into; `stock` is a state on a day and belongs to none. */
export const PeriodKind = z.enum(['stock', 'month', 'quarter', 'year', 'phase'])
export type PeriodKind = z.infer<typeof PeriodKind>

export const Param = z.union([z.string().max(200), z.number(), z.boolean()])
export const Params = z.record(z.string().max(60), Param)
export type Params = z.infer<typeof Params>

/** A number a room offers, with the rows it is made of. The plan binds it to rows of its decomposition; it has no form of its own. */
export interface MeasureDeclaration {
  /** Stable code; begins with the decomposition row it was made for: `2.2b`, `2.2a.occupancy`. */
  readonly code: string
  readonly title: Words
  readonly unit: Words
  readonly tree: QueryTree
  readonly params?: Params
  readonly period: PeriodKind
  readonly better: 'more' | 'less' | 'neither'
  /** Rows of the decomposition it carries; one measure may carry several and still counts once. */
  readonly carries: readonly string[]
  /** Code of the measure that shows when this one is gamed. */
  readonly guard: string | null
  /** Days after which a source that says nothing new is called out of date. */
  readonly freshDays: number
  /** Least share (0..1) of rows that must be decidable. */
  readonly leastCoverage: number
  readonly quality: QualityStatements
}

/** Which rows are meant: the whole district, a division (code prefix) or the rows scored to a unit. */
export const MeasureScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('district') }),
  z.object({ kind: z.literal('town'), code: z.string().regex(/^\d{6}(\d{3}(\d{3})?)?$/) }),
  z.object({ kind: z.literal('unit'), id: z.uuid() }),
])
export type MeasureScope = z.infer<typeof MeasureScope>
