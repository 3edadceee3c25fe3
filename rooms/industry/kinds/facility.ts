import type { ProjectKind } from '@yinqiao/projects/contract'
import { facilitySorts, investors } from './codes.ts'
import { code, day, firm, integer, name, ours, slot, text } from './fields.ts'

/** Centres, parks, complexes and teams: each stage after the first has a slot of its own name, so a stage counts when its paper is accepted. */
export const facilityKind: ProjectKind = {
  record: {
    ...ours,
    code: 'industry.facility',
    title: { zh: '设施与机构项目', en: 'Facilities and bodies' },
    about: {
      zh: '中心、研究院、总部、综合体、运营团队的筹建：每一阶段凭该阶段的佐证',
      en: 'Centres, the institute, headquarters, complexes, the operating team: each stage by its own paper',
    },
    order: 41,
    fields: [
      name('项目名称', 'Name of the project'),
      code('what', '是什么', 'What it is', facilitySorts, { required: true, listed: true, filtered: true }),
      text('named', '方案点名代码', 'Code of the named project', { max: 60 }),
      firm({ title: { zh: '建设或承办企业', en: 'Firm in charge' } }),
      text('owner', '责任主体', 'Owner', { listed: true }),
      text('partners', '共建单位', 'Partners', { max: 300 }),
      code('investor', '投资者类型', 'Kind of investor', investors, { filtered: true }),
      text('site', '地点', 'Place', { max: 200 }),
      integer('beds', '床位', 'Beds', { min: 0 }),
      day('from', '谋划日', 'Since'),
      day('plannedOpening', '计划建成日', 'Planned opening'),
    ],
    name: 'name',
    identity: ['what', 'name'],
    day: 'from',
    evidence: [
      slot('approved', '立项或批准文件', 'Approval', 2),
      slot('prepared', '筹建完成证明（场地、人员、经费）', 'Proof that it is prepared: place, staff, money', 2),
      slot('built', '建成、设立或登记证明', 'Proof that it is built or registered', 2),
      slot('running', '运行证明', 'Proof that it runs', 2),
    ],
    carries: ['2.1d', '3.1a', '3.1f', '3.3b', '3.3c', '3.3d', '4.4.8', '4.10.3', '4.10.5', '4.11.1'],
  },
  stages: [
    { code: 'idea', title: { zh: '谋划', en: 'Idea' }, needs: [], stallDays: 180 },
    { code: 'approved', title: { zh: '立项', en: 'Approved' }, needs: ['approved'], stallDays: 180 },
    { code: 'prepared', title: { zh: '筹建完成', en: 'Prepared' }, needs: ['prepared'], stallDays: 365 },
    { code: 'built', title: { zh: '建成', en: 'Built' }, needs: ['built'], stallDays: 180 },
    { code: 'running', title: { zh: '运行', en: 'Running' }, needs: ['running'], stallDays: null },
  ],
  aside: [
    { code: 'shelved', title: { zh: '搁置', en: 'Shelved' }, final: false },
    { code: 'ended', title: { zh: '终止', en: 'Ended' }, final: true },
  ],
  amounts: [
    { code: 'planned', title: { zh: '计划投资', en: 'Planned' }, slot: null },
    { code: 'spent', title: { zh: '完成投资', en: 'Spent' }, slot: 'built' },
  ],
}
