import type { SeriesWords } from '@yinqiao/series/contract'
import { metrics } from '../contract/heard.ts'
import { trusts } from '../contract/trust.ts'

/** The names of the codes of readings: lists that only grow at their end. */
export const watchWords: SeriesWords = { metrics, trusts }
