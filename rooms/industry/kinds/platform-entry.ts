import type { RecordKind } from '@yinqiao/records/contract'
import { platforms } from './codes.ts'
import { code, day, firm, name, ours, slot, text } from './fields.ts'

/** Who and what carries the four platforms */
export const platformEntryKind: RecordKind = {
  ...ours,
  code: 'industry.platform-entry',
  title: { zh: '四类平台', en: 'Platforms' },
  about: { zh: '承载产业、创新、开放、资本四类平台的单位与系统', en: 'Who and what carries the four platforms' },
  order: 21,
  fields: [
    name('平台名称', 'Name of the platform'),
    code('platform', '平台类别', 'Platform', platforms, { required: true, listed: true, filtered: true }),
    firm({ title: { zh: '承载企业', en: 'Carried by' } }),
    text('carrier', '承载单位', 'Carrier'),
    day('from', '启用日', 'Since', { required: true }),
    day('until', '停用日', 'Until'),
  ],
  name: 'name',
  identity: ['platform', 'name'],
  day: 'from',
  until: 'until',
  evidence: [slot('mandate', '设立文件', 'Founding paper', 1)],
  carries: ['4.7.0'],
}
