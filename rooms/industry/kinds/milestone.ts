import type { RecordKind } from '@yinqiao/records/contract'
import { dueStates } from './codes.ts'
import { code, day, name, ours, record, slot } from './fields.ts'

/** Milestones of research projects, with the day each is due and the day it came */
export const milestoneKind: RecordKind = {
  ...ours,
  code: 'industry.milestone',
  title: { zh: '攻关节点', en: 'Milestones of research' },
  about: { zh: '攻关项目的节点，到期日与完成日', en: 'Milestones of research projects, with the day each is due and the day it came' },
  order: 31,
  fields: [
    name('节点', 'Milestone'),
    record('research', '攻关项目', 'Research project', 'industry.research', { required: true }),
    day('dueOn', '到期日', 'Due on', { required: true, listed: true }),
    code('state', '状态', 'State', dueStates, { required: true, listed: true, filtered: true }),
    day('doneOn', '完成日', 'Done on'),
  ],
  name: 'name',
  identity: ['research', 'name'],
  evidence: [slot('milestone', '完成证明', 'Proof', 1)],
  carries: ['3.1e', '4.1.5'],
}
