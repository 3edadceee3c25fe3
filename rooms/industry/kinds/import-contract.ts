import type { RecordKind } from '@yinqiao/records/contract'
import { countries, importSorts } from './codes.ts'
import { code, day, firm, money, name, ours, slot, text } from './fields.ts'

/** Contracts that bring services and technology from abroad */
export const importContractKind: RecordKind = {
  ...ours,
  code: 'industry.import-contract',
  title: { zh: '引进合同', en: 'Import contracts' },
  about: { zh: '从境外引进康养服务与技术的合同', en: 'Contracts that bring services and technology from abroad' },
  order: 14,
  fields: [
    name('合同名称', 'Name of the contract'),
    text('number', '合同编号', 'Number', { required: true, listed: true, max: 60 }),
    firm({ required: true, title: { zh: '引进企业', en: 'Importer' } }),
    text('party', '境外一方', 'Party abroad', { required: true, listed: true }),
    code('country', '国家（地区）', 'Country', countries, { required: true, listed: true, filtered: true }),
    code('sort', '内容', 'What it brings', importSorts, { listed: true }),
    money('amount', '合同额', 'Amount'),
    day('signedOn', '签订日', 'Signed on', { required: true }),
    day('until', '有效期至', 'Until'),
  ],
  name: 'name',
  identity: ['firm', 'number'],
  day: 'signedOn',
  until: 'until',
  evidence: [slot('contract', '合同', 'Contract', 2)],
  carries: ['3.3a', '3.3e'],
}
