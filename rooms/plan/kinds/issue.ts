import type { CaseKind } from '@yinqiao/cases/contract'

const staff = ['working-group', 'district-officer', 'town-officer', 'park-operator', 'statistician']

/** A problem a unit cannot solve alone (五（一）): owned, timed, and on the agenda when it is late. */
export const issue: CaseKind = {
  code: 'plan.issue',
  prefix: 'WT',
  title: { zh: '问题与困难', en: 'Issues' },
  lead: {
    zh: '推进中遇到、本单位不能独自解决的问题；由专班协调，逾期的自动列入下次会议议程。',
    en: 'A problem your unit cannot solve alone; the working group coordinates, late ones go on the next agenda.',
  },
  fields: [
    { key: 'help', title: { zh: '需要的帮助', en: 'Help wanted' }, type: 'long-text', required: true },
    { key: 'row', title: { zh: '方案分解行', en: 'Row of the plan' }, type: 'text', max: 20 },
  ],
  first: 'open',
  states: [
    {
      code: 'open',
      title: { zh: '待协调', en: 'Open' },
      tone: 'due',
      owner: 'working-group',
      limit: { workingDays: 10 },
      escalatesTo: ['district-leader'],
    },
    {
      code: 'solving',
      title: { zh: '解决中', en: 'Being solved' },
      tone: 'busy',
      owner: 'district-officer',
      limit: { workingDays: 20 },
      escalatesTo: ['working-group', 'district-leader'],
    },
    { code: 'solved', title: { zh: '已解决', en: 'Solved' }, tone: 'good', final: 'done' },
    { code: 'unsolved', title: { zh: '不能解决', en: 'Cannot be solved' }, tone: 'idle', final: 'refused' },
    { code: 'withdrawn', title: { zh: '已撤回', en: 'Withdrawn' }, tone: 'idle', final: 'withdrawn' },
  ],
  moves: [
    {
      code: 'hand-on',
      title: { zh: '交办', en: 'Hand on' },
      from: ['open'],
      to: 'solving',
      who: ['working-group'],
      by: 'owner',
      text: true,
    },
    {
      code: 'solve',
      main: true,
      title: { zh: '解决', en: 'Solve' },
      from: ['open', 'solving'],
      to: 'solved',
      who: ['working-group', 'district-officer'],
      by: 'owner',
      text: true,
    },
    {
      code: 'give-up',
      title: { zh: '说明不能解决', en: 'Cannot solve' },
      from: ['open', 'solving'],
      to: 'unsolved',
      who: ['working-group'],
      by: 'any',
      text: true,
    },
    {
      code: 'withdraw',
      title: { zh: '撤回', en: 'Withdraw' },
      from: ['open', 'solving'],
      to: 'withdrawn',
      who: staff,
      by: 'raiser',
      text: true,
    },
  ],
  objection: { title: { zh: '未真正解决', en: 'Not really solved' }, of: ['done', 'refused'], workingDays: 10, opens: 'open' },
  raisers: staff,
  readers: ['working-group', 'district-leader'],
  assigners: ['working-group'],
}
