import type { RecordKind } from '@yinqiao/records/contract'
import { dealSorts } from './codes.ts'
import { code, day, firm, money, name, ours, record, slot, text } from './fields.ts'

/** What an event led to: intentions and contracts */
export const eventDealKind: RecordKind = {
  ...ours,
  code: 'industry.event-deal',
  title: { zh: '活动成交', en: 'Deals of events' },
  about: { zh: '由活动带来的意向与合同', en: 'What an event led to: intentions and contracts' },
  order: 18,
  fields: [
    name('事项', 'What'),
    record('event', '活动', 'Event', 'industry.event', { required: true }),
    code('sort', '类别', 'Sort', dealSorts, { required: true, listed: true, filtered: true }),
    firm({ required: true, title: { zh: '本区企业', en: 'Firm of the district' } }),
    text('counterpart', '对方', 'Other party', { required: true }),
    text('number', '合同编号', 'Number of the contract'),
    money('amount', '金额', 'Amount', { listed: true }),
    day('signedOn', '签订日', 'Signed on', { required: true, listed: true }),
  ],
  name: 'name',
  identity: ['event', 'firm', 'counterpart', 'name'],
  day: 'signedOn',
  evidence: [slot('contract', '合同或意向书', 'Contract or letter', 1)],
  carries: ['3.1c', '4.10.1'],
}
