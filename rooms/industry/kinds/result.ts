import type { RecordKind } from '@yinqiao/records/contract'
import { fieldTags, partnerSorts, resultSorts } from './codes.ts'
import { code, codes, day, firm, name, ours, slot, text } from './fields.ts'

/** Results of research: landed with a partner, patents, software rights, device licences, new products, prizes */
export const resultKind: RecordKind = {
  ...ours,
  code: 'industry.result',
  title: { zh: '成果', en: 'Results' },
  about: {
    zh: '研发与创新成果：合作落地、专利、软著、器械证、新产品、奖项',
    en: 'Results of research: landed with a partner, patents, software rights, device licences, new products, prizes',
  },
  order: 6,
  fields: [
    name('成果名称', 'Name of the result'),
    code('sort', '成果类型', 'Sort', resultSorts, { required: true, listed: true, filtered: true }),
    text('number', '编号', 'Number', {
      required: true,
      listed: true,
      max: 60,
      help: { zh: '专利号、登记号、合同登记号', en: 'Number of the patent, registration or contract' },
    }),
    firm(),
    text('partner', '合作单位或团队', 'Partner', { max: 120 }),
    code('partnerSort', '合作单位类型', 'Sort of partner', partnerSorts),
    codes('fields', '领域标签', 'Fields', fieldTags),
    text('site', '区内落地地点', 'Site in the district', { max: 200 }),
    day('landedOn', '落地日', 'Landed on'),
    day('acceptedOn', '取得日', 'Granted on', { listed: true }),
  ],
  name: 'name',
  identity: ['sort', 'number'],
  day: 'acceptedOn',
  evidence: [
    slot('agreement', '合作协议', 'Agreement', 2),
    slot('landing', '落地证明', 'Proof of landing', 2),
    slot('certificate', '证书或登记凭证', 'Certificate', 2),
  ],
  carries: ['2.1a', '2.3c'],
}
