export { seriesSignatures } from './signatures.ts'
export type { Entry, EntryReading, SeriesWords } from './entry.ts'
export type { Curve, CurvePoint, CurveQuestion, KeptPoint } from './curve.ts'
