import type { RecordKind } from '@yinqiao/records/contract'
import { cultivated, cultivationSteps } from './codes.ts'
import { code, day, firm, name, ours, slot, text } from './fields.ts'

/** Steps up of industries, firms and parks that are cultivated; a row for each step */
export const cultivationKind: RecordKind = {
  ...ours,
  code: 'industry.cultivation',
  title: { zh: '培育', en: 'Cultivation' },
  about: {
    zh: '产业、企业、园区三类培育对象的晋级，一级一条',
    en: 'Steps up of industries, firms and parks that are cultivated; a row for each step',
  },
  order: 23,
  fields: [
    name('对象名称', 'Name'),
    code('about', '对象类别', 'Sort', cultivated, { required: true, listed: true, filtered: true }),
    firm(),
    code('step', '台阶', 'Step', cultivationSteps, { required: true, listed: true, filtered: true }),
    text('support', '所给支持', 'Support given'),
    day('steppedOn', '到达日', 'Reached on', { required: true, listed: true }),
  ],
  name: 'name',
  identity: ['about', 'name', 'step'],
  day: 'steppedOn',
  evidence: [slot('step', '入库或认定文件', 'Paper of the step', 2)],
  carries: ['4.7.0b', '2.3a'],
}
