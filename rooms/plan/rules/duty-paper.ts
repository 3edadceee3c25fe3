import type { Block, Paper } from '@yinqiao/papers/contract'
import type { Decision } from '../contract/meeting-parts.ts'
import { decisionTable } from './meeting-paper.ts'
import { chineseDay } from './report-words.ts'

const roleWords: Readonly<Record<string, string>> = { named: '责任', lead: '牵头', joint: '配合', local: '属地' }
const statusWords: Readonly<Record<string, string>> = { open: '待认领', accepted: '已认领', disputed: '有异议' }

export interface DutyLine {
  readonly label: string
  readonly title: string
  readonly text: string
  readonly asWritten: string
  readonly role: string
  readonly source: 'plan' | 'decision'
  readonly status: string
  readonly unitsOpen: boolean
  readonly dispute: string | null
  readonly decisions: readonly { readonly decidedOn: string; readonly decidedBy: string; readonly text: string }[]
}

/** The list of duties of a unit (责任清单), chapter 5.5: what is late first, then the duties in the order of the plan. */
export function dutyPaper(
  unit: string,
  plan: { readonly title: string; readonly number: string | null } | null,
  duties: readonly DutyLine[],
  owed: readonly Decision[],
  today: string,
  at: string,
  synthetic: boolean,
): Paper {
  const soon = Temporal.PlainDate.from(today).add({ days: 30 }).toString()
  const late = owed.filter(({ state }) => state === 'late')
  const next = owed.filter(({ state, due }) => state === 'open' && due <= soon)
  const rest = owed.filter(({ state, due }) => state === 'open' && due > soon)
  return {
    title: `${unit}责任清单`,
    under: [
      plan === null ? '尚无生效的方案' : `依据：${plan.title}${plan.number === null ? '' : `（${plan.number}）`}`,
      `${chineseDay(today)}　职责 ${duties.length} 项，未办结决议 ${late.length + next.length + rest.length} 项，其中逾期 ${late.length} 项`,
    ],
    issuer: '银发经济专项工作组',
    at,
    mark: synthetic ? '合成数据' : null,
    foot: `${unit} ${today}`,
    blocks: [
      { kind: 'heading', level: 1, text: '一、已逾期' },
      decisionTable(late, '没有逾期事项。'),
      { kind: 'heading', level: 1, text: '二、三十日内到期' },
      decisionTable(next, '没有三十日内到期的事项。'),
      ...(rest.length === 0 ? [] : ([{ kind: 'heading', level: 1, text: '三、其后到期' }, decisionTable(rest, '')] as const)),
      { kind: 'heading', level: 1, text: `${rest.length === 0 ? '三' : '四'}、职责` },
      ...(duties.length === 0 ? [{ kind: 'note' as const, words: '方案和决定都没有给这个单位职责。' }] : duties.flatMap(dutyBlocks)),
    ],
  }
}

function dutyBlocks(duty: DutyLine): Block[] {
  return [
    { kind: 'heading', level: 2, text: `${duty.label} ${duty.title}`.trim() },
    ...(duty.text === '' ? [] : [{ kind: 'quote' as const, words: duty.text }]),
    {
      kind: 'facts',
      facts: [
        ['角色', `${roleWords[duty.role] ?? duty.role}（${duty.source === 'plan' ? '方案所定' : '决定所定'}）`],
        ['方案写法', `${duty.asWritten}${duty.unitsOpen ? '（名单以“等”结尾，未列全）' : ''}`],
        ['状态', `${statusWords[duty.status] ?? duty.status}${duty.dispute === null ? '' : `：${duty.dispute}`}`],
        ...duty.decisions.map(({ decidedOn, decidedBy, text }) => ['决定', `${text}（${decidedBy}，${chineseDay(decidedOn)}）`] as const),
      ],
    },
  ]
}
