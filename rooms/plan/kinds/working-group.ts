import type { RecordKind } from '@yinqiao/records/contract'

/** The working group of the plan (五（一）): its founding paper, mandate and office. */
export const workingGroup: RecordKind = {
  code: 'plan.working-group',
  title: { zh: '专项工作组', en: 'Working group' },
  group: 'plan',
  order: 80,
  fields: [
    { key: 'name', title: { zh: '名称', en: 'Name' }, type: 'text', required: true, listed: true },
    { key: 'paper', title: { zh: '成立文号', en: 'Founding paper' }, type: 'text', required: true, listed: true },
    { key: 'foundedOn', title: { zh: '成立日', en: 'Founded on' }, type: 'day', required: true, listed: true },
    { key: 'mandate', title: { zh: '工作职责', en: 'Mandate' }, type: 'long-text' },
    { key: 'office', title: { zh: '办公室所在单位', en: 'Office' }, type: 'ref', to: 'unit' },
    { key: 'members', title: { zh: '成员单位', en: 'Member units' }, type: 'long-text' },
  ],
  name: 'name',
  identity: ['paper'],
  day: 'foundedOn',
  evidence: [{ code: 'paper', title: { zh: '成立文件', en: 'Founding paper' }, acceptors: 2 }],
  rights: {
    read: ['district-leader', 'working-group', 'district-officer', 'town-officer', 'statistician', 'audit-admin'],
    write: ['working-group'],
    accept: ['district-officer', 'statistician'],
  },
  carries: ['5.1.1'],
}
