import type { MeasureDeclaration, Source } from '@yinqiao/kernel/contract'
import { alarmMeasures } from './rules/measure-alarms.ts'
import { deviceMeasures } from './rules/measure-devices.ts'
import { sourcesOfWatch } from './rules/measure-sources.ts'

/** Views of this room that measures may read. */
export const watchSources: readonly Source[] = sourcesOfWatch

/** Numbers of this room, each with its rows. */
export const watchMeasures: readonly MeasureDeclaration[] = [...deviceMeasures, ...alarmMeasures]
