import type { RecordKind } from '@yinqiao/records/contract'
import { dueStates } from './codes.ts'
import { code, day, name, ours, record, slot } from './fields.ts'

/** What an agreement promises, with the day it is due and the day it came */
export const deliverableKind: RecordKind = {
  ...ours,
  code: 'industry.deliverable',
  title: { zh: '协议应交付事项', en: 'Deliverables' },
  about: { zh: '合作协议写明的交付事项，到期日与完成日', en: 'What an agreement promises, with the day it is due and the day it came' },
  order: 16,
  fields: [
    name('交付事项', 'What is due'),
    record('cooperation', '协议', 'Agreement', 'industry.cooperation', { required: true }),
    day('dueOn', '到期日', 'Due on', { required: true, listed: true }),
    code('state', '状态', 'State', dueStates, { required: true, listed: true, filtered: true }),
    day('doneOn', '完成日', 'Done on'),
  ],
  name: 'name',
  identity: ['cooperation', 'name'],
  evidence: [slot('delivery', '交付证明', 'Proof of delivery', 1)],
  carries: ['4.8.6'],
}
