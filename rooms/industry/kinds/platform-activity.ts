import type { RecordKind } from '@yinqiao/records/contract'
import { day, name, ours, record, slot } from './fields.ts'

/** What a platform did, a row for each */
export const platformActivityKind: RecordKind = {
  ...ours,
  code: 'industry.platform-activity',
  title: { zh: '平台活动', en: 'Activity of platforms' },
  about: { zh: '平台做成的事，一事一条', en: 'What a platform did, a row for each' },
  order: 22,
  fields: [
    name('事项', 'What'),
    record('platform', '平台', 'Platform', 'industry.platform-entry', { required: true }),
    day('doneOn', '日期', 'On', { required: true, listed: true }),
  ],
  name: 'name',
  identity: ['platform', 'name', 'doneOn'],
  day: 'doneOn',
  evidence: [slot('activity', '活动证明', 'Proof', 1)],
  carries: ['4.7.0'],
}
