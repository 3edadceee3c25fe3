import type { RecordKind } from '@yinqiao/records/contract'
import { day, firm, longText, name, ours, slot, text } from './fields.ts'

/** Service models with proof of their outcome */
export const serviceModelKind: RecordKind = {
  ...ours,
  code: 'industry.service-model',
  title: { zh: '服务模式', en: 'Service models' },
  about: { zh: '有成效证据的服务模式', en: 'Service models with proof of their outcome' },
  order: 10,
  fields: [
    name('模式名称', 'Name of the model'),
    firm({ title: { zh: '创设单位', en: 'Made by' } }),
    longText('description', '做法', 'How it works'),
    text('origin', '原创点', 'Where it began'),
    day('from', '形成日', 'Since'),
  ],
  name: 'name',
  identity: ['name'],
  day: 'from',
  evidence: [slot('outcome', '成效证明', 'Proof of the outcome', 2)],
  carries: ['3.2d', '1.5', '2.3d'],
}
