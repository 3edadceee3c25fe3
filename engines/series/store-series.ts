import type { Context } from '@yinqiao/kernel'
import { type Selectable, sql } from 'kysely'
import { tablesOf } from './store.ts'
import type { SeriesRows } from './tables/rows.ts'

/** One source bound to one place and person for a time. */
export type SeriesRecord = Selectable<SeriesRows['series.series']>

/** What a new series says of itself. */
export interface Opening {
  readonly kind: string
  /** Who has this area may see it; null = nobody by area. */
  readonly divisionCode: string | null
  /** Whose readings these are; null = nobody's. */
  readonly person: string | null
  /** The source's own name. */
  readonly label: string | null
}

/** Opens a series from now on and gives its number. */
export async function openSeries(ctx: Context, opening: Opening): Promise<number> {
  const { id } = await tablesOf(ctx.db)
    .insertInto('series.series')
    .values({
      kind: opening.kind,
      division_code: opening.divisionCode,
      person: opening.person,
      label: opening.label,
      opened_at: ctx.now.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Closes a series from now on; false when it is not there or closed already. What it holds stays. */
export async function closeSeries(ctx: Context, id: number): Promise<boolean> {
  const { numUpdatedRows } = await tablesOf(ctx.db)
    .updateTable('series.series')
    .set({ closed_at: ctx.now.toString() })
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Puts series into another area, with all they hold: the place they are bound to was recorded in the wrong one. */
export async function moveSeries(ctx: Context, ids: readonly number[], divisionCode: string): Promise<void> {
  await tablesOf(ctx.db)
    .updateTable('series.series')
    .set({ division_code: divisionCode })
    .where(sql<boolean>`id = any (${[...ids]}::int4[])`)
    .execute()
}

/** What series are looked for by; all that is given must fit. */
export interface SeriesSought {
  readonly ids?: readonly number[]
  readonly kind?: string
  readonly person?: string
  readonly label?: string
  /** Only those not closed. */
  readonly open?: boolean
}

/** The series the caller may see, oldest first. */
export async function findSeries(ctx: Context, sought: SeriesSought): Promise<SeriesRecord[]> {
  let query = tablesOf(ctx.db).selectFrom('series.series').selectAll().orderBy('opened_at').orderBy('id')
  if (sought.ids !== undefined) query = query.where(sql<boolean>`id = any (${[...sought.ids]}::int4[])`)
  if (sought.kind !== undefined) query = query.where('kind', '=', sought.kind)
  if (sought.person !== undefined) query = query.where('person', '=', sought.person)
  if (sought.label !== undefined) query = query.where('label', '=', sought.label)
  if (sought.open === true) query = query.where('closed_at', 'is', null)
  return query.execute()
}
