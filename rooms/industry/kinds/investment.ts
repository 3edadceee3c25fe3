import type { ProjectKind } from '@yinqiao/projects/contract'
import { chainPositions, countries, directions, fieldTags, investors, platformFirms, registeredForms } from './codes.ts'
import { code, codes, day, firm, name, ours, record, slot, text } from './fields.ts'

/** F17: from a lead to output met; six amounts that are never one sum; one firm counts once, its branches with it. */
export const investmentKind: ProjectKind = {
  record: {
    ...ours,
    code: 'industry.investment',
    title: { zh: '招商项目', en: 'Investment projects' },
    about: {
      zh: '线索到达效；先报者为准；同一法人不论几个项目、几个分支，计数时只算一家',
      en: 'From lead to output; who reports first owns it; a legal person counts once however many projects and branches',
    },
    order: 40,
    fields: [
      name('企业（项目）名称', 'Name of the firm or project'),
      text('uscc', '统一社会信用代码', 'Credit code', { max: 18, listed: true, concept: 'firm.uscc' }),
      firm({ title: { zh: '法人主体（分支机构选所属法人）', en: 'Legal person (of a branch: the one it belongs to)' } }),
      code('form', '登记形式', 'Registered as', registeredForms),
      record('branchOf', '所属的已落户项目（分支、二期）', 'Branch or phase of', 'industry.investment'),
      text('introducer', '引荐单位', 'Introduced by', { listed: true }),
      codes('fields', '领域标签', 'Fields', fieldTags, { concept: 'firm.field' }),
      codes('directions', '方向（任务1—6）', 'Directions', directions, { concept: 'firm.direction' }),
      code('chain', '产业链位置', 'Place in the chain', chainPositions, { filtered: true, concept: 'firm.chain' }),
      code('platform', '平台企业类型', 'Kind of platform firm', platformFirms, { filtered: true }),
      code('investor', '投资者类型', 'Kind of investor', investors, { listed: true, filtered: true, concept: 'firm.investor' }),
      code('country', '投资者所属国家（地区）', 'Country of the investor', countries, { concept: 'firm.country' }),
      text('named', '方案点名代码', 'Code of the named project', { max: 60 }),
      day('reportedOn', '报送日', 'Reported on', { listed: true }),
      text('contactUnit', '联系单位', 'Contact unit'),
      day('withdrawnOn', '撤出日', 'Withdrawn on'),
    ],
    name: 'name',
    identity: [],
    day: 'reportedOn',
    evidence: [
      slot('contract', '签约文本', 'Signed contract', 2),
      slot('licence', '营业执照', 'Business licence', 2),
      slot('permit', '开工许可或进场证明', 'Permit or proof of start', 1),
      slot('payment', '到资凭证', 'Proof of payment', 2),
      slot('invested', '固定资产投资凭证', 'Proof of fixed investment', 1),
      slot('producing', '投产证明', 'Proof of production', 1),
      slot('tax', '完税凭证', 'Proof of tax', 1),
      slot('target', '达效核验', 'Check of the output', 2),
    ],
    carries: ['2.1b', '2.2b', '4.7.3', '4.7.5', '5.1.6', '3.2a', '3.3e', '4.4.9', '5.2.3'],
  },
  stages: [
    { code: 'lead', title: { zh: '线索', en: 'Lead' }, needs: [], stallDays: 30 },
    { code: 'talks', title: { zh: '洽谈', en: 'Talks' }, needs: [], stallDays: 90 },
    { code: 'signed', title: { zh: '签约', en: 'Signed' }, needs: ['contract'], stallDays: 90 },
    { code: 'registered', title: { zh: '注册', en: 'Registered' }, needs: ['licence'], stallDays: 180 },
    { code: 'started', title: { zh: '开工', en: 'Started' }, needs: ['permit'], stallDays: 180 },
    { code: 'paid', title: { zh: '到资', en: 'Paid in' }, needs: ['payment'], stallDays: 365 },
    { code: 'producing', title: { zh: '投产', en: 'Producing' }, needs: ['producing'], stallDays: 365 },
    { code: 'target', title: { zh: '达效', en: 'Output met' }, needs: ['target'], stallDays: null },
  ],
  aside: [
    { code: 'shelved', title: { zh: '搁置', en: 'Shelved' }, final: false },
    { code: 'ended', title: { zh: '终止', en: 'Ended' }, final: true },
  ],
  amounts: [
    { code: 'intended', title: { zh: '意向投资额', en: 'Intended' }, slot: null },
    { code: 'signed', title: { zh: '签约额', en: 'Signed' }, slot: 'contract' },
    { code: 'registered', title: { zh: '注册资本', en: 'Registered capital' }, slot: 'licence' },
    { code: 'paid', title: { zh: '实际到资', en: 'Paid in' }, slot: 'payment' },
    { code: 'fixed', title: { zh: '固定资产投资', en: 'Fixed investment' }, slot: 'invested' },
    { code: 'tax', title: { zh: '税收', en: 'Tax' }, slot: 'tax' },
  ],
}
