import type { MeasureDeclaration, Source } from '@yinqiao/kernel/contract'
import { chainMeasures, chainSources } from './rules/chain-measures.ts'
import { parkMeasures, parkSources } from './rules/park-measures.ts'

/** Views of this room that measures may read. */
export const industrySources: readonly Source[] = [...parkSources, ...chainSources]

/** Numbers of this room, each with its rows. */
export const industryMeasures: readonly MeasureDeclaration[] = [...parkMeasures, ...chainMeasures]
