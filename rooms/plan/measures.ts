import type { MeasureDeclaration, Source } from '@yinqiao/kernel/contract'
import { dutyMeasures, dutySources } from './rules/duty-measures.ts'
import { meetingMeasures, meetingSources } from './rules/meeting-measures.ts'
import { roundMeasures, roundSources } from './rules/round-measures.ts'

/** Views of this room that measures may read. */
export const planSources: readonly Source[] = [...meetingSources, ...dutySources, ...roundSources]

/** Numbers of this room, each with its rows. */
export const planMeasures: readonly MeasureDeclaration[] = [...meetingMeasures, ...dutyMeasures, ...roundMeasures]
