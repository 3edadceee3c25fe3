import type { Database } from '@yinqiao/kernel'
import type { SeriesWords } from './contract/entry.ts'
import type { SeriesRows } from './tables/rows.ts'

/** What the roof tells this engine. */
export interface SeriesSettings {
  readonly words: SeriesWords
  /** Folder of the cold files, made when missing; null = everything stays in the database. */
  readonly folder: string | null
  /** Days a reading stays in the database; 30 unless told. */
  readonly hotDays?: number
}

/** The tables of this engine. */
export const tablesOf = (db: Database) => db.withTables<SeriesRows>()
