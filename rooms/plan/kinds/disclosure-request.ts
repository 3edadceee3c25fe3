import type { CaseKind } from '@yinqiao/cases/contract'

/**
 * A request for disclosure, entered by the officer who received it. Twenty working days to answer, twenty more with
 * leave: 政府信息公开条例 (国令第711号) 第三十三条.
 */
export const disclosureRequest: CaseKind = {
  code: 'plan.disclosure-request',
  prefix: 'GK',
  title: { zh: '依申请公开', en: 'Requests for disclosure' },
  lead: {
    zh: '登记收到的政府信息公开申请；二十个工作日内答复，需要延长的须经批准。不要写申请人的证件号和电话。',
    en: 'A request for disclosure that came in; twenty working days to answer. No identity or phone numbers here.',
  },
  fields: [
    {
      key: 'how',
      title: { zh: '申请方式', en: 'How it came' },
      type: 'code',
      codes: [
        { code: 'counter', title: { zh: '当面', en: 'At the counter' } },
        { code: 'post', title: { zh: '信函', en: 'By post' } },
        { code: 'online', title: { zh: '网络', en: 'Online' } },
      ],
    },
  ],
  first: 'received',
  states: [
    {
      code: 'received',
      title: { zh: '办理中', en: 'In hand' },
      tone: 'busy',
      owner: 'district-officer',
      limit: { workingDays: 20 },
      escalatesTo: ['working-group', 'district-leader'],
    },
    {
      code: 'extended',
      title: { zh: '已延期', en: 'Extended' },
      tone: 'due',
      owner: 'district-officer',
      limit: { workingDays: 20 },
      escalatesTo: ['working-group', 'district-leader'],
    },
    { code: 'answered', title: { zh: '已答复', en: 'Answered' }, tone: 'good', final: 'done' },
    { code: 'refused', title: { zh: '不予公开', en: 'Not disclosed' }, tone: 'idle', final: 'refused' },
    { code: 'withdrawn', title: { zh: '申请人撤回', en: 'Withdrawn' }, tone: 'idle', final: 'withdrawn' },
  ],
  moves: [
    {
      code: 'extend',
      title: { zh: '批准延期', en: 'Extend' },
      from: ['received'],
      to: 'extended',
      who: ['working-group'],
      by: 'any',
      text: true,
    },
    {
      code: 'answer',
      main: true,
      title: { zh: '答复', en: 'Answer' },
      from: ['received', 'extended'],
      to: 'answered',
      who: ['district-officer', 'working-group'],
      by: 'owner',
      text: true,
    },
    {
      code: 'refuse',
      title: { zh: '不予公开', en: 'Refuse' },
      from: ['received', 'extended'],
      to: 'refused',
      who: ['district-officer', 'working-group'],
      by: 'owner',
      text: true,
    },
    {
      code: 'withdraw',
      title: { zh: '撤回', en: 'Withdraw' },
      from: ['received', 'extended'],
      to: 'withdrawn',
      who: ['district-officer', 'working-group'],
      by: 'any',
      text: true,
    },
  ],
  objection: {
    title: { zh: '申请人要求复核', en: 'The applicant asks for a review' },
    of: ['refused'],
    workingDays: 40,
    opens: 'received',
  },
  raisers: ['district-officer', 'working-group'],
  readers: ['working-group', 'district-leader'],
  assigners: ['working-group'],
}
