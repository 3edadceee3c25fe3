import type { RecordKind } from '@yinqiao/records/contract'
import { dailyClasses, fieldTags, needs } from './codes.ts'
import { code, codes, day, firm, name, ours, record, slot, text, yes } from './fields.ts'

/** Products for the old of the district’s makers: model, classes, registration, whether on sale */
export const productKind: RecordKind = {
  ...ours,
  code: 'industry.product',
  title: { zh: '产品', en: 'Products' },
  about: {
    zh: '本区企业的老年产品：型号、类别、注册、在售',
    en: 'Products for the old of the district’s makers: model, classes, registration, whether on sale',
  },
  order: 3,
  fields: [
    name('产品名称', 'Name of the product'),
    firm({ required: true, title: { zh: '生产企业', en: 'Maker' } }),
    text('model', '型号或编号', 'Model', { required: true, listed: true, max: 80 }),
    codes('needs', '满足的需求', 'Needs', needs),
    code('daily', '重点日用产品类别', 'Class of daily product', dailyClasses, { listed: true, filtered: true }),
    codes('fields', '领域标签', 'Fields', fieldTags),
    yes('needsRegistration', '法规要求注册或备案', 'Law asks for registration'),
    text('registration', '注册或备案号', 'Registration number', { max: 60 }),
    day('registrationUntil', '注册有效期至', 'Registered until'),
    record('cooperation', '联合研发协议', 'Joint agreement', 'industry.cooperation'),
    day('launchedOn', '上市日', 'Launched on', { listed: true }),
    day('offSaleOn', '停售日', 'Off sale since'),
  ],
  name: 'name',
  identity: ['firm', 'model'],
  day: 'launchedOn',
  evidence: [
    slot('sale', '在售凭证', 'Proof of sale', 1),
    slot('registration', '注册证或备案凭证', 'Registration', 1, true),
    slot('launch', '上市凭证', 'Proof of launch', 2),
  ],
  carries: ['4.1.1', '4.1.2', '4.3.7', '4.13.0c', '4.11.3'],
}
