import { describe, expect, test } from 'vitest'
import type { AgendaItem, MeetingState } from '../contract/meeting-parts.ts'
import { gatesAhead, itemOf, newPoints } from './build-agenda.ts'
import { decisionState, duePeriods, type MeetingAct, meetingMove, nextSequence, timeKept, timeShown } from './meeting-state.ts'

test.each<[MeetingState, MeetingAct[]]>([
  ['draft', ['move', 'edit', 'call', 'cancel']],
  ['called', ['move', 'edit', 'cancel', 'hold']],
  ['held', ['write', 'decide']],
  ['cancelled', []],
])('a meeting that is %s may be: %j', (state, may) => {
  const acts: MeetingAct[] = ['move', 'edit', 'call', 'cancel', 'hold', 'write', 'decide']
  expect(acts.filter((act) => meetingMove(state, act) === null)).toEqual(may)
})

test.each<[MeetingState, MeetingAct, number]>([
  ['draft', 'edit', 0],
  ['draft', 'cancel', 0],
  ['draft', 'call', 1],
  ['called', 'move', 1],
  ['called', 'edit', 1],
  ['called', 'cancel', 1],
  ['called', 'hold', 0],
])('%s, %s: the number of the calendar file rises by %i', (state, act, by) => {
  expect(nextSequence(state, act, 4)).toBe(4 + by)
})

test.each([
  ['2026-03-01', null, '2026-03-01', 'open'],
  ['2026-03-01', null, '2026-03-02', 'late'],
  ['2026-03-01', '2026-03-01', '2026-05-01', 'done'],
  ['2026-03-01', '2026-03-02', '2026-05-01', 'done-late'],
])('due %s, done %s, today %s: %s', (due, done, today, state) => {
  expect(decisionState(due, done, today)).toBe(state)
})

describe('times', () => {
  test('of Asia/Shanghai are kept as instants and shown back, also before eight in the morning', () => {
    const when = { kind: 'time', day: '2026-03-05', from: '07:30', to: '09:00' } as const
    const kept = timeKept(when)
    expect(kept).toEqual({
      allDay: false,
      firstDay: '2026-03-05',
      lastDay: '2026-03-05',
      startsAt: '2026-03-04T23:30:00Z',
      endsAt: '2026-03-05T01:00:00Z',
    })
    expect(
      timeShown({ first_day: '2026-03-05', last_day: '2026-03-05', starts_at: kept?.startsAt ?? '', ends_at: kept?.endsAt ?? '' }),
    ).toEqual(when)
  })
  test.each([
    { kind: 'time', day: '2026-03-05', from: '09:00', to: '09:00' } as const,
    { kind: 'time', day: '2026-03-05', from: '09:00', to: '08:00' } as const,
    { kind: 'day', from: '2026-03-05', to: '2026-03-04' } as const,
  ])('that end before they begin are none: %j', (when) => {
    expect(timeKept(when)).toBeNull()
  })
})

describe('periods of a rule', () => {
  test.each([
    ['2026-01-01', '2026-12-31', 3, ['2026-03-31', '2026-06-30', '2026-09-30', '2026-12-31']],
    ['2026-01-31', '2026-05-30', 1, ['2026-02-27', '2026-03-30', '2026-04-29', '2026-05-30']],
    ['2026-01-01', '2026-02-27', 2, []],
    ['2024-02-29', '2025-02-28', 12, ['2025-02-27']],
  ])('from %s until %s each %i months', (from, until, months, due) => {
    expect(duePeriods(from, until, months).map(({ dueOn }) => dueOn)).toEqual(due)
  })
  test('lie one after the other without a gap or an overlap', () => {
    const periods = duePeriods('2026-01-31', '2031-01-30', 1)
    expect(periods).toHaveLength(60)
    for (const [at, period] of periods.entries()) {
      const next = periods[at + 1]
      if (next !== undefined) expect(Temporal.PlainDate.from(period.dueOn).add({ days: 1 }).toString()).toBe(next.from)
    }
  })
})

describe('the agenda', () => {
  const point = { kind: 'open-issue', id: 'c1', title: '问题', why: '未决' } as const
  test('takes each thing once', () => {
    const item: AgendaItem = itemOf(point, '00000000-0000-7000-8000-000000000001')
    expect(newPoints([point, point, { ...point, id: 'c2' }, { ...point, kind: 'gate' }], [item])).toEqual([
      { ...point, id: 'c2' },
      { ...point, kind: 'gate' },
    ])
  })
  test('cuts a long title and keeps it as the source said it', () => {
    const item = itemOf({ ...point, title: '长'.repeat(300) }, 'x')
    expect([item.title.length, item.sourceTitle?.length]).toEqual([200, 300])
  })
  const phase = (from: number, to: number | null) => ({
    label: '',
    title: `${from}`,
    from: 0,
    to: 0,
    text: '',
    targets: [],
    years: { from, to },
  })
  test.each([
    ['2026-10-31', []],
    ['2026-11-01', ['2026-12-31']],
    ['2026-12-31', ['2026-12-31']],
    ['2027-01-01', []],
  ])('on %s has the gates of the next 60 days', (today, days) => {
    expect(gatesAhead([phase(2024, 2026), phase(2027, null)], today).map(({ id }) => id)).toEqual(days)
  })
})
