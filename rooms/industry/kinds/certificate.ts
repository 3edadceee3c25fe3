import type { RecordKind } from '@yinqiao/records/contract'
import { day, firm, name, ours, record, slot, text, yes } from './fields.ts'

/** Certificates of certifiers at the product-service centre */
export const certificateKind: RecordKind = {
  ...ours,
  code: 'industry.certificate',
  title: { zh: '产品认证', en: 'Certificates' },
  about: { zh: '产品服务中心的认证机构出具的证书', en: 'Certificates of certifiers at the product-service centre' },
  order: 26,
  fields: [
    name('证书名称', 'Name of the certificate'),
    text('number', '证书编号', 'Number', { required: true, listed: true }),
    text('certifier', '认证机构', 'Certifier', { required: true, listed: true }),
    yes('accredited', '认证机构有批准资质', 'Certifier is accredited'),
    firm({ title: { zh: '生产企业', en: 'Maker' } }),
    record('product', '产品', 'Product', 'industry.product'),
    day('issuedOn', '发证日', 'Issued on', { required: true, listed: true }),
    day('until', '有效期至', 'Until'),
  ],
  name: 'name',
  identity: ['certifier', 'number'],
  day: 'issuedOn',
  evidence: [slot('certificate', '证书', 'Certificate', 1, true)],
  carries: ['4.10.5'],
}
