import type { RecordKind } from '@yinqiao/records/contract'
import { day, firm, name, ours, slot, text } from './fields.ts'

/** Brands, each by its trade mark */
export const brandKind: RecordKind = {
  ...ours,
  code: 'industry.brand',
  title: { zh: '品牌', en: 'Brands' },
  about: { zh: '以注册商标为据的品牌', en: 'Brands, each by its trade mark' },
  order: 4,
  fields: [
    name('品牌名称', 'Name of the brand'),
    firm({ required: true, title: { zh: '权利人', en: 'Owner' } }),
    text('trademark', '商标注册号', 'Trade mark number', { required: true, listed: true, max: 30 }),
    text('markClass', '商标类别', 'Class', { max: 30 }),
    day('from', '注册日', 'Registered on'),
    day('until', '专用权期满日', 'In force until', { required: true }),
  ],
  name: 'name',
  identity: ['trademark'],
  day: 'from',
  until: 'until',
  evidence: [slot('trademark', '商标注册证', 'Trade mark certificate', 2, true)],
  carries: ['2.3b'],
}
