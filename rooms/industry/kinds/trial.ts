import type { RecordKind } from '@yinqiao/records/contract'
import { scenes, trialDecisions } from './codes.ts'
import { code, day, name, ours, record, slot, text } from './fields.ts'

/** Trials of new things in scenes of care, and what was decided */
export const trialKind: RecordKind = {
  ...ours,
  code: 'industry.trial',
  title: { zh: '示范运用', en: 'Trials' },
  about: { zh: '新技术、新产品、新模式在养老场景的试用与决定', en: 'Trials of new things in scenes of care, and what was decided' },
  order: 20,
  fields: [
    name('试用名称', 'Name of the trial'),
    record('product', '产品', 'Product', 'industry.product'),
    code('scene', '场景', 'Scene', scenes, { listed: true, filtered: true }),
    text('site', '试用地点', 'Site', { required: true }),
    day('startedOn', '开始日', 'Started on', { required: true }),
    day('endedOn', '结束日', 'Ended on', { listed: true }),
    code('decision', '决定', 'Decision', trialDecisions, { listed: true, filtered: true }),
  ],
  name: 'name',
  identity: ['name', 'site', 'startedOn'],
  day: 'startedOn',
  evidence: [slot('protocol', '试用方案', 'Protocol', 1), slot('outcome', '试用结论', 'Outcome', 1)],
  carries: ['3.4a'],
}
