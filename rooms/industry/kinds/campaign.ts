import type { RecordKind } from '@yinqiao/records/contract'
import { channels } from './codes.ts'
import { code, day, integer, money, name, ours, record, slot, text } from './fields.ts'

/** Campaigns for own brands; reach needs its source */
export const campaignKind: RecordKind = {
  ...ours,
  code: 'industry.campaign',
  title: { zh: '品牌宣传', en: 'Campaigns' },
  about: { zh: '自主品牌的宣传，触达须有出处', en: 'Campaigns for own brands; reach needs its source' },
  order: 19,
  fields: [
    name('宣传名称', 'Name of the campaign'),
    record('brand', '品牌', 'Brand', 'industry.brand'),
    code('channel', '渠道', 'Channel', channels, { listed: true, filtered: true }),
    money('spend', '费用', 'Spend'),
    integer('reach', '触达人次', 'Reach', { min: 0, listed: true }),
    text('reachSource', '触达数出处', 'Source of the reach'),
    day('startedOn', '开始日', 'Started on', { required: true, listed: true }),
  ],
  name: 'name',
  identity: ['name', 'startedOn'],
  day: 'startedOn',
  evidence: [slot('reach', '触达数证明', 'Proof of the reach', 1)],
  carries: ['4.10.2'],
}
