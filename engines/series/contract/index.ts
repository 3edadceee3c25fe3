export { seriesSignatures } from './signatures.ts'
export type { Entry, EntryReading, SeriesWords } from './entry.ts'
