import type { ProjectKind } from '@yinqiao/projects/contract'
import { fieldTags, partnerSorts, researchTechnologies } from './codes.ts'
import { code, codes, day, firm, name, ours, record, slot, text, yes } from './fields.ts'

/** Research projects from idea to market; those that touch people's bodies carry their approval. */
export const researchKind: ProjectKind = {
  record: {
    ...ours,
    code: 'industry.research',
    title: { zh: '攻关项目', en: 'Research projects' },
    about: {
      zh: '合作攻坚与前瞻性项目，需要伦理批件的须在有效期内',
      en: 'Joint and forward-looking research; where ethics approval is needed it must be in force',
    },
    order: 43,
    fields: [
      name('项目名称', 'Name of the project'),
      codes('fields', '领域标签', 'Fields', fieldTags, { required: true }),
      code('technology', '技术', 'Technology', researchTechnologies, { listed: true, filtered: true }),
      firm({ title: { zh: '牵头企业', en: 'Leading firm' } }),
      text('partner', '合作单位', 'Partner', { listed: true }),
      code('partnerSort', '合作单位类型', 'Sort of partner', partnerSorts),
      record('cooperation', '合作协议', 'Agreement', 'industry.cooperation'),
      yes('needsEthics', '需要伦理审查', 'Needs ethics approval'),
      yes('needsLicence', '需要有资质的医疗机构', 'Needs a licensed medical site'),
      day('from', '谋划日', 'Since'),
    ],
    name: 'name',
    identity: ['name', 'partner'],
    day: 'from',
    evidence: [
      slot('approval', '立项文件', 'Approval', 2),
      slot('ethics', '伦理批件', 'Ethics approval', 2, true),
      slot('licence', '医疗机构资质', 'Licence of the site', 2, true),
      slot('pilot', '中试报告', 'Pilot report', 1),
      slot('closing', '结题意见', 'Closing report', 2),
      slot('launch', '上市凭证', 'Proof of launch', 2),
    ],
    carries: ['3.1e', '4.1.5', '4.3.4', '4.3.5', '4.7.2'],
  },
  stages: [
    { code: 'idea', title: { zh: '谋划', en: 'Idea' }, needs: [], stallDays: 180 },
    { code: 'approved', title: { zh: '立项', en: 'Approved' }, needs: ['approval'], stallDays: 90 },
    { code: 'running', title: { zh: '在研', en: 'Running' }, needs: ['approval'], stallDays: 730 },
    { code: 'pilot', title: { zh: '中试', en: 'Pilot' }, needs: ['pilot'], stallDays: 365 },
    { code: 'closed', title: { zh: '结题', en: 'Closed' }, needs: ['closing'], stallDays: 365 },
    { code: 'launched', title: { zh: '上市', en: 'Launched' }, needs: ['launch'], stallDays: null },
  ],
  aside: [
    { code: 'shelved', title: { zh: '搁置', en: 'Shelved' }, final: false },
    { code: 'ended', title: { zh: '终止', en: 'Ended' }, final: true },
  ],
  amounts: [
    { code: 'budget', title: { zh: '立项经费', en: 'Budget' }, slot: 'approval' },
    { code: 'spent', title: { zh: '已用经费', en: 'Spent' }, slot: null },
  ],
}
