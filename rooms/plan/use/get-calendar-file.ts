import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { writeIcs } from '@yinqiao/papers'
import { MeetingMove, MeetingUnknown } from '../contract/meeting-refusals.ts'
import { GetCalendarFile } from '../contract/meetings.ts'
import { meetingCalendar } from '../rules/meeting-calendar.ts'
import { meetingWords } from '../rules/meeting-state.ts'
import { agendaOf, attendanceOf, findMeeting, meetingRow } from '../store-meetings.ts'

/** Nobody was told of a draft, so there is nothing to update or to cancel. */
export const getCalendarFile: Body = body(GetCalendarFile, async (ctx, { meetingId }) => {
  const meeting = await findMeeting(ctx, meetingId)
  if (meeting === undefined) return refuse(MeetingUnknown)
  const row = meetingRow(meeting)
  if (meeting.sequence === 0) return refuse(MeetingMove, { state: meetingWords[row.state], act: '导出日历文件' })
  const calendar = meetingCalendar(
    row,
    meeting.sequence,
    await agendaOf(ctx, meeting),
    await attendanceOf(ctx, meeting),
    meeting.known_from,
  )
  return {
    fileName: `${row.title}.ics`,
    type: `text/calendar; charset=utf-8; method=${calendar.method.toUpperCase()}`,
    content: Buffer.from(writeIcs(calendar)).toString('base64'),
  }
})
