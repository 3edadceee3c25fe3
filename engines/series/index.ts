import { join } from 'node:path'
import type { Room } from '@yinqiao/kernel'
import { seriesSignatures } from './contract/signatures.ts'
import { seriesJobs } from './jobs.ts'
import type { SeriesSettings } from './store.ts'

export { archiveFiles } from './rules/archive-files.ts'
export { seriesInvariants } from './rules/invariants.ts'
export type { SeriesSettings } from './store.ts'
export { countDay, type DayCount } from './store-count.ts'
export { readCurve } from './store-curve.ts'
export { type HotReading, readHot, readKept, readPauses } from './store-read.ts'
export { type Forgetting, type Forgotten, forgetPerson, readForgetting, readForgotten } from './store-forget.ts'
export { keepEntries, keepInOpen } from './store-keep.ts'
export { type RawEntry, readRecentRaw } from './store-raw.ts'
export { findEarlier, type Repeated } from './store-earlier.ts'
export { closeSeries, findSeries, moveSeries, type Opening, openSeries, type SeriesRecord, type SeriesSought } from './store-series.ts'

/** The engine of series, told the names of its codes and where its cold files lie. */
export function series(settings: SeriesSettings): Room {
  return {
    name: 'series',
    signatures: seriesSignatures,
    bodies: [],
    tables: join(import.meta.dirname, 'tables'),
    jobs: seriesJobs(settings),
  }
}
