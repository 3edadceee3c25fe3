import { type Body, body } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { MeetingEndsEarly } from '../contract/meeting-refusals.ts'
import { MoveMeeting } from '../contract/meetings.ts'
import { timeKept } from '../rules/meeting-state.ts'
import { changeMeeting, holdFor } from '../store-meetings.ts'

export const moveMeeting: Body = body(MoveMeeting, async (ctx, { meetingId, version, title, place, when }) => {
  const time = timeKept(when)
  if (time === null) return refuse(MeetingEndsEarly, {}, 'when')
  const meeting = await holdFor(ctx, meetingId, version, 'move')
  if (isRefusal(meeting)) return meeting
  return {
    version: await changeMeeting(ctx, meeting, 'move', {
      title,
      place: place ?? null,
      all_day: time.allDay,
      first_day: time.firstDay,
      last_day: time.lastDay,
      starts_at: time.startsAt,
      ends_at: time.endsAt,
    }),
  }
})
