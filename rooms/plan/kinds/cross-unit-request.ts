import type { CaseKind } from '@yinqiao/cases/contract'

const staff = ['working-group', 'district-officer', 'town-officer', 'park-operator', 'statistician']

/** Whoever sits at the unit that is asked. */
const answerers = ['district-officer', 'town-officer', 'park-operator', 'working-group']

/** One unit asks another for data or an act (五（一） 打破行政壁垒): answered or refused with a reason, in time. */
export const crossUnitRequest: CaseKind = {
  code: 'plan.cross-unit-request',
  prefix: 'XT',
  title: { zh: '跨部门协同请求', en: 'Requests to other units' },
  lead: {
    zh: '请其他单位提供数据或配合办理；对方须在五个工作日内答复，拒绝须写明理由。',
    en: 'Asks another unit for data or an act; it answers within five working days, a refusal gives its reason.',
  },
  fields: [{ key: 'asked', title: { zh: '所需数据或配合', en: 'What is asked' }, type: 'long-text', required: true }],
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
    {
      code: 'appealed',
      title: { zh: '待专班裁定', en: 'Before the group' },
      tone: 'due',
      owner: 'working-group',
      limit: { workingDays: 5 },
      escalatesTo: ['district-leader'],
    },
    { code: 'answered', title: { zh: '已答复', en: 'Answered' }, tone: 'good', final: 'done' },
    { code: 'refused', title: { zh: '未予配合', en: 'Refused' }, tone: 'idle', final: 'refused' },
    { code: 'withdrawn', title: { zh: '已撤回', en: 'Withdrawn' }, tone: 'idle', final: 'withdrawn' },
  ],
  moves: [
    {
      code: 'answer',
      main: true,
      title: { zh: '答复', en: 'Answer' },
      from: ['asked', 'appealed'],
      to: 'answered',
      who: answerers,
      by: 'owner',
      text: true,
    },
    {
      code: 'refuse',
      title: { zh: '说明不能配合', en: 'Refuse' },
      from: ['asked', 'appealed'],
      to: 'refused',
      who: answerers,
      by: 'owner',
      text: true,
    },
    {
      code: 'withdraw',
      title: { zh: '撤回', en: 'Withdraw' },
      from: ['asked', 'appealed'],
      to: 'withdrawn',
      who: staff,
      by: 'raiser',
      text: true,
    },
  ],
  objection: { title: { zh: '请专班裁定', en: 'Ask the group to decide' }, of: ['refused'], workingDays: 10, opens: 'appealed' },
  raisers: staff,
  readers: ['working-group', 'district-leader'],
  assigners: ['working-group'],
}
