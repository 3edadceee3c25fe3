import type { RecordKind } from '@yinqiao/records/contract'
import { day, integer, name, ours, record, slot, text } from './fields.ts'

/** Use of a scene, a row for a day; brought by a device or system where there is one */
export const sceneUsageKind: RecordKind = {
  ...ours,
  code: 'industry.scene-usage',
  title: { zh: '场景使用记录', en: 'Use of scenes' },
  about: {
    zh: '场景的使用：一日一条，由设备或系统带来为先',
    en: 'Use of a scene, a row for a day; brought by a device or system where there is one',
  },
  order: 8,
  fields: [
    name('说明', 'Note'),
    record('scene', '场景', 'Scene', 'industry.scene', { required: true }),
    day('usedOn', '使用日', 'Used on', { required: true, listed: true }),
    integer('users', '使用人数', 'Users', { min: 0, listed: true }),
    text('system', '数据来自哪个系统', 'Which system it comes from'),
  ],
  name: 'name',
  identity: ['scene', 'usedOn'],
  day: 'usedOn',
  evidence: [slot('log', '使用日志', 'Log', 1)],
  carries: ['2.0c', '2.2c'],
}
