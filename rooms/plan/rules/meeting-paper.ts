import type { Block, Paper, Words } from '@yinqiao/papers/contract'
import type { AgendaItem, Attendance, Decision, MeetingRow, MinutesVersion } from '../contract/meeting-parts.ts'
import { meetingWords } from './meeting-state.ts'
import { chineseDay, localMoment } from './report-words.ts'

export const agendaWords: Readonly<Record<AgendaItem['kind'], string>> = {
  'late-measure': '滞后指标',
  'open-issue': '未决事项',
  gate: '阶段节点',
  'overdue-decision': '逾期决议',
  finding: '评估发现',
  hand: '手工',
}
export const decisionWords: Readonly<Record<Decision['state'], string>> = {
  open: '办理中',
  late: '逾期',
  done: '按期办结',
  'done-late': '逾期办结',
}
const attendanceWords: Readonly<Record<Attendance['state'], string>> = {
  called: '已通知',
  present: '到会',
  excused: '请假',
  absent: '缺席',
}

export interface MeetingPack {
  readonly meeting: MeetingRow
  readonly agenda: readonly AgendaItem[]
  readonly attendance: readonly Attendance[]
  readonly minutes: readonly MinutesVersion[]
  readonly decisions: readonly Decision[]
  /** Decisions of earlier meetings that are not done yet. */
  readonly open: readonly Decision[]
}

/** When a meeting is, as people read it. */
export function whenWords({ when }: Pick<MeetingRow, 'when'>): string {
  if (when.kind === 'time') return `${chineseDay(when.day)} ${when.from}—${when.to}`
  return when.from === when.to ? `${chineseDay(when.from)}（全天）` : `${chineseDay(when.from)}至${chineseDay(when.to)}`
}

/** Decisions as a table, with the state in words; a late one stands out. */
export function decisionTable(decisions: readonly Decision[], empty: string): Block {
  if (decisions.length === 0) return { kind: 'note', words: empty }
  return {
    kind: 'table',
    columns: [
      { title: '决议', share: 44 },
      { title: '承办单位', share: 20 },
      { title: '期限', share: 16 },
      { title: '状态', share: 20 },
    ],
    rows: decisions.map((each): Words[] => [
      each.text,
      each.ownerName,
      each.due,
      each.doneOn === null
        ? [{ text: decisionWords[each.state], bold: each.state === 'late' }]
        : [
            { text: decisionWords[each.state] },
            { text: `\n${each.doneOn}，凭${each.recordKind ?? ''} ${each.recordId ?? ''}`, faint: true },
          ],
    ]),
  }
}

/** The pack of a meeting: what is called, agenda with sources, what earlier meetings left open, minutes and decisions. */
export function meetingPaper({ meeting, agenda, attendance, minutes, decisions, open }: MeetingPack, at: string): Paper {
  const newest = minutes[0]
  return {
    title: meeting.title,
    under: [`${meeting.kind}　${meetingWords[meeting.state]}`, `${whenWords(meeting)}　${meeting.place ?? '地点未定'}`],
    issuer: '银发经济专项工作组',
    at,
    mark: meeting.synthetic ? '合成数据' : null,
    foot: `会议 ${meeting.id.slice(0, 8)} 第 ${meeting.version} 版`,
    blocks: [
      ...(meeting.state === 'cancelled'
        ? [{ kind: 'paragraph' as const, words: [{ text: `会议已取消：${meeting.reason ?? ''}`, bold: true }] }]
        : []),
      { kind: 'heading', level: 1, text: '一、议程' },
      ...(agenda.length === 0
        ? [{ kind: 'note' as const, words: '议程为空。' }]
        : agenda.flatMap((item, place): Block[] => [
            { kind: 'heading', level: 3, text: `${place + 1}. ${item.title}` },
            ...(item.text === null ? [] : [{ kind: 'paragraph' as const, words: item.text }]),
            {
              kind: 'note',
              words: [
                agendaWords[item.kind],
                item.why,
                item.sourceTitle !== null && item.sourceTitle !== item.title ? `原题：${item.sourceTitle}` : null,
              ]
                .filter((part) => part !== null)
                .join('　'),
            },
          ])),
      { kind: 'heading', level: 1, text: '二、参会单位' },
      attendance.length === 0
        ? { kind: 'note', words: '尚未通知单位。' }
        : {
            kind: 'table',
            columns: [
              { title: '单位', share: 50 },
              { title: '情况', share: 20 },
              { title: '到会人', share: 30 },
            ],
            rows: attendance.map((each) => [each.unitName, attendanceWords[each.state], each.delegate ?? '']),
          },
      { kind: 'heading', level: 1, text: '三、以往会议未办结的决议' },
      decisionTable(open, '没有未办结的决议。'),
      ...(newest === undefined
        ? []
        : ([
            { kind: 'heading', level: 1, text: '四、会议纪要' },
            {
              kind: 'note',
              words: `第 ${newest.version} 版，${newest.signedBy === null || newest.signedAt === null ? '未签发' : `${newest.signedBy} 签发于 ${localMoment(newest.signedAt)}`}${newest.changeReason === null ? '' : `；修改原因：${newest.changeReason}`}`,
            },
            ...newest.body.split(/\n+/).map((words) => ({ kind: 'paragraph', words }) as const),
          ] as const)),
      ...(meeting.state === 'held'
        ? ([
            { kind: 'heading', level: 1, text: `${newest === undefined ? '四' : '五'}、本次决议` },
            decisionTable(decisions, '没有作出决议。'),
          ] as const)
        : []),
    ],
  }
}
