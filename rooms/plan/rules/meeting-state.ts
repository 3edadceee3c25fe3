import type { MeetingState, MeetingTime } from '../contract/meeting-parts.ts'

/** What may be done with a meeting in each state. */
const moves = {
  move: { from: ['draft', 'called'], word: '改期改地' },
  edit: { from: ['draft', 'called'], word: '编辑议程' },
  call: { from: ['draft'], word: '发出通知' },
  cancel: { from: ['draft', 'called'], word: '取消' },
  hold: { from: ['called'], word: '登记召开' },
  write: { from: ['held'], word: '撰写纪要' },
  decide: { from: ['held'], word: '作出决议' },
} as const satisfies Record<string, { from: readonly MeetingState[]; word: string }>
export type MeetingAct = keyof typeof moves

export const meetingWords: Readonly<Record<MeetingState, string>> = { draft: '拟议', called: '已通知', held: '已召开', cancelled: '已取消' }

/** Null when the act may be done, else the facts of the refusal. */
export function meetingMove(state: MeetingState, act: MeetingAct): { state: string; act: string } | null {
  const from: readonly MeetingState[] = moves[act].from
  return from.includes(state) ? null : { state: meetingWords[state], act: moves[act].word }
}

/** The number of the calendar file after a change: it rises once a notice is out (RFC 5545, 3.8.7.4), drafts have sent none. */
export function nextSequence(state: MeetingState, act: MeetingAct, sequence: number): number {
  return act === 'call' || (state === 'called' && (act === 'move' || act === 'edit' || act === 'cancel')) ? sequence + 1 : sequence
}

/** A decision by its days: due on the day itself still counts as in time. */
export function decisionState(due: string, doneOn: string | null, today: string): 'open' | 'late' | 'done' | 'done-late' {
  if (doneOn !== null) return doneOn <= due ? 'done' : 'done-late'
  return today > due ? 'late' : 'open'
}

const zone = 'Asia/Shanghai'
const instant = (day: string, clock: string) =>
  Temporal.PlainDate.from(day)
    .toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(clock) })
    .toInstant()
    .toString()

/** A meeting's time as kept: its days, and instants where it is timed. Null where it ends before it begins. */
export function timeKept(
  when: MeetingTime,
): { allDay: boolean; firstDay: string; lastDay: string; startsAt: string | null; endsAt: string | null } | null {
  if (when.kind === 'day') {
    return when.to < when.from ? null : { allDay: true, firstDay: when.from, lastDay: when.to, startsAt: null, endsAt: null }
  }
  return when.to <= when.from
    ? null
    : { allDay: false, firstDay: when.day, lastDay: when.day, startsAt: instant(when.day, when.from), endsAt: instant(when.day, when.to) }
}

/** And back, with times of Asia/Shanghai. */
export function timeShown(row: { first_day: string; last_day: string; starts_at: string | null; ends_at: string | null }): MeetingTime {
  if (row.starts_at === null || row.ends_at === null) return { kind: 'day', from: row.first_day, to: row.last_day }
  const clock = (at: string) => Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainTime().toString().slice(0, 5)
  return { kind: 'time', day: row.first_day, from: clock(row.starts_at), to: clock(row.ends_at) }
}

/** The periods of a rule: each `months` long from the first day, the last one whole; the due day is the period's last day. */
export function duePeriods(from: string, until: string, months: number): { from: string; dueOn: string }[] {
  const first = Temporal.PlainDate.from(from)
  const periods: { from: string; dueOn: string }[] = []
  for (let at = 0; ; at += 1) {
    // counted from the first day each time, so that a 31st does not wander off
    const start = first.add({ months: at * months })
    const dueOn = first
      .add({ months: (at + 1) * months })
      .subtract({ days: 1 })
      .toString()
    if (dueOn > until) return periods
    periods.push({ from: start.toString(), dueOn })
  }
}
