import type { RecordKind } from '@yinqiao/records/contract'
import { bases, chainPositions, countries, directions, fieldTags, foodLines, investors, silverClasses, sizes } from './codes.ts'
import { code, codes, day, firm, name, ours, slot } from './fields.ts'

/** What the industry asks of a registered firm: classes, directions, place in the chain, investor; one for each firm */
export const enterpriseKind: RecordKind = {
  ...ours,
  code: 'industry.enterprise-profile',
  title: { zh: '企业档案', en: 'Firm profiles' },
  about: {
    zh: '名录中企业的产业属性：分类、方向、链位、投资者；一家企业一份',
    en: 'What the industry asks of a registered firm: classes, directions, place in the chain, investor; one for each firm',
  },
  order: 1,
  fields: [
    name('企业名称', 'Name of the firm'),
    firm({ required: true }),
    codes('classes', '养老产业统计分类', 'Statistical classes', silverClasses, { concept: 'firm.class', called: ['产业分类'] }),
    codes('directions', '方向（任务1—6）', 'Directions (tasks 1 to 6)', directions, { concept: 'firm.direction' }),
    codes('fields', '领域标签', 'Fields', fieldTags, { concept: 'firm.field' }),
    code('chain', '产业链位置', 'Place in the chain', chainPositions, { listed: true, filtered: true, concept: 'firm.chain' }),
    code('size', '规模', 'Size', sizes, { filtered: true, concept: 'firm.size' }),
    code('investor', '投资者类型', 'Kind of investor', investors, { listed: true, filtered: true, concept: 'firm.investor' }),
    code('country', '投资者所属国家（地区）', 'Country of the investor', countries, { concept: 'firm.country' }),
    code('base', '原属产业基础', 'Base it comes from', bases, { filtered: true }),
    codes('foodLines', '食品方向', 'Food lines', foodLines),
    day('openedOn', '开业日', 'Opened on', { concept: 'firm.opened' }),
    day('closedOn', '停业或注销日', 'Closed on', { concept: 'firm.closed' }),
  ],
  name: 'name',
  identity: ['firm'],
  day: 'openedOn',
  evidence: [slot('licence', '营业执照', 'Business licence', 1)],
  carries: ['4.1.0', '4.3.1', '4.11.3', '5.2.2', '3.2a', '2.3e', '3.3d'],
}
