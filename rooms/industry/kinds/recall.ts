import type { RecordKind } from '@yinqiao/records/contract'
import { day, firm, integer, name, ours, record, slot } from './fields.ts'

/** Units recalled and units traced and closed */
export const recallKind: RecordKind = {
  ...ours,
  code: 'industry.recall',
  title: { zh: '产品召回', en: 'Recalls' },
  about: { zh: '召回的件数与已追回处置的件数', en: 'Units recalled and units traced and closed' },
  order: 25,
  fields: [
    name('召回名称', 'Name of the recall'),
    firm({ title: { zh: '生产企业', en: 'Maker' } }),
    record('product', '产品', 'Product', 'industry.product'),
    integer('units', '召回件数', 'Units recalled', { required: true, min: 1, listed: true }),
    integer('closedUnits', '已追回处置件数（没有填0）', 'Units closed (0 if none)', { required: true, min: 0, listed: true }),
    day('startedOn', '发布日', 'Started on', { required: true, listed: true }),
  ],
  name: 'name',
  identity: ['name', 'startedOn'],
  day: 'startedOn',
  evidence: [slot('closing', '处置证明', 'Proof of closing', 1)],
  carries: ['4.10.6'],
}
