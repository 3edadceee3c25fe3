import type { Calendar, CalendarEntry, Party } from '@yinqiao/papers/contract'
import type { AgendaItem, Attendance, MeetingRow } from '../contract/meeting-parts.ts'
import { timeKept } from './meeting-state.ts'

// the platform sends no mail: addresses in .invalid (RFC 2606) name the parties and reach nobody
const address = (name: string) => `${name}@yinqiao.invalid`
const organizer: Party = { name: '专项工作组', address: address('working-group') }

/** A meeting as invitation, update or cancellation: always the same UID. */
export function meetingCalendar(
  meeting: MeetingRow,
  sequence: number,
  agenda: readonly AgendaItem[],
  units: readonly Attendance[],
  stamp: string,
): Calendar {
  const cancelled = meeting.state === 'cancelled'
  const time = timeKept(meeting.when)
  const when: CalendarEntry['when'] =
    time === null || time.startsAt === null || time.endsAt === null
      ? { kind: 'day', from: time?.firstDay ?? '', to: time?.lastDay ?? '' }
      : { kind: 'time', from: time.startsAt, to: time.endsAt }
  const lines = [
    ...(meeting.synthetic ? ['合成数据'] : []),
    ...(cancelled ? [`已取消：${meeting.reason ?? ''}`] : []),
    ...(agenda.length === 0 ? [] : ['议程：', ...agenda.map(({ title }, at) => `${at + 1}. ${title}`)]),
  ]
  return {
    method: cancelled ? 'cancel' : 'request',
    name: '银发经济专项工作组会议',
    organizer,
    entries: [
      {
        uid: `${meeting.id}@yinqiao`,
        sequence,
        title: `${meeting.kind}：${meeting.title}`,
        text: lines.length === 0 ? null : lines.join('\n'),
        place: meeting.place,
        when,
        cancelled,
        attendees: units.map(({ unitId, unitName }) => ({ name: unitName, address: address(`unit-${unitId ?? 'unknown'}`) })),
        stamp,
      },
    ],
  }
}

/** Days a unit must keep: decisions it owes, and gates of the plan. */
export function dutyCalendar(
  unit: string,
  days: readonly { id: string; day: string; title: string; text: string | null; stamp: string }[],
): Calendar {
  return {
    method: 'publish',
    name: `${unit}责任日历`,
    organizer,
    entries: days.map(({ id, day, title, text, stamp }) => ({
      uid: `${id}@yinqiao`,
      sequence: 0,
      title,
      text,
      place: null,
      when: { kind: 'day', from: day, to: day },
      cancelled: false,
      attendees: [],
      stamp,
    })),
  }
}
