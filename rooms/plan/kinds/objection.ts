import type { CaseKind } from '@yinqiao/cases/contract'

const staff = ['working-group', 'district-officer', 'town-officer', 'park-operator', 'statistician']

/** An objection to rows behind a number: it is settled row by row, and until then the number says 有争议. */
export const objection: CaseKind = {
  code: 'plan.objection',
  prefix: 'YY',
  title: { zh: '对指标记录的异议', en: 'Objection to rows' },
  lead: {
    zh: '认为某个指标所依据的记录有错、有漏时提出；统计员核对后由专班决定。数值不改，改的是记录。',
    en: 'For a record behind a number that is wrong or missing. The records are mended, never the number.',
  },
  fields: [
    { key: 'measure', title: { zh: '指标', en: 'Measure' }, type: 'text', required: true, max: 60 },
    { key: 'rows', title: { zh: '所指记录', en: 'Rows' }, type: 'long-text', required: true },
    { key: 'why', title: { zh: '理由', en: 'Why' }, type: 'long-text', required: true },
  ],
  first: 'checking',
  states: [
    {
      code: 'checking',
      title: { zh: '核对中', en: 'Being checked' },
      tone: 'busy',
      owner: 'statistician',
      limit: { workingDays: 5 },
      escalatesTo: ['working-group'],
    },
    {
      code: 'deciding',
      title: { zh: '待决定', en: 'To be decided' },
      tone: 'due',
      owner: 'working-group',
      limit: { workingDays: 5 },
      escalatesTo: ['district-leader'],
    },
    { code: 'upheld', title: { zh: '异议成立', en: 'Upheld' }, tone: 'good', final: 'done' },
    { code: 'denied', title: { zh: '异议不成立', en: 'Denied' }, tone: 'idle', final: 'refused' },
    { code: 'withdrawn', title: { zh: '已撤回', en: 'Withdrawn' }, tone: 'idle', final: 'withdrawn' },
  ],
  moves: [
    {
      code: 'report',
      main: true,
      title: { zh: '报核对结果', en: 'Report' },
      from: ['checking'],
      to: 'deciding',
      who: ['statistician', 'working-group'],
      by: 'owner',
      text: true,
    },
    {
      code: 'uphold',
      title: { zh: '成立', en: 'Uphold' },
      from: ['deciding'],
      to: 'upheld',
      who: ['working-group'],
      by: 'owner',
      text: true,
      otherThan: ['raise', 'report'],
    },
    {
      code: 'deny',
      title: { zh: '不成立', en: 'Deny' },
      from: ['deciding'],
      to: 'denied',
      who: ['working-group'],
      by: 'owner',
      text: true,
      otherThan: ['raise', 'report'],
    },
    {
      code: 'withdraw',
      title: { zh: '撤回', en: 'Withdraw' },
      from: ['checking', 'deciding'],
      to: 'withdrawn',
      who: staff,
      by: 'raiser',
      text: true,
    },
  ],
  raisers: staff,
  readers: ['working-group', 'statistician', 'district-leader'],
  assigners: ['working-group'],
}
