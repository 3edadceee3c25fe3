import type { RecordKind } from '@yinqiao/records/contract'
import { testSorts } from './codes.ts'
import { code, day, firm, name, ours, record, slot, text, yes } from './fields.ts'

/** Samples of products, a row for each batch */
export const qualityTestKind: RecordKind = {
  ...ours,
  code: 'industry.quality-test',
  title: { zh: '产品质量抽检', en: 'Quality tests' },
  about: { zh: '产品抽检，一批一条', en: 'Samples of products, a row for each batch' },
  order: 24,
  fields: [
    name('抽检名称', 'Name of the test'),
    code('sort', '产品大类', 'Sort', testSorts, { required: true, listed: true, filtered: true }),
    firm({ title: { zh: '生产企业', en: 'Maker' } }),
    record('product', '产品', 'Product', 'industry.product'),
    text('batch', '批次', 'Batch', { required: true }),
    text('lab', '检验机构', 'Laboratory'),
    day('testedOn', '检验日', 'Tested on', { required: true, listed: true }),
    yes('passed', '合格', 'Passed', { listed: true }),
  ],
  name: 'name',
  identity: ['name', 'batch'],
  day: 'testedOn',
  evidence: [slot('report', '检验报告', 'Report', 1)],
  carries: ['4.10.6', '4.3.1'],
}
