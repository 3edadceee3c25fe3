import type { Output } from '@yinqiao/kernel/contract'
import { saveBytes, type Tone, useDays, useQuery, useWords } from '@yinqiao/kernel/web'
import { type Decision, type GetMeeting, ListDuties, type MadeFile, type MeetingRow } from '@yinqiao/plan/contract'
import type { z } from 'zod'
import { en } from './meeting-en.ts'
import { zh } from './meeting-zh.ts'

export type Meeting = MeetingRow
export type MeetingWhole = Output<typeof GetMeeting>
export type DecisionRow = Decision

export const meetingTone: Readonly<Record<Meeting['state'], Tone>> = { draft: 'idle', called: 'busy', held: 'good', cancelled: 'idle' }
export const decisionTone: Readonly<Record<DecisionRow['state'], Tone>> = { open: 'busy', late: 'alert', done: 'good', 'done-late': 'due' }

/** Words and readings of meetings. */
export function useMeetingWords() {
  const say = useWords(zh, en)
  const { day } = useDays()
  const when = ({ when: at }: Pick<Meeting, 'when'>) =>
    at.kind === 'time'
      ? `${day(at.day)} ${at.from}–${at.to}`
      : `${at.from === at.to ? day(at.from) : `${day(at.from)} – ${day(at.to)}`} ${say('allDay')}`
  return {
    say,
    day,
    when,
    source: (kind: MeetingWhole['agenda'][number]['kind']) =>
      ({
        'late-measure': say('source_late_measure'),
        'open-issue': say('source_open_issue'),
        gate: say('source_gate'),
        'overdue-decision': say('source_overdue_decision'),
        finding: say('source_finding'),
        hand: say('source_hand'),
      })[kind],
    decision: (state: DecisionRow['state']) => (state === 'done-late' ? say('d_done_late') : say(`d_${state}`)),
  }
}

/** The unit of this post, null for a post of none and while it is being read. */
export function useOwnUnit(): string | null {
  return useQuery(ListDuties, { mine: true }).data?.unit?.id ?? null
}

/** Hands a file the server made to the browser to keep. */
export function keepFile({ fileName, type, content }: z.infer<typeof MadeFile>): void {
  saveBytes(fileName, content, type)
}
