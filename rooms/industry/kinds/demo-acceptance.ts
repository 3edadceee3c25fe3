import type { RecordKind } from '@yinqiao/records/contract'
import { scenes } from './codes.ts'
import { code, day, districtsOnly, name, record, slot, text } from './fields.ts'

/** A demonstration is accepted scene by scene: one that covers two scenes is accepted twice */
export const demoAcceptanceKind: RecordKind = {
  ...districtsOnly,
  code: 'industry.demo-acceptance',
  title: { zh: '示范项目验收', en: 'Acceptance of demonstrations' },
  about: {
    zh: '示范项目按场景验收：覆盖两个场景的项目验收两次',
    en: 'A demonstration is accepted scene by scene: one that covers two scenes is accepted twice',
  },
  order: 32,
  fields: [
    name('验收名称', 'Name'),
    record('project', '示范项目', 'Demonstration', 'industry.demonstration', { required: true }),
    code('scene', '场景', 'Scene', scenes, { required: true, listed: true, filtered: true }),
    text('basis', '所依据的设备与服务记录', 'Records of devices and services it rests on', { max: 300 }),
    day('acceptedOn', '验收日', 'Accepted on', { required: true, listed: true }),
  ],
  name: 'name',
  identity: ['project', 'scene'],
  day: 'acceptedOn',
  evidence: [slot('acceptance', '验收意见', 'Acceptance', 2)],
  carries: ['2.1c', '4.4.12'],
}
