import type { Source } from '@yinqiao/kernel/contract'
import { stageSource } from '@yinqiao/projects/contract'
import { evidenceSource, sourceOfKind } from '@yinqiao/records/contract'
import { recognitionKind } from '../kinds/recognition.ts'
import { sceneKind } from '../kinds/scene.ts'

const scene = sourceOfKind(sceneKind)

/** Other readings of the engines' views that this room's measures need. */
export const kindSources: readonly Source[] = [
  {
    ...evidenceSource,
    name: 'industry.acceptance',
    title: { zh: '已认定的佐证及认定日', en: 'Accepted evidence with the day of acceptance' },
    columns: {
      ...evidenceSource.columns,
      accepted_on: { type: 'day', title: { zh: '认定日', en: 'Accepted on' }, sql: `(s.known_from at time zone 'Asia/Shanghai')::date` },
    },
  },
  {
    // a stage entered again after a pause is the same step
    ...stageSource,
    name: 'industry.stage-step',
    title: { zh: '项目台阶', en: 'Steps of projects' },
    columns: {
      ...stageSource.columns,
      step: { type: 'text', title: { zh: '台阶', en: 'Step' }, sql: `s.record_id::text || '|' || s.stage` },
    },
  },
  {
    ...scene,
    name: 'industry.scene-place',
    title: { zh: '应用场景（按镇）', en: 'Scenes by town' },
    columns: { ...scene.columns, town: { type: 'text', title: { zh: '镇（街道、区）', en: 'Town' }, sql: 'left(s.division_code, 9)' } },
  },
  {
    // also those that have ended: what a measure of the lapsed needs
    ...sourceOfKind(recognitionKind),
    name: 'industry.recognition-ever',
    title: { zh: '认定（含已到期）', en: 'Recognitions, also ended ones' },
    valid: false,
  },
]
