import type { MeasureDeclaration, Source } from '@yinqiao/kernel/contract'

const times = { versioned: true, known: true, town: null, unit: null } as const

export const meetingSources: readonly Source[] = [
  {
    name: 'plan.meeting',
    title: { zh: '会议', en: 'Meetings' },
    view: 'plan.pub_meeting',
    ...times,
    columns: {
      kind: { type: 'text', title: { zh: '种类', en: 'Kind' } },
      title: { type: 'text', title: { zh: '名称', en: 'Title' } },
      state: { type: 'text', title: { zh: '状态', en: 'State' } },
      first_day: { type: 'day', title: { zh: '日期', en: 'Day' } },
      held_on: { type: 'day', title: { zh: '召开日', en: 'Held on' } },
      synthetic: { type: 'boolean', title: { zh: '合成数据', en: 'Synthetic' } },
    },
    opens: '/plan/meetings/{id}',
  },
  {
    name: 'plan.meeting-decision',
    title: { zh: '会议决议', en: 'Decisions of meetings' },
    view: 'plan.pub_meeting_decision',
    ...times,
    unit: 'unit_id',
    columns: {
      meeting_id: { type: 'text', title: { zh: '会议', en: 'Meeting' }, sql: 's.meeting_id::text' },
      item_kind: { type: 'text', title: { zh: '议题来源', en: 'Source of the item' } },
      text: { type: 'text', title: { zh: '决议', en: 'Decision' } },
      unit_id: { type: 'text', title: { zh: '承办单位编号', en: 'Owner id' } },
      owner_name: { type: 'text', title: { zh: '承办单位', en: 'Owner' } },
      decided_on: { type: 'day', title: { zh: '决议日', en: 'Decided on' } },
      due: { type: 'day', title: { zh: '期限', en: 'Due' } },
      done_on: { type: 'day', title: { zh: '办结日', en: 'Done on' } },
      done: { type: 'boolean', title: { zh: '已办结', en: 'Done' }, sql: '(s.done_on is not null)' },
      in_time: { type: 'boolean', title: { zh: '按期办结', en: 'Done in time' }, sql: '(s.done_on is not null and s.done_on <= s.due)' },
      synthetic: { type: 'boolean', title: { zh: '合成数据', en: 'Synthetic' } },
    },
    opens: '/plan/decisions/{id}',
  },
  {
    name: 'plan.meeting-due',
    title: { zh: '应当召开的会议', en: 'Meetings due' },
    view: 'plan.pub_meeting_due',
    ...times,
    columns: {
      kind: { type: 'text', title: { zh: '种类', en: 'Kind' } },
      period_from: { type: 'day', title: { zh: '本期第一天', en: 'Period from' } },
      due_on: { type: 'day', title: { zh: '应召开日', en: 'Due on' } },
      held_on: { type: 'day', title: { zh: '召开日', en: 'Held on' } },
      held: { type: 'boolean', title: { zh: '已召开', en: 'Held' }, sql: '(s.held_on is not null)' },
      withdrawn: { type: 'boolean', title: { zh: '不再要求', en: 'Withdrawn' } },
      synthetic: { type: 'boolean', title: { zh: '合成数据', en: 'Synthetic' } },
    },
    opens: '/plan/meetings',
  },
]

const quality = {
  verify: '每次会议有已签发的纪要，每项决议凭所附记录办结；抽查纪要与记录',
  accuracy: '日期由专班登记，登记时间另存；更正留有前后两个版本',
  remedy: '专班每月核对会议与决议台账，漏记的补记并说明',
}
const common = { unit: { zh: '%', en: '%' }, period: 'year', better: 'more', freshDays: 120, leastCoverage: 0.9 } as const
const past = { at: 'due', op: '<', value: { daysFromValidAt: 0 } } as const
const byNow = (day: string) => ({ at: day, op: '<=', value: { daysFromValidAt: 0 } }) as const
const inTime = { all: [{ is: 'in_time', in: [true] }, byNow('done_on')] } as const
// what was done in time counts as due also before its day, so that the part lies inside the whole
const due = { any: [past, inTime] } as const
const topical = [
  { is: 'kind', in: ['专题会'] },
  { is: 'withdrawn', in: [false] },
] as const
const kept = { all: [{ is: 'held', in: [true] }, byNow('held_on')] } as const
const ofProblem = { is: 'item_kind', in: ['late-measure', 'open-issue', 'finding', 'overdue-decision'] } as const

export const meetingMeasures: readonly MeasureDeclaration[] = [
  {
    ...common,
    code: '5.1.3',
    title: { zh: '会议决议按期办结率', en: 'Decisions of meetings done in time' },
    tree: {
      fold: 'ratio',
      part: { source: 'plan.meeting-decision', where: { all: [due, inTime] }, day: 'due' },
      whole: { source: 'plan.meeting-decision', where: due, day: 'due' },
    },
    carries: ['5.1.3'],
    guard: '5.1.3.held',
    quality: { ...quality, sources: '会议决议台账', limits: '只看期限与办结凭据，不评价决议本身的轻重' },
  },
  {
    ...common,
    code: '5.1.3.held',
    title: { zh: '召开的推进会、交流会', en: 'Meetings held' },
    unit: { zh: '次', en: 'meetings' },
    tree: {
      fold: 'count',
      rows: {
        source: 'plan.meeting',
        where: {
          all: [
            { is: 'state', in: ['held'] },
            { is: 'kind', in: ['推进会', '交流会'] },
          ],
        },
        day: 'held_on',
      },
    },
    better: 'neither',
    carries: ['5.1.3'],
    guard: '5.1.3',
    quality: { ...quality, sources: '会议台账', limits: '次数不说明成效：方案写的是“按需召开”，故不以多为好' },
  },
  {
    ...common,
    code: '5.3.3',
    title: { zh: '专题推进会按期召开率', en: 'Topical meetings held when due' },
    tree: {
      fold: 'ratio',
      part: { source: 'plan.meeting-due', where: { all: [...topical, kept] }, day: 'due_on' },
      whole: {
        source: 'plan.meeting-due',
        where: { all: [...topical, { any: [kept, { at: 'due_on', op: '<', value: { daysFromValidAt: 0 } }] }] },
        day: 'due_on',
      },
    },
    carries: ['5.3.3'],
    guard: '5.1.3',
    quality: { ...quality, sources: '专班决定的开会周期与会议台账', limits: '方案只写“定期”，周期出自专班决定；没有决定时没有应开的会议' },
  },
  {
    ...common,
    code: '5.3.6',
    title: { zh: '新情况新问题按期解决率', en: 'Problems solved in time' },
    tree: {
      fold: 'ratio',
      part: { source: 'plan.meeting-decision', where: { all: [ofProblem, due, inTime] }, day: 'due' },
      whole: { source: 'plan.meeting-decision', where: { all: [ofProblem, due] }, day: 'due' },
    },
    carries: ['5.3.6'],
    guard: '5.1.3.held',
    quality: { ...quality, sources: '由滞后指标、未决事项、评估发现和逾期决议而来的会议决议', limits: '没有上会的问题不在其中' },
  },
]
