import type { RecordKind } from '@yinqiao/records/contract'
import { scenes } from './codes.ts'
import { code, districtsOnly, name, text } from './fields.ts'

/** What is to be covered, as the working group sets it: town by scene */
export const sceneCellKind: RecordKind = {
  ...districtsOnly,
  code: 'industry.scene-cell',
  title: { zh: '场景覆盖单元', en: 'Scene cells' },
  about: { zh: '工作专班确定的覆盖目标：镇（街道、区）× 场景', en: 'What is to be covered, as the working group sets it: town by scene' },
  order: 9,
  fields: [
    name('单元名称', 'Name of the cell'),
    text('town', '镇（街道、区）代码', 'Town code', { required: true, max: 9, help: { zh: '九位区划代码', en: 'Nine digits' } }),
    code('scene', '场景', 'Scene', scenes, { required: true, listed: true, filtered: true }),
  ],
  name: 'name',
  identity: ['town', 'scene'],
  evidence: [],
  carries: ['2.2c'],
}
