import type { RecordKind } from '@yinqiao/records/contract'
import { districtsOnly, firm, name, text, yes } from './fields.ts'

/** Firms the plan names, and those the working group added */
export const targetFirmKind: RecordKind = {
  ...districtsOnly,
  code: 'industry.target-firm',
  title: { zh: '重点对接企业', en: 'Target firms' },
  about: { zh: '方案点名与专班确定的对接对象', en: 'Firms the plan names, and those the working group added' },
  order: 27,
  fields: [
    name('企业名称', 'Name of the firm'),
    yes('named', '方案点名', 'Named by the plan', { listed: true }),
    text('unit', '对接责任单位', 'Unit in charge', { listed: true }),
    text('nextStep', '下一步', 'Next step', { max: 300 }),
    firm({ title: { zh: '名录中的企业（如已有）', en: 'Firm of the register, if there is one' } }),
  ],
  name: 'name',
  identity: ['name'],
  evidence: [],
  carries: ['4.7.1'],
}
