import type { RecordKind } from '@yinqiao/records/contract'
import { countries, fieldTags, partnerSorts } from './codes.ts'
import { code, codes, day, firm, name, ours, slot, text, yes } from './fields.ts'

/** Agreements with institutes, head firms and parties abroad */
export const cooperationKind: RecordKind = {
  ...ours,
  code: 'industry.cooperation',
  title: { zh: '合作协议', en: 'Cooperation agreements' },
  about: { zh: '与科研院所、头部企业、境外机构的合作协议', en: 'Agreements with institutes, head firms and parties abroad' },
  order: 15,
  fields: [
    name('协议名称', 'Name of the agreement'),
    text('number', '协议编号', 'Number', { required: true, max: 60 }),
    firm({ title: { zh: '本区企业', en: 'Firm of the district' } }),
    text('partner', '合作方', 'Partner', { required: true, listed: true }),
    code('partnerSort', '合作方类型', 'Sort of partner', partnerSorts, { listed: true, filtered: true }),
    yes('headFirm', '合作方为头部企业', 'Partner is a head firm'),
    code('country', '合作方国家（地区）', 'Country of the partner', countries),
    codes('fields', '领域标签', 'Fields', fieldTags),
    day('signedOn', '签订日', 'Signed on', { required: true, listed: true }),
    day('until', '有效期至', 'Until'),
  ],
  name: 'name',
  identity: ['partner', 'number'],
  day: 'signedOn',
  until: 'until',
  evidence: [slot('agreement', '协议文本', 'Agreement', 2)],
  carries: ['4.8.6', '3.3e', '4.3.7', '3.1e'],
}
