import type { MeasureDeclaration, Source } from '@yinqiao/kernel/contract'
import { chainMeasures, chainSources } from './rules/chain-measures.ts'
import { facilityMeasures } from './rules/measure-facilities.ts'
import { investmentMeasures } from './rules/measure-investment.ts'
import { partnerMeasures } from './rules/measure-partners.ts'
import { productMeasures } from './rules/measure-products.ts'
import { researchMeasures } from './rules/measure-research.ts'
import { settledMeasures } from './rules/measure-settled.ts'
import { kindSources } from './rules/measure-sources.ts'
import { targetMeasures } from './rules/measure-targets.ts'
import { parkMeasures, parkSources } from './rules/park-measures.ts'

/** Views of this room that measures may read, and its readings of the engines' views. */
export const industrySources: readonly Source[] = [...parkSources, ...chainSources, ...kindSources]

/** Numbers that rest on the registers and works of this room: they need the records and projects engines. */
export const kindMeasures: readonly MeasureDeclaration[] = [
  ...settledMeasures,
  ...targetMeasures,
  ...investmentMeasures,
  ...facilityMeasures,
  ...productMeasures,
  ...partnerMeasures,
  ...researchMeasures,
]

/** Numbers of this room, each with its rows. */
export const industryMeasures: readonly MeasureDeclaration[] = [...parkMeasures, ...chainMeasures, ...kindMeasures]
