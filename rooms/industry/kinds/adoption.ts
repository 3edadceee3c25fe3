import type { RecordKind } from '@yinqiao/records/contract'
import { replicable } from './codes.ts'
import { code, day, name, ours, record, slot, text, yes } from './fields.ts'

/** A standard, product, service or model taken up outside the place it began */
export const adoptionKind: RecordKind = {
  ...ours,
  code: 'industry.adoption',
  title: { zh: '复制推广', en: 'Adoptions' },
  about: {
    zh: '标准、产品、服务、模式在原创点之外被采用',
    en: 'A standard, product, service or model taken up outside the place it began',
  },
  order: 11,
  fields: [
    name('采用事项', 'What was adopted'),
    code('sort', '类别', 'Sort', replicable, { required: true, listed: true, filtered: true }),
    record('standard', '标准', 'Standard', 'industry.standard'),
    record('product', '产品', 'Product', 'industry.product'),
    record('model', '服务或经营模式', 'Model', 'industry.service-model'),
    text('adopter', '采用单位', 'Adopter', { required: true, listed: true }),
    text('place', '采用地', 'Place'),
    yes('outside', '在原创点之外', 'Outside the place it began'),
    day('adoptedOn', '采用日', 'Adopted on', { required: true, listed: true }),
  ],
  name: 'name',
  identity: ['name', 'adopter'],
  day: 'adoptedOn',
  evidence: [slot('adoption', '采用证明', 'Proof of adoption', 2)],
  carries: ['2.3d', '3.2d'],
}
