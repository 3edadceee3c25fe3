import type { Source } from '@yinqiao/kernel/contract'

const column = (type: Source['columns'][string]['type'], zh: string, en: string) => ({ type, title: { zh, en } })

/** Cases of all kinds as measures read them; a room cuts its own kind out with `is: 'kind'`. No names, no texts. */
export const caseSource: Source = {
  name: 'cases.case',
  title: { zh: '办件', en: 'Cases' },
  view: 'cases.pub_case',
  versioned: true,
  known: true,
  columns: {
    kind: column('text', '种类', 'Kind'),
    state: column('text', '状态', 'State'),
    division_code: column('text', '区划', 'Division'),
    unit_id: { ...column('text', '受理单位', 'Handling unit'), sql: 's.unit_id::text' },
    subject_kind: column('text', '所涉事物的种类', 'Kind of subject'),
    subject_id: column('text', '所涉事物', 'Subject'),
    raised_on: column('day', '提出日', 'Raised on'),
    due_on: column('day', '届满日', 'Due on'),
    closed_on: column('day', '办结日', 'Closed on'),
    outcome: column('text', '结果', 'Outcome'),
    in_time: column('boolean', '按期', 'In time'),
    days_open: column('number', '办结所用工作日', 'Working days to close'),
    level: column('number', '升级次数', 'Steps up'),
    missed: column('number', '错过的时限', 'Limits missed'),
    objections: column('number', '异议次数', 'Objections'),
  },
  town: 'division_code',
  unit: 'unit_id',
  opens: '/cases/{id}',
}
