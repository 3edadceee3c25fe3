import type { CaseKind } from '@yinqiao/cases/contract'

const staff = ['working-group', 'district-officer', 'town-officer', 'park-operator', 'statistician']

/** One unit asks another for data or an act (五（一） 打破行政壁垒): answered or refused with a reason, in time. */
export const crossUnitRequest: CaseKind = {
  code: 'plan.cross-unit-request',
  prefix: 'XT',
  title: { zh: '跨部门协同请求', en: 'Requests to other units' },
  lead: {
    zh: '请其他单位提供数据或配合办理；对方须在五个工作日内答复，拒绝须写明理由。',
    en: 'Asks another unit for data or an act; it answers within five working days, a refusal gives its reason.',
  },
  fields: [
    { key: 'title', title: { zh: '请求', en: 'Request' }, type: 'text', required: true, max: 80 },
    { key: 'asked', title: { zh: '所需数据或配合', en: 'What is asked' }, type: 'long-text', required: true },
  ],
  first: 'asked',
  states: [
    {
      code: 'asked',
      title: { zh: '待答复', en: 'To be answered' },
      tone: 'due',
      owner: 'district-officer',
      atUnit: true,
      limit: { workingDays: 5 },
      escalatesTo: ['working-group', 'district-leader'],
    },
    { code: 'answered', title: { zh: '已答复', en: 'Answered' }, tone: 'good', final: 'done' },
    { code: 'refused', title: { zh: '未予配合', en: 'Refused' }, tone: 'idle', final: 'refused' },
    { code: 'withdrawn', title: { zh: '已撤回', en: 'Withdrawn' }, tone: 'idle', final: 'withdrawn' },
  ],
  moves: [
    {
      code: 'answer',
      title: { zh: '答复', en: 'Answer' },
      from: ['asked'],
      to: 'answered',
      who: ['district-officer', 'working-group'],
      by: 'owner',
      text: true,
    },
    {
      code: 'refuse',
      title: { zh: '说明不能配合', en: 'Refuse' },
      from: ['asked'],
      to: 'refused',
      who: ['district-officer', 'working-group'],
      by: 'owner',
      text: true,
    },
    { code: 'withdraw', title: { zh: '撤回', en: 'Withdraw' }, from: ['asked'], to: 'withdrawn', who: staff, by: 'raiser', text: true },
  ],
  objection: { title: { zh: '请专班裁定', en: 'Ask the group to decide' }, of: ['refused'], workingDays: 10, opens: 'asked' },
  raisers: staff,
  readers: ['working-group', 'district-leader'],
  assigners: ['working-group'],
}
