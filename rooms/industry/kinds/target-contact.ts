import type { RecordKind } from '@yinqiao/records/contract'
import { contactWays } from './codes.ts'
import { code, day, name, ours, record, slot, text } from './fields.ts'

/** One contact with a target firm */
export const targetContactKind: RecordKind = {
  ...ours,
  code: 'industry.target-contact',
  title: { zh: '对接记录', en: 'Contacts with target firms' },
  about: { zh: '与重点对接企业的一次接触', en: 'One contact with a target firm' },
  order: 28,
  fields: [
    name('事由', 'What about'),
    record('target', '对接企业', 'Target firm', 'industry.target-firm', { required: true }),
    code('way', '方式', 'Way', contactWays, { required: true, listed: true }),
    text('unit', '参加单位', 'Units present', { listed: true }),
    text('outcome', '结果', 'Outcome', { max: 300 }),
    day('metOn', '日期', 'On', { required: true, listed: true }),
  ],
  name: 'name',
  identity: ['target', 'name', 'metOn'],
  day: 'metOn',
  evidence: [slot('minutes', '纪要或函件', 'Minutes or letter', 1)],
  carries: ['4.7.1'],
}
