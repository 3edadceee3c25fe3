import type { ProjectKind } from '@yinqiao/projects/contract'
import { fieldTags, scenes } from './codes.ts'
import { codes, day, firm, name, ours, slot, text } from './fields.ts'

/** Smart care demonstrations; which scenes count is told by their acceptances, scene by scene. */
export const demonstrationKind: ProjectKind = {
  record: {
    ...ours,
    code: 'industry.demonstration',
    title: { zh: '示范项目', en: 'Demonstrations' },
    about: { zh: '机构、社区、居家场景的智慧养老示范', en: 'Smart care demonstrations in institutions, communities and homes' },
    order: 42,
    fields: [
      name('项目名称', 'Name of the project'),
      codes('scenes', '申报场景', 'Scenes applied for', scenes, { required: true, listed: true }),
      text('owner', '责任主体', 'Owner', { listed: true }),
      firm({ title: { zh: '实施企业', en: 'Firm' } }),
      codes('fields', '领域标签', 'Fields', fieldTags),
      text('site', '地点', 'Place', { max: 200 }),
      day('appliedOn', '申报日', 'Applied on'),
    ],
    name: 'name',
    identity: ['name', 'site'],
    day: 'appliedOn',
    evidence: [
      slot('application', '申报材料', 'Application', 1),
      slot('building', '建设进场证明', 'Proof of building', 1),
      slot('running', '运行数据证明', 'Proof of running from its data', 1),
    ],
    carries: ['2.1c', '4.4.12'],
  },
  stages: [
    { code: 'applied', title: { zh: '申报', en: 'Applied' }, needs: [], stallDays: 60 },
    { code: 'building', title: { zh: '建设', en: 'Building' }, needs: ['building'], stallDays: 270 },
    { code: 'accepted', title: { zh: '验收', en: 'Accepted' }, needs: ['building'], stallDays: 60 },
    { code: 'running', title: { zh: '运行', en: 'Running' }, needs: ['running'], stallDays: null },
  ],
  aside: [
    { code: 'shelved', title: { zh: '停用', en: 'Out of use' }, final: false },
    { code: 'ended', title: { zh: '终止', en: 'Ended' }, final: true },
  ],
  amounts: [{ code: 'spent', title: { zh: '投入', en: 'Spent' }, slot: null }],
}
