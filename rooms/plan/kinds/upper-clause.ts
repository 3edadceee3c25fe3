import type { RecordKind } from '@yinqiao/records/contract'

/** Clauses of papers from above (国办发〔2024〕1号 and others) with what the district does about each. */
export const upperClause: RecordKind = {
  code: 'plan.upper-clause',
  title: { zh: '上位政策条款', en: 'Clauses from above' },
  group: 'plan',
  order: 70,
  fields: [
    { key: 'name', title: { zh: '条款要点', en: 'Clause' }, type: 'text', required: true, listed: true },
    { key: 'document', title: { zh: '文号', en: 'Paper' }, type: 'text', required: true, listed: true },
    { key: 'place', title: { zh: '条款位置', en: 'Place' }, type: 'text', required: true, listed: true },
    { key: 'row', title: { zh: '对应的分解行', en: 'Row of our plan' }, type: 'text', max: 20, listed: true },
    { key: 'notApplicable', title: { zh: '不适用的理由', en: 'Why not applicable' }, type: 'text' },
    { key: 'needsAction', title: { zh: '需要本区行动', en: 'Needs an act of ours' }, type: 'boolean' },
    { key: 'action', title: { zh: '本区行动', en: 'Our act' }, type: 'text' },
    { key: 'doneOn', title: { zh: '落地日', en: 'Done on' }, type: 'day', listed: true },
  ],
  name: 'name',
  identity: ['document', 'place'],
  evidence: [{ code: 'action', title: { zh: '落地文件', en: 'Paper of the act' }, acceptors: 1 }],
  rights: {
    read: ['district-leader', 'working-group', 'district-officer', 'town-officer', 'statistician', 'audit-admin'],
    write: ['working-group', 'district-officer'],
    accept: ['working-group', 'statistician'],
  },
  carries: ['0.4', '5.2.1'],
}
