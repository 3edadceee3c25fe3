import type { RecordKind } from '@yinqiao/records/contract'
import { criteria } from './codes.ts'
import { code, day, firm, name, ours, record, slot, text } from './fields.ts'

/** What a list, title, rank or certificate says of a firm, product, service or brand; from when to when, with proof */
export const recognitionKind: RecordKind = {
  ...ours,
  code: 'industry.recognition',
  title: { zh: '认定', en: 'Recognitions' },
  about: {
    zh: '名单、称号、排名、证书所给的认定，有起止，须佐证',
    en: 'What a list, title, rank or certificate says of a firm, product, service or brand; from when to when, with proof',
  },
  order: 2,
  fields: [
    name('认定名称', 'Name of the recognition'),
    firm({ required: true }),
    code('criterion', '认定类别', 'Criterion', criteria, { required: true, listed: true, filtered: true }),
    text('list', '名单或称号', 'List or title', { required: true, listed: true }),
    text('issuer', '发布单位', 'Issued by', { listed: true }),
    record('product', '所认定的产品', 'Product', 'industry.product'),
    record('brand', '所认定的品牌', 'Brand', 'industry.brand'),
    record('service', '所认定的服务模式', 'Service model', 'industry.service-model'),
    day('from', '起始日', 'From', { required: true }),
    day('until', '截止日', 'Until'),
  ],
  name: 'name',
  identity: ['firm', 'criterion', 'list', 'name'],
  day: 'from',
  until: 'until',
  evidence: [slot('proof', '认定文件（须写明复核期限）', 'Paper of the recognition, with the day it must be checked again', 2, true)],
  carries: ['2.1b', '2.2b', '2.3a', '2.3b', '1.5', '4.7.0b'],
}
