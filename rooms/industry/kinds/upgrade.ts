import type { RecordKind } from '@yinqiao/records/contract'
import { day, firm, longText, name, ours, record, slot } from './fields.ts'

/** Digital or smart upgrades of makers and products: before, after, proof */
export const upgradeKind: RecordKind = {
  ...ours,
  code: 'industry.upgrade',
  title: { zh: '智能化升级案例', en: 'Smart upgrades' },
  about: { zh: '企业或产品的数字化、智能化升级：前后与证据', en: 'Digital or smart upgrades of makers and products: before, after, proof' },
  order: 13,
  fields: [
    name('案例名称', 'Name of the case'),
    firm({ required: true }),
    record('product', '产品', 'Product', 'industry.product'),
    longText('before', '升级前', 'Before'),
    longText('after', '升级后', 'After'),
    day('doneOn', '完成日', 'Done on', { required: true, listed: true }),
  ],
  name: 'name',
  identity: ['firm', 'name'],
  day: 'doneOn',
  evidence: [slot('upgrade', '升级证明', 'Proof of the upgrade', 2)],
  carries: ['4.1.11'],
}
