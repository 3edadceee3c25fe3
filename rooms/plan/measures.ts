import type { MeasureDeclaration, Source } from '@yinqiao/kernel/contract'
import { dutyMeasures, dutySources } from './rules/duty-measures.ts'
import { meetingMeasures, meetingSources } from './rules/meeting-measures.ts'

/** Views of this room that measures may read. */
export const planSources: readonly Source[] = [...meetingSources, ...dutySources]

/** Numbers of this room, each with its rows. */
export const planMeasures: readonly MeasureDeclaration[] = [...meetingMeasures, ...dutyMeasures]
